using System.CommandLine;
using System.Globalization;
using WaitingRoom.Bench.Report;
using WaitingRoom.Bench.Surge;

namespace WaitingRoom.Bench.Commands;

/// <summary>Seventy times as many people from one second to the next, and then the long wait; with a chart.</summary>
internal sealed class SurgeCommand
{
    private readonly Option<int> crowd = new("--waiting") { Description = "People who come within the minute of the step.", DefaultValueFactory = _ => 400_000 };
    private readonly Option<int> ceiling = new("--ceiling") { Description = "Admissions a minute; should be above a seventieth of the crowd.", DefaultValueFactory = _ => 6000 };
    private readonly Option<int> minutes = new("--minutes") { Description = "Simulated minutes, the two of arrival included.", DefaultValueFactory = _ => 15 };
    private readonly Option<int> noShows = new("--no-shows") { Description = "People in a hundred who never come when called.", DefaultValueFactory = _ => 8 };
    private readonly Option<int> sample = new("--poll-sample") { Description = "One in so many simulated polls is sent over HTTP.", DefaultValueFactory = _ => 100 };
    private readonly Option<int> rate = new("--polls-per-second") { Description = "Polls in the stretch of real time, open loop.", DefaultValueFactory = _ => 5000 };
    private readonly Option<int> seconds = new("--poll-seconds") { Description = "Length of the stretch of real time; 0 leaves it out.", DefaultValueFactory = _ => 10 };
    private readonly Option<int> seed = new("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        var options = new SurgeCommand();
        var command = new Command("surge", "A 70-fold step of arrivals within a minute and the wait after it, with a chart.")
        {
            options.crowd, options.ceiling, options.minutes, options.noShows, options.sample, options.rate, options.seconds, options.seed,
        };
        command.SetAction((parsed, cancellation) => options.RunAsync(parsed, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var machine = Machine.Describe();
        var plan = new SurgePlan(
            parsed.GetValue(crowd), parsed.GetValue(ceiling), parsed.GetValue(minutes), parsed.GetValue(noShows), parsed.GetValue(sample),
            parsed.GetValue(rate), parsed.GetValue(seconds), parsed.GetValue(seed));
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{machine}, seed {plan.Seed}"));
        await using var room = await SurgeRoom.StartAsync(plan.CeilingPerMinute);
        var result = await new SurgeRun(plan, room).RunAsync(cancellation);
        await Told.Async(result.Lines(), "surge", new { machine, result }, cancellation);
        await Console.Out.WriteLineAsync("drawn as " + await ResultFile.WriteTextAsync("surge.svg", SurgeChart.Draw(result).ToSvg(), cancellation));
        return result.Good ? 0 : 1;
    }
}
