using System.Globalization;
using System.Text.Json;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Hosts;

/// <summary>The built server on SQLite in an empty folder, as run.sh starts it, and one waiting room as shipped.</summary>
internal sealed class RealServer : IAsyncDisposable
{
    public const string Room = "impfung";

    /// <summary>How the server differs from a start without any setting: the load comes through a proxy whose word about addresses counts.</summary>
    public static readonly string[] Settings = ["Proxies:0=127.0.0.1", "Proxies:1=::1"];

    private readonly TemporaryFolder data;
    private readonly HttpClient http = new();

    private RealServer(TemporaryFolder data, ChildProcess process, Uri address) => (this.data, Process, Address) = (data, process, address);

    public ChildProcess Process { get; }

    public Uri Address { get; }

    public Uri Status => new(Address, $"/rooms/{Room}/status");

    public Uri Tickets => new(Address, $"/rooms/{Room}/tickets");

    public static Task<RealServer> StartAsync(CancellationToken cancellation) => StartAsync([Program(), "serve"], ["--no-demo"], cancellation);

    /// <summary>With the demonstration's campaign: 13 centres, two vaccines, eight weeks.</summary>
    /// <param name="settings">Beside <see cref="Settings"/>.</param>
    public static Task<RealServer> StartWithDemoAsync(IEnumerable<string> settings, CancellationToken cancellation) =>
        StartAsync([Program(), "serve"], [.. settings.SelectMany(setting => new[] { "--set", setting })], cancellation);

    /// <summary>Runs a command of the same program on the same data.</summary>
    /// <returns>The lines of its output.</returns>
    public async Task<string[]> RunAsync(IEnumerable<string> command, CancellationToken cancellation)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet", [Program(), .. command, "--data", data.Path]) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : throw new InvalidOperationException($"A command ended with {process.ExitCode}.");
    }

    private static string Program() => Path.Combine(
        RepositoryRoot.Find() ?? throw new InvalidOperationException("Run inside the repository."), "src", "Server", "bin", "Release", "net10.0", "WaitingRoom.Server.dll");

    /// <summary>The same server within a process of this program that can also say how much memory it has, see <see cref="MeasuredServer"/>.</summary>
    public static Task<RealServer> StartMeasuredAsync(CancellationToken cancellation) => StartAsync([Environment.GetCommandLineArgs()[0], MeasuredServer.Name], [], cancellation);

    /// <summary>Numbers handed out so far, as the public status says.</summary>
    public async Task<long> IssuedAsync(CancellationToken cancellation)
    {
        using var document = JsonDocument.Parse(await http.GetByteArrayAsync(Status, cancellation));
        return document.RootElement.GetProperty("issued").GetInt64();
    }

    public Task<HttpResponseMessage> GetAsync(Uri address, CancellationToken cancellation) => http.GetAsync(address, cancellation);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        http.Dispose();
        data.Dispose();
    }

    private static async Task<RealServer> StartAsync(string[] program, string[] more, CancellationToken cancellation)
    {
        var data = new TemporaryFolder();
        var port = FreePort.Next();
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        string[] arguments =
        [
            .. program, "--data", data.Path, "--port", port.ToString(CultureInfo.InvariantCulture),
            .. Settings.SelectMany(setting => new[] { "--set", setting }), .. more,
        ];
        return new RealServer(data, await ChildProcess.StartAsync("dotnet", arguments, new Uri(address, "/health/ready"), cancellation), address);
    }
}
