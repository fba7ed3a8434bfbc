using System.Diagnostics;
using System.Net;

namespace WaitingRoom.Bench.Hosts;

/// <summary>A server under test as a process of its own; killed with this object.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>A cold start on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly Process process;
    private readonly Task<string> errors;

    private ChildProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    public StreamWriter Input => process.StandardInput;

    public StreamReader Output => process.StandardOutput;

    /// <summary>Processor time used so far by it and its children.</summary>
    public TimeSpan ProcessorTime => ProcessorTimeOf(process.Id);

    /// <summary>Starts it and waits until <paramref name="ready"/> answers 200.</summary>
    /// <exception cref="InvalidOperationException">It ended or never answered.</exception>
    public static async Task<ChildProcess> StartAsync(string program, IEnumerable<string> arguments, Uri ready, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        };

        // The server's own project says server garbage collection; the others shall not be better or worse off.
        start.Environment["DOTNET_gcServer"] = "1";
        var child = new ChildProcess(Process.Start(start)!);
        var begun = TimeProvider.System.GetTimestamp();
        using var http = new HttpClient();
        using var timer = new PeriodicTimer(BetweenLooks, TimeProvider.System);
        while (!await AnswersAsync(http, ready, cancellation))
        {
            if (child.process.HasExited || TimeProvider.System.GetElapsedTime(begun) > Patience)
            {
                await child.DisposeAsync();
                throw new InvalidOperationException($"{program} did not become ready: {await child.errors}");
            }

            await timer.WaitForNextTickAsync(cancellation);
        }

        return child;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            // With its children: nginx has workers.
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static TimeSpan ProcessorTimeOf(int id)
    {
        using var one = Process.GetProcessById(id);
        // proc_pid_task(5): the main thread's children; nginx forks its workers there.
        var children = File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return children.Aggregate(one.TotalProcessorTime, (sum, child) => sum + ProcessorTimeOf(int.Parse(child, System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri ready, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(ready, cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
