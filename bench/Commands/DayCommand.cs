using System.CommandLine;
using WaitingRoom.Bench.Day;
using WaitingRoom.Bench.Report;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Commands;

/// <summary>The day on which booking opens, in fast motion, on real centres and deliveries.</summary>
internal sealed class DayCommand
{
    private readonly Option<string?> data = new("--data") { Description = "Folder with centres.csv and deliveries.csv; ../shared/data unless given." };
    private readonly Option<int> people = new("--people") { Description = "Who would like to book.", DefaultValueFactory = _ => 2_000 };
    private readonly Option<int> searches = new("--searches") { Description = "Searches of each before choosing.", DefaultValueFactory = _ => 100 };
    private readonly Option<int> phone = new("--phone") { Description = "People in a hundred for whom an agent books.", DefaultValueFactory = _ => 19 };
    private readonly Option<int> dropOuts = new("--drop-outs") { Description = "People in a hundred who hold and never confirm.", DefaultValueFactory = _ => 15 };
    private readonly Option<int> cancellations = new("--cancellations") { Description = "People in a hundred who cancel the same day.", DefaultValueFactory = _ => 6 };
    private readonly Option<double> seats = new("--seats-each") { Description = "Scales the deliveries to so many seats for each person; 0 leaves them as they were.", DefaultValueFactory = _ => 1.5 };
    private readonly Option<int> seed = new("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        var options = new DayCommand();
        var command = new Command("day", "An opening day in fast motion: who books, who is refused and why, whether every offer was the earliest, how long freed seats stay hidden.")
        {
            options.data, options.people, options.searches, options.phone, options.dropOuts, options.cancellations, options.seats, options.seed,
        };
        command.SetAction((parsed, cancellation) => options.RunAsync(parsed, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var plan = new DayPlan(
            parsed.GetValue(people), parsed.GetValue(searches), parsed.GetValue(phone), parsed.GetValue(dropOuts), parsed.GetValue(cancellations),
            parsed.GetValue(seats), parsed.GetValue(seed));
        var folder = parsed.GetValue(data) ?? SharedData.Find()?.Folder ?? throw new InvalidOperationException("There is no data: --data names the folder.");
        await using var world = await DayWorld.StartAsync(folder, plan, cancellation);
        var result = await new DayRun(plan, world).RunAsync(cancellation);
        await Told.Async(result.Lines(), "day", result, cancellation);
        return result.Good ? 0 : 1;
    }
}
