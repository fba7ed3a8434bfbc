using System.CommandLine;
using WaitingRoom.Booking;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Server.Grains;
using WaitingRoom.Storage;

namespace WaitingRoom.Server.Commands;

/// <summary><c>codes issue</c>: booking codes on standard output, one a line. They are stored nowhere in clear.</summary>
internal static class CodesCommand
{
    /// <summary>Far more than any letter run; more is a typing error.</summary>
    private const int MostAtOnce = 1_000_000;

    public static Command Make(StoreOptions stores)
    {
        var count = Number("--count", "How many.", MostAtOnce);
        var group = Number("--group", "Booking group: the codes are valid at the centres of this group.", int.MaxValue);
        var issue = new Command("issue", "Issue booking codes and print them, one a line. They cannot be shown again.") { count, group };
        issue.SetAction(async (parsed, cancellation) =>
        {
            await using var store = await Store.OpenAsync(stores.From(parsed), cancellation: cancellation);
            await using var services = new ServiceCollection()
                .AddLogging()
                .AddSingleton(TimeProvider.System)
                .AddStorage(store)
                .AddGrainDirectory()
                .AddBookingCodes()
                .BuildServiceProvider();
            await foreach (var code in services.GetRequiredService<CodeIssuer>().Issue(parsed.GetValue(count), parsed.GetValue(group), cancellation: cancellation))
            {
                await Console.Out.WriteLineAsync(code);
            }

            return 0;
        });
        return new Command("codes", "Booking codes.") { issue };
    }

    private static Option<int> Number(string name, string description, int most)
    {
        var option = new Option<int>(name) { Description = description, Required = true, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && (number < 1 || number > most))
            {
                result.AddError($"{name} is from 1 to {most}.");
            }
        });
        return option;
    }
}
