using System.Diagnostics;
using WaitingRoom.Support;

namespace WaitingRoom.Browser.Tests.Hosting;

/// <summary>docs/samples/GateSample as a process of its own with TLS, as another team would run it.</summary>
internal sealed class SampleApp : IAsyncDisposable
{
    private readonly Process process;

    private SampleApp(Process process, string address) => (this.process, Address) = (process, address);

    /// <summary>As browsers know it.</summary>
    public string Address { get; }

    public static async Task<SampleApp> Start(TlsSite site, string room, int port, bool plainCookies = false)
    {
        // Built next to us, in the same configuration.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var folder = Path.Combine(RepositoryRoot.Find()!, "docs", "samples", "GateSample", "bin", configuration, "net10.0");
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(folder, "WaitingRoom.GateSample.dll"), "--urls", $"https://localhost:{port}",
                "--Kestrel:Certificates:Default:Path", site.Certificate.Path, "--Kestrel:Certificates:Default:KeyPath", site.Certificate.KeyPath,
                "--WaitingRoom:Authority", site.PublicAddress, "--WaitingRoom:BackchannelAddress", site.InnerAddress, "--WaitingRoom:Room", room,
                "--WaitingRoom:PlainHttp", plainCookies ? "true" : "false", "--Logging:LogLevel:Default", "Warning",
            ])
        {
            WorkingDirectory = folder,
            // The sample's own client believes what this file holds.
            Environment = { ["SSL_CERT_FILE"] = site.Certificate.Path },
        };
        // What this process told the site about itself is not for the sample.
        start.Environment.Remove("ASPNETCORE_APPLICATIONNAME");
        var app = new SampleApp(Process.Start(start)!, AddressOf(port));
        using var http = site.Certificate.NewClient();
        await Patience.Until(async () =>
        {
            Assert.False(app.process.HasExited, "The sample ended.");
            try
            {
                return await http.GetStringAsync(new Uri($"https://localhost:{port}/health")) == "ok";
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return app;
    }

    public static string AddressOf(int port) => $"https://{TlsSite.AppHost}:{port}";

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
