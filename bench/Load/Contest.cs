using System.Globalization;
using WaitingRoom.Bench.Hosts;
using WaitingRoom.Bench.Report;

namespace WaitingRoom.Bench.Load;

/// <summary>Who is measured, under which address, and what makes the requests of a run.</summary>
/// <param name="Process">Whose processor time is counted.</param>
/// <param name="Script">Text of a Lua file for wrk, asked for before each run; null for plain GET.</param>
internal sealed record Contestant(string Name, Uri Target, ChildProcess Process, Func<string>? Script = null)
{
    /// <summary>Called with the answers of each run; proves that they were what they should be.</summary>
    public Func<WrkOutput, Task>? Prove { get; init; }

    /// <summary>Called before each run.</summary>
    public Func<Task>? Prepare { get; init; }
}

/// <summary>Lets servers take turns under the same load, so that whatever else the machine does hits all of them.</summary>
internal sealed class Contest(Wrk load, int rounds, string folder)
{
    /// <summary>Just-in-time compilation in tiers, caches, connections.</summary>
    private const int WarmUpSeconds = 10;

    public async Task<IReadOnlyList<ContestFigure>> RunAsync(IReadOnlyList<Contestant> contestants, CancellationToken cancellation)
    {
        foreach (var contestant in contestants)
        {
            await RunAsync(load with { Seconds = Math.Min(WarmUpSeconds, 2 * load.Seconds) }, contestant, cancellation);
        }

        var runs = contestants.ToDictionary(c => c.Name, _ => new List<(WrkOutput Output, double Microseconds)>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var contestant in contestants)
            {
                var before = contestant.Process.ProcessorTime;
                var output = await RunAsync(load, contestant, cancellation);
                var each = Math.Round((contestant.Process.ProcessorTime - before).TotalMicroseconds / output.Requests, 2);
                runs[contestant.Name].Add((output, each));
                await Console.Out.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"{contestant.Name,-10} {output.PerSecond,10:N0}/s   p50 {output.P50Ms} ms   p99 {output.P99Ms} ms   {each} us of processor each   {output.Requests} requests"));
            }
        }

        return [.. contestants.Select(c => new ContestFigure(c.Name, RoundsFigure.Of([.. runs[c.Name].Select(r => (r.Output.PerSecond, r.Output.P50Ms, r.Output.P99Ms))]), Median([.. runs[c.Name].Select(r => r.Microseconds).Order()])))];
    }

    private static double Median(double[] sorted) => Math.Round((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, 2);

    private async Task<WrkOutput> RunAsync(Wrk wrk, Contestant contestant, CancellationToken cancellation)
    {
        string? script = null;
        if (contestant.Script is { } text)
        {
            script = Path.Combine(folder, "requests.lua");
            await File.WriteAllTextAsync(script, text(), cancellation);
        }

        await (contestant.Prepare?.Invoke() ?? Task.CompletedTask);
        var output = await wrk.RunAsync(contestant.Target, script, cancellation);
        await (contestant.Prove?.Invoke(output) ?? Task.CompletedTask);
        return output;
    }
}

/// <param name="ProcessorMicroseconds">Processor time of the server for one request, median of the rounds; less shaken by what else the machine does than the rate.</param>
internal sealed record ContestFigure(string Name, RoundsFigure Figure, double ProcessorMicroseconds);
