using System.CommandLine;
using WaitingRoom.Booking;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Booking.Codes.Batches;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Server.Grains;
using WaitingRoom.Storage;

namespace WaitingRoom.Server.Commands;

/// <summary><c>codes issue</c>: booking codes on standard output, stored nowhere in clear; <c>codes revoke</c>: calls a batch of them back.</summary>
internal static class CodesCommand
{
    /// <summary>Far more than any letter run; more is a typing error.</summary>
    private const int MostAtOnce = 1_000_000;

    /// <summary>Who stands in the audit: whoever can read the store.</summary>
    private const string Who = "command line";

    public static Command Make(StoreOptions stores) => new("codes", "Booking codes.") { Issue(stores), Revoke(stores) };

    private static Command Issue(StoreOptions stores)
    {
        var count = Number("--count", "How many.", MostAtOnce);
        var group = Number("--group", "Booking group: the codes are valid at the centres of this group.", int.MaxValue);
        var batch = Batch("A new name for these codes. With it the printer's list is printed (CSV: code, group, batch, link), and they can be revoked together.", required: false);
        var priority = new Option<string?>("--priority") { Description = "Priority group of the campaign they are for; needs --batch.", HelpName = "ID" };
        var link = new Option<Uri>("--link") { Description = "Where the letter leads; no code is put into it.", DefaultValueFactory = _ => new Uri("http://localhost:8080/"), HelpName = "URL" };
        link.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !Uri.IsWellFormedUriString(result.Tokens[0].Value, UriKind.Absolute))
            {
                result.AddError("--link is a whole address, such as https://impfen.example/.");
            }
        });
        var issue = new Command("issue", "Issue booking codes and print them, one a line. They cannot be shown again.") { count, group, batch, priority, link };
        issue.SetAction(async (parsed, cancellation) =>
        {
            await using var store = await Store.OpenAsync(stores.From(parsed), cancellation: cancellation);
            await using var services = Services(store);
            var (id, amount, of) = (parsed.GetValue(batch), parsed.GetValue(count), parsed.GetValue(group));
            if (id is null)
            {
                await Print(services.GetRequiredService<CodeIssuer>().Issue(amount, of, cancellation: cancellation));
                return 0;
            }

            var desk = services.GetRequiredService<BatchDesk>();
            if (await desk.Begin(id, of, parsed.GetValue(priority), amount, Who, cancellation) is var begun and not BatchChange.Done)
            {
                throw new IOException(begun == BatchChange.Exists ? $"The batch {id} exists already." : "There is no room for another batch.");
            }

            await Audit(services, "codes.issue", id, $$"""{"id":"{{id}}","group":{{of}},"count":{{amount}}}""");
            await Print(desk.Print(id, of, parsed.GetValue(priority), amount, parsed.GetValue(link)!, cancellation));
            return 0;
        });
        return issue;
    }

    private static Command Revoke(StoreOptions stores)
    {
        var batch = Batch("Which.", required: true);
        var cancel = new Option<bool>("--cancel-bookings") { Description = "Also cancel what is booked with its codes. Otherwise it stays." };
        var revoke = new Command("revoke", "Call a batch of codes back: they take no new appointments.") { batch, cancel };
        revoke.SetAction(async (parsed, cancellation) =>
        {
            await using var store = await Store.OpenAsync(stores.From(parsed), cancellation: cancellation);
            await using var services = Services(store);
            var (id, desk) = (parsed.GetValue(batch)!, services.GetRequiredService<BatchDesk>());
            if (await desk.Revoke(id, Who, cancellation) == BatchChange.Unknown)
            {
                throw new IOException($"There is no batch {id}.");
            }

            var cancelled = parsed.GetValue(cancel) ? await desk.CancelBookings(id, cancellation) : 0;
            await Audit(services, "codes.revoke", id, $$"""{"id":"{{id}}","cancelled":{{cancelled}}}""");
            await Console.Out.WriteLineAsync($"Batch {id} is revoked; {cancelled} bookings cancelled.");
            return 0;
        });
        return revoke;
    }

    private static ServiceProvider Services(Store store) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddStorage(store)
        .AddGrainDirectory()
        .AddBookingCodes()
        .BuildServiceProvider();

    private static async Task Audit(ServiceProvider services, string action, string batch, string after) => await services.GetRequiredService<IAuditLog>().Append(
        new AuditRecord(TimeProvider.System.GetUtcNow(), Who, "operator", action, $"code-batch/{batch}", null, after));

    private static async Task Print(IAsyncEnumerable<string> lines)
    {
        await foreach (var line in lines)
        {
            await Console.Out.WriteLineAsync(line);
        }
    }

    private static Option<string?> Batch(string description, bool required)
    {
        var option = new Option<string?>("--batch") { Description = description, Required = required, HelpName = "ID" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !CodeBatch.IsId(result.Tokens[0].Value))
            {
                result.AddError("--batch has 1 to 40 lower-case letters, digits and hyphens.");
            }
        });
        return option;
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
