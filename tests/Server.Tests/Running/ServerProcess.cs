using System.Diagnostics;
using System.Net;
using WaitingRoom.Support;
using Process = System.Diagnostics.Process;

namespace WaitingRoom.Server.Tests.Running;

/// <summary>The built server as a process of its own, as run.sh starts it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;
    private volatile bool isToEnd;

    private ServerProcess(Process process, int port)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
        Address = new Uri($"http://localhost:{port}");
        Http = new HttpClient(new Telling(this)) { BaseAddress = Address };
    }

    /// <summary>The built program, for <c>dotnet</c>.</summary>
    public static string Program { get; } =
        Path.Combine(RepositoryRoot.Find()!, "src", "Server", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "WaitingRoom.Server.dll");

    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>From the start of the process to the first 200 of /health/ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> Run(params string[] arguments)
    {
        using var process = Begin(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience.Limit);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Starts <c>serve</c> and waits until it is ready.</summary>
    public static async Task<ServerProcess> Serve(string data, int port, params string[] more)
    {
        var started = TimeProvider.System.GetTimestamp();
        var server = new ServerProcess(Begin(["serve", "--data", data, "--port", $"{port}", .. more]), port);
        using var timer = new PeriodicTimer(BetweenLooks, TimeProvider.System);
        while (!await server.IsReady())
        {
            if (server.process.HasExited || TimeProvider.System.GetElapsedTime(started) > Patience.Limit)
            {
                await server.DisposeAsync();
                throw new InvalidOperationException($"The server did not become ready: {await server.errors}");
            }

            await timer.WaitForNextTickAsync();
        }

        server.ReadyAfter = TimeProvider.System.GetElapsedTime(started);
        return server;
    }

    /// <summary>As when the power fails: kill -9.</summary>
    public async Task Kill()
    {
        isToEnd = true;
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Patience.Limit);
    }

    /// <summary>As an operator stops it: SIGTERM.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> Stop()
    {
        isToEnd = true;
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync().WaitAsync(Patience.Limit);
        return (process.ExitCode, await output, await errors);
    }

    public async ValueTask DisposeAsync()
    {
        isToEnd = true;
        if (!process.HasExited)
        {
            await Kill();
        }

        Http.Dispose();
        process.Dispose();
    }

    private async Task<bool> IsReady()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception refused) when (refused is HttpRequestException or System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private static Process Begin(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        return Process.Start(start)!;
    }

    /// <summary>Where nobody answers because the process has ended by itself, says how it ended and what it said last.</summary>
    private sealed class Telling(ServerProcess server) : DelegatingHandler(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        private const int MostLastWords = 4_000;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException refused) when (server.ReadyAfter > TimeSpan.Zero && !server.isToEnd && server.process.HasExited)
            {
                var said = await server.output + await server.errors;
                throw new HttpRequestException($"The server has ended with exit code {server.process.ExitCode}: {said[Math.Max(0, said.Length - MostLastWords)..]}", refused);
            }
        }
    }
}
