using System.Globalization;
using System.Text.Json;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Hosts;

/// <summary>A built host as a process of its own: the server on SQLite in an empty folder, as run.sh starts it, or any host on PostgreSQL. One waiting room as shipped.</summary>
internal sealed class RealServer : IAsyncDisposable
{
    public const string Room = "impfung";

    /// <summary>How the server differs from a start without any setting: the load comes through a proxy whose word about addresses counts.</summary>
    public static readonly string[] Settings = ["Proxies:0=127.0.0.1", "Proxies:1=::1"];

    private readonly TemporaryFolder data;
    private readonly string[] store;
    private readonly HttpClient http = new();

    private RealServer(TemporaryFolder data, string[] store, ChildProcess process, Uri address) => (this.data, this.store, Process, Address) = (data, store, process, address);

    public ChildProcess Process { get; }

    public Uri Address { get; }

    public Uri Status => new(Address, $"/rooms/{Room}/status");

    public Uri Tickets => new(Address, $"/rooms/{Room}/tickets");

    public static Task<RealServer> StartAsync(CancellationToken cancellation) => StartAsync([Program(), "serve"], ["--no-demo"], null, cancellation);

    /// <summary>With the demonstration's campaign: 13 centres, two vaccines, eight weeks.</summary>
    /// <param name="settings">Beside <see cref="Settings"/>.</param>
    public static Task<RealServer> StartWithDemoAsync(IEnumerable<string> settings, CancellationToken cancellation) =>
        StartAsync([Program(), "serve"], Set(settings), null, cancellation);

    /// <summary>A host on a database of its own, with the demonstration's campaign.</summary>
    /// <param name="program">Its dll and options; null for the server for one machine.</param>
    /// <param name="settings">Beside <see cref="Settings"/>.</param>
    public static Task<RealServer> StartOnPostgresAsync(string[]? program, string database, IEnumerable<string> settings, CancellationToken cancellation) =>
        StartAsync(program ?? [Program(), "serve"], Set(settings), database, cancellation);

    /// <summary>Runs a command of the same program on the same data.</summary>
    /// <returns>The lines of its output.</returns>
    public async Task<string[]> RunAsync(IEnumerable<string> command, CancellationToken cancellation)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet", [Program(), .. command, .. store]) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : throw new InvalidOperationException($"A command ended with {process.ExitCode}.");
    }

    private static string Program() => Path.Combine(
        RepositoryRoot.Find() ?? throw new InvalidOperationException("Run inside the repository."), "src", "Server", "bin", "Release", "net10.0", "WaitingRoom.Server.dll");

    /// <summary>The same server within a process of this program that can also say how much memory it has, see <see cref="MeasuredServer"/>.</summary>
    public static Task<RealServer> StartMeasuredAsync(CancellationToken cancellation) => StartAsync([Environment.GetCommandLineArgs()[0], MeasuredServer.Name], [], null, cancellation);

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

    private static string[] Set(IEnumerable<string> settings) => [.. settings.SelectMany(setting => new[] { "--set", setting })];

    private static async Task<RealServer> StartAsync(string[] program, string[] more, string? database, CancellationToken cancellation)
    {
        var data = new TemporaryFolder();
        string[] store = database is null ? ["--data", data.Path] : ["--database", database];
        var port = FreePort.Next();
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        string[] arguments = [.. program, .. store, "--port", port.ToString(CultureInfo.InvariantCulture), .. Set(Settings), .. more];
        return new RealServer(data, store, await ChildProcess.StartAsync("dotnet", arguments, new Uri(address, "/health/ready"), cancellation), address);
    }
}
