using System.CommandLine;
using WaitingRoom.Bench.Alternative;
using WaitingRoom.Bench.Report;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Commands;

/// <summary>One comparison under one name: which runs it makes, on a durable cluster of its own.</summary>
internal sealed class AlternativeCommand
{
    /// <summary>Every ten minutes of a ten-hour day.</summary>
    private const int RealisticSlotsPerDay = 60;

    private readonly Option<int> seconds = new("--seconds") { Description = "Length of each measured run.", DefaultValueFactory = _ => 10 };
    private readonly Option<int> warmUp = new("--warm-up") { Description = "Seconds before it that are not counted.", DefaultValueFactory = _ => 2 };
    private readonly Option<int> clients = new("--clients") { Description = "Connections working back to back.", DefaultValueFactory = _ => 64 };
    private readonly Option<int> seed = new("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };

    private readonly Option<int[]> slotsPerDay = new("--slots-per-day")
    {
        Description = "Slot rows of one centre-day; several values are measured one after the other. 1 is one row for all.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [RealisticSlotsPerDay, 1],
    };

    public static Command Create(string name, string description, int days, bool pairs)
    {
        var options = new AlternativeCommand();
        var command = new Command(name, description) { options.seconds, options.warmUp, options.clients, options.seed, options.slotsPerDay };
        command.SetAction((parsed, cancellation) => options.RunAsync(name, days, pairs, parsed, cancellation));
        return command;
    }

    private async Task RunAsync(string name, int days, bool pairs, ParseResult parsed, CancellationToken cancellation)
    {
        var server = new PostgresClusterOptions
        {
            SharedBuffersMegabytes = 1024,
            MaxConnections = parsed.GetValue(clients) + 40,
            // No forced checkpoint in the middle of a run, for neither side.
            Settings = new Dictionary<string, string> { ["max_wal_size"] = "8GB", ["checkpoint_timeout"] = "30min" },
        };
        await using var cluster = await PostgresCluster.StartAsync(server, cancellation);
        var comparison = new Comparison(name, Machine.Describe(), await Comparison.ServerAsync(cluster, cancellation), []);
        await Console.Out.WriteLineAsync(comparison.Heading);
        var alternative = new PgbenchAlternative(cluster);
        foreach (var slots in parsed.GetValue(slotsPerDay)!)
        {
            var run = new AlternativeRun(
                days, slots, pairs, parsed.GetValue(clients), parsed.GetValue(seconds), parsed.GetValue(warmUp), parsed.GetValue(seed));
            var result = await alternative.RunAsync(run, cancellation);
            comparison.Alternatives.Add(result);
            await Console.Out.WriteLineAsync(Comparison.Line(result));
        }

        await Console.Out.WriteLineAsync("kept as " + await ResultFile.WriteAsync(name, comparison, cancellation));
    }
}
