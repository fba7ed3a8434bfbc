using System.CommandLine;
using System.Globalization;
using WaitingRoom.Bench.Hosts;
using WaitingRoom.Bench.Load;
using WaitingRoom.Bench.Report;
using WaitingRoom.Bench.Search;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Commands;

/// <summary>The overview that everybody reads, against nginx with a file of the same bytes, and what a crowd of its readers does to people who book.</summary>
internal sealed class SearchCommand
{
    private static readonly Dictionary<string, double> Aims = new() { ["nginx"] = 0.8 };

    private readonly LoadOptions load = new();
    private readonly Option<int> reads = new("--reads-per-second") { Description = "Reads of the overview beside the bookings.", DefaultValueFactory = _ => 10_000 };
    private readonly Option<int> bookings = new("--bookings-per-second") { Description = "Whole bookings begun a second, open loop.", DefaultValueFactory = _ => 20 };
    private readonly Option<int> seed = new("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        var options = new SearchCommand();
        var command = new Command("search", "Availability requests per second against nginx with a static file; booking latency with and without a crowd of readers.");
        options.load.AddTo(command);
        command.Add(options.reads);
        command.Add(options.bookings);
        command.Add(options.seed);
        command.SetAction((parsed, cancellation) => options.RunAsync(parsed, cancellation));
        return command;
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        Wrk.Require("nginx");
        var (machine, wrk, rounds) = (Machine.Describe(), load.Load(parsed), load.Rounds(parsed));
        var plan = new SearchPlan(parsed.GetValue(reads), parsed.GetValue(bookings), wrk.Seconds, rounds, parsed.GetValue(seed));
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{machine}, seed {plan.Seed}"));
        using var folder = new TemporaryFolder();

        // Everybody comes in at once before the measurement, from one machine.
        await using var server = await RealServer.StartWithDemoAsync(["Queue:Rooms:0:CeilingPerMinute=70000"], cancellation);
        var overview = new Uri(server.Address, "/availability");
        using var model = await server.GetAsync(overview, cancellation);
        var bytes = model.Content.Headers.ContentLength!.Value;
        await using var nginx = await NginxServer.StartAsync(model, cancellation);
        var figures = await new Contest(wrk, rounds, folder.Path).RunAsync(
            [new("ours", overview, server.Process), new("nginx", nginx.Address, nginx.Process)], cancellation);
        var contest = ContestResult.Of("search", machine, wrk, bytes, figures, Aims);

        await RoomForAll.MakeAsync(server, plan.Citizens, cancellation);
        using var bookers = new Bookers(server, plan.Seed);
        await bookers.PrepareAsync(await server.RunAsync(["codes", "issue", "--count", plan.Citizens.ToString(CultureInfo.InvariantCulture), "--group", "1"], cancellation), cancellation);
        var paced = folder.File("paced.lua");
        await File.WriteAllTextAsync(paced, PacedScript.Text(wrk.Connections, plan.ReadsPerSecond), cancellation);
        await BookAsync(bookers, plan, round: 0, cancellation);
        var (alone, beside) = (new List<BookingRun>(), new List<BookingRun>());
        for (var round = 1; round <= rounds; round++)
        {
            alone.Add(await TellAsync(BookingRun.Of(await BookAsync(bookers, plan, 2 * round, cancellation), 0)));
            var reading = wrk.RunAsync(overview, paced, cancellation);
            var booked = await BookAsync(bookers, plan, (2 * round) + 1, cancellation);
            beside.Add(await TellAsync(BookingRun.Of(booked, (await reading).PerSecond)));
        }

        var result = new SearchResult(plan, contest, alone, beside);
        await Told.Async(result.Lines(), "search", result, cancellation);
    }

    private static async Task<LoadResult> BookAsync(Bookers bookers, SearchPlan plan, int round, CancellationToken cancellation)
    {
        var load = await new OpenLoopDriver(TimeProvider.System).RunAsync(
            ArrivalSchedule.Poisson(plan.BookingsPerSecond, plan.Seed + round), TimeSpan.FromSeconds(plan.Seconds), long.MaxValue, maxInFlight: 500, bookers.BookAsync, cancellation);
        return load.Failed == 0 ? load : throw new InvalidOperationException($"{load.Failed} bookings failed.", load.FirstFailure);
    }

    private static async Task<BookingRun> TellAsync(BookingRun run)
    {
        await Console.Out.WriteLineAsync(run.Line());
        return run;
    }
}
