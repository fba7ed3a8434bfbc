using System.CommandLine;
using WaitingRoom.Bench.Alternative;
using WaitingRoom.Bench.Core;
using WaitingRoom.Bench.Report;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Commands;

/// <summary>One comparison under one name: alternative and core in turn, on a durable cluster of its own.</summary>
internal sealed class CompareCommand
{
    /// <summary>Every ten minutes of a ten-hour day.</summary>
    public const int RealisticSlotsPerDay = 60;

    private readonly Option<int> rounds = new("--rounds") { Description = "How often alternative and core take turns; the median counts.", DefaultValueFactory = _ => 5 };
    private readonly Option<int> seconds = new("--seconds") { Description = "Length of each measured run.", DefaultValueFactory = _ => 5 };
    private readonly Option<int> warmUp = new("--warm-up") { Description = "Seconds before it that are not counted.", DefaultValueFactory = _ => 2 };
    private readonly Option<int> prepare = new("--prepare") { Description = "Bookings that run this program warm before anything is measured.", DefaultValueFactory = _ => CoreBench.BookingsUntilCompiled };
    private readonly Option<bool> alternativeToo = new("--alternative") { Description = "Also the alternative; without it there are no ratios, only the core's cost.", DefaultValueFactory = _ => true };
    private readonly Option<int> seed = new("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> sqlite = new("--sqlite") { Description = "Also once on SQLite, for information.", DefaultValueFactory = _ => true };

    private readonly Option<int[]> coreClients = new("--core-clients")
    {
        Description = "Clients of the core, compared with the alternative at its own numbers.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [64, 512, 2048],
    };

    private readonly Option<int[]> alternativeClients = new("--alternative-clients")
    {
        Description = "Connections of the alternative, working back to back. Each of the core's figures is compared with each.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [64],
    };

    private readonly Option<int[]> slotsPerDay;

    private CompareCommand(int[] shapes) => slotsPerDay = new("--slots-per-day")
    {
        Description = "Slots of one centre-day that the clients share; several values are measured one after the other. 1 is one slot for all.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => shapes,
    };

    public static Command Create(string name, string description, int days, CoreWork[] works, int[] shapes)
    {
        var options = new CompareCommand(shapes);
        var command = new Command(name, description)
        {
            options.rounds, options.seconds, options.warmUp, options.prepare, options.alternativeToo, options.alternativeClients, options.coreClients, options.seed, options.slotsPerDay,
            options.sqlite,
        };
        command.SetAction((parsed, cancellation) => options.RunAsync(name, days, works, parsed, cancellation));
        return command;
    }

    private async Task RunAsync(string name, int days, CoreWork[] works, ParseResult parsed, CancellationToken cancellation)
    {
        await using var cluster = await PostgresCluster.StartAsync(Server(parsed.GetValue(alternativeClients)!.DefaultIfEmpty().Max()), cancellation);
        var comparison = new Comparison(name, Machine.Describe(), await Comparison.ServerAsync(cluster, cancellation), []);
        await Console.Out.WriteLineAsync(comparison.Heading);
        var alternative = new PgbenchAlternative(cluster);
        var core = new CoreBench(cluster);
        foreach (var work in works)
        {
            await core.PrepareAsync(new CoreRun(work, days, RealisticSlotsPerDay, Clients: 512, Seconds: 0, WarmUpSeconds: 0, parsed.GetValue(seed), Sqlite: false), parsed.GetValue(prepare), cancellation);
        }

        foreach (var slots in parsed.GetValue(slotsPerDay)!)
        {
            var shape = new ShapeRuns(days, slots);
            comparison.Shapes.Add(await MeasureAsync(alternative, core, shape, works, parsed, cancellation));
        }

        foreach (var line in comparison.Lines)
        {
            await Console.Out.WriteLineAsync(line);
        }

        await Console.Out.WriteLineAsync("kept as " + await ResultFile.WriteAsync(name, comparison, cancellation));
    }

    private async Task<ShapeComparison> MeasureAsync(
        PgbenchAlternative alternative, CoreBench core, ShapeRuns shape, CoreWork[] works, ParseResult parsed, CancellationToken cancellation)
    {
        var firstSeed = parsed.GetValue(seed);
        for (var round = 0; round < parsed.GetValue(rounds); round++)
        {
            foreach (var count in parsed.GetValue(alternativeToo) ? parsed.GetValue(alternativeClients)! : [])
            {
                var usual = new AlternativeRun(
                    shape.Days, shape.SlotsPerDay, works.Contains(CoreWork.Pair), count, parsed.GetValue(seconds), parsed.GetValue(warmUp), firstSeed + round);
                shape.Alternatives.Add(await Told(await alternative.RunAsync(usual, cancellation), Comparison.Line));
            }

            foreach (var run in Runs(sqliteToo: round == 0 && parsed.GetValue(sqlite), round))
            {
                shape.Cores.Add(await Told(await core.RunAsync(run, cancellation), Comparison.Line));
            }
        }

        return ShapeComparison.Of(shape);

        IEnumerable<CoreRun> Runs(bool sqliteToo, int round) =>
            from engine in sqliteToo ? new[] { false, true } : [false]
            from work in works
            from count in parsed.GetValue(coreClients)!
            select new CoreRun(
                work, shape.Days, shape.SlotsPerDay, count, parsed.GetValue(seconds), parsed.GetValue(warmUp), firstSeed + round, engine);
    }

    private static PostgresClusterOptions Server(int clients) => new()
    {
        SharedBuffersMegabytes = 1024,
        MaxConnections = clients + 40,

        // No forced checkpoint in the middle of a run, for neither side.
        Settings = new Dictionary<string, string> { ["max_wal_size"] = "8GB", ["checkpoint_timeout"] = "30min" },
    };

    private static async Task<T> Told<T>(T result, Func<T, string> line)
    {
        await Console.Out.WriteLineAsync(line(result));
        return result;
    }
}
