using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace WaitingRoom.Chaos.Nodes;

/// <summary>The place of one node: a process on a port, gone and started again.</summary>
internal sealed class Node(int index, HostTemplate template, NodePlace place, string logFolder) : IAsyncDisposable
{
    /// <summary>A node that shares its cores with the others, the database and the load needs some seconds; on a machine that others use as well it takes many times as long.</summary>
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(4);

    /// <summary>Requests at work get 20 seconds when a node is told to stop, and closing a few more.</summary>
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan ReadyAnswersWithin = TimeSpan.FromSeconds(5);

    private readonly Lock writing = new();
    private Process? process;
    private StreamWriter? log;
    private int starts;

    public int Index => index;

    /// <summary>Counts the processes that were this node; a new one counts from zero.</summary>
    public int Starts => starts;

    /// <summary>Kept alive a little shorter than the node does, so that no request meets a connection that is being closed.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
    })
    {
        BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{place.Port}")),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public bool IsRunning
    {
        get
        {
            try
            {
                return process is { HasExited: false };
            }
            catch (InvalidOperationException)
            {
                // Its successor is just being started.
                return false;
            }
        }
    }

    /// <summary>Starts it and waits until it is ready. One that ends while starting is started again: what it needs may not be there yet.</summary>
    /// <param name="demo">Whether an empty database gets the demonstration's campaign.</param>
    /// <exception cref="InvalidOperationException">It did not become ready in time; the text says where its log is.</exception>
    public async Task StartAsync(bool demo, CancellationToken cancellation)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(BetweenLooks, TimeProvider.System);
        while (TimeProvider.System.GetElapsedTime(begun) < StartsWithin)
        {
            if (!IsRunning)
            {
                Begin(demo);
            }

            if (await IsReadyAsync(cancellation))
            {
                return;
            }

            await timer.WaitForNextTickAsync(cancellation);
        }

        throw new InvalidOperationException($"Node {index} did not become ready in {StartsWithin.TotalSeconds:F0} s; its log is {LogFile}.");
    }

    public async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        if (!IsRunning)
        {
            return false;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ReadyAnswersWithin);
        try
        {
            using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative), limit.Token);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception silent) when (silent is HttpRequestException or IOException || (silent is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>As when the power fails: kill -9.</summary>
    public async Task KillAsync()
    {
        if (process is { HasExited: false } running)
        {
            running.Kill();
            await running.WaitForExitAsync().WaitAsync(StopsWithin);
        }
    }

    /// <summary>It stands still in the middle of whatever it does, as a machine that is moved or swaps.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    /// <summary>It goes on and knows nothing of the time between.</summary>
    public Task ThawAsync() => SignalAsync("-CONT");

    /// <summary>As an operator stops it: SIGTERM.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        var running = process ?? throw new InvalidOperationException($"Node {index} was never started.");
        await SignalAsync("-TERM");
        await running.WaitForExitAsync().WaitAsync(StopsWithin);
        return running.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Http.Dispose();
        process?.Dispose();
        lock (writing)
        {
            log?.Dispose();
            log = null;
        }
    }

    private string LogFile => Path.Combine(logFolder, $"node-{index}.log");

    private void Begin(bool demo)
    {
        process?.Dispose();
        var words = template.CommandFor(place, demo);
        process = Process.Start(new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = logFolder,
        }) ?? throw new InvalidOperationException($"{words[0]} did not start.");
        starts++;
        log ??= new StreamWriter(LogFile, append: true) { AutoFlush = true };
        process.OutputDataReceived += Write;
        process.ErrorDataReceived += Write;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Write(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            lock (writing)
            {
                log?.WriteLine(text);
            }
        }
    }

    private async Task SignalAsync(string signal)
    {
        if (process is { HasExited: false } running)
        {
            using var kill = Process.Start("kill", [signal, running.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }
    }
}
