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

    public static Task<RealServer> StartAsync(CancellationToken cancellation)
    {
        var program = Path.Combine(
            RepositoryRoot.Find() ?? throw new InvalidOperationException("Run inside the repository."), "src", "Server", "bin", "Release", "net10.0", "WaitingRoom.Server.dll");
        return StartAsync([program, "serve"], "--no-demo", cancellation);
    }

    /// <summary>The same server within a process of this program that can also say how much memory it has, see <see cref="MeasuredServer"/>.</summary>
    public static Task<RealServer> StartMeasuredAsync(CancellationToken cancellation) => StartAsync([Environment.GetCommandLineArgs()[0], MeasuredServer.Name], null, cancellation);

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

    private static async Task<RealServer> StartAsync(string[] program, string? more, CancellationToken cancellation)
    {
        var data = new TemporaryFolder();
        var port = FreePort.Next();
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        string[] arguments =
        [
            .. program, "--data", data.Path, "--port", port.ToString(CultureInfo.InvariantCulture),
            .. Settings.SelectMany(setting => new[] { "--set", setting }), .. more is null ? Array.Empty<string>() : [more],
        ];
        return new RealServer(data, await ChildProcess.StartAsync("dotnet", arguments, new Uri(address, "/health/ready"), cancellation), address);
    }
}
