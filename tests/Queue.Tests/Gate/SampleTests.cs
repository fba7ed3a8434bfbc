using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Gate;

/// <summary>docs/samples/GateSample as a process of its own, as another team would run it.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task The_sample_of_three_lines_sends_people_to_wait_and_takes_them_back()
    {
        using var folder = new TemporaryFolder();
        // The sample's clock is the machine's; ours starts there and then only moves when told.
        await using var queue = await QueueHost.Start(folder, time: new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        var address = $"http://localhost:{FreePort.Next()}";
        await AnyApp.Allow(queue, address);
        using var sample = Start(address, queue.Address);
        using var browser = new CookieBrowser();
        try
        {
            await Ready(browser, address, sample);
            Assert.Equal("/cards?year=2026", await browser.Enter(address + "/cards?year=2026", queue));
            Assert.Contains("Year: 2026", await browser.Text(address + "/cards?year=2026"), StringComparison.Ordinal);
        }
        finally
        {
            sample.Kill();
            await sample.WaitForExitAsync();
        }
    }

    private static Process Start(string address, string authority)
    {
        // The sample is built next to us, in the same configuration.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var folder = Path.Combine(RepositoryRoot.Find()!, "docs", "samples", "GateSample", "bin", configuration, "net10.0");
        return Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(folder, "WaitingRoom.GateSample.dll"), "--urls", address, "--WaitingRoom:Authority", authority, "--WaitingRoom:PlainHttp", "true"])
        {
            WorkingDirectory = folder,
        })!;
    }

    /// <summary>A real process starts when it starts.</summary>
    private static Task Ready(CookieBrowser browser, string address, Process sample) => Patience.Until(async () =>
    {
        Assert.False(sample.HasExited, "The sample ended.");
        try
        {
            return await browser.Text(address + "/health") == "ok";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    });
}
