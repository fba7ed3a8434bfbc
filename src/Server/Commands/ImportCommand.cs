using System.CommandLine;
using System.Globalization;
using WaitingRoom.Server.Grains;
using WaitingRoom.Server.Import;
using WaitingRoom.Storage;

namespace WaitingRoom.Server.Commands;

/// <summary><c>import</c>: centres and deliveries from files become slots.</summary>
internal static class ImportCommand
{
    /// <summary>Four weeks, as far ahead as deliveries used to be announced.</summary>
    private const int DefaultDays = 28;

    /// <summary>Ten years; more is a typing error.</summary>
    private const int MostDays = 3660;

    public static Command Make(StoreOptions stores)
    {
        var centres = new Option<string>("--centres") { Description = "CSV file: centre,postcode,town,name,region,booking_group", Required = true, HelpName = "FILE" };
        var deliveries = new Option<string>("--deliveries") { Description = "CSV file: date,vaccine,region,doses,facility", Required = true, HelpName = "FILE" };
        var from = new Option<DateOnly>("--from")
        {
            Description = "First delivery date that is taken, yyyy-mm-dd.",
            Required = true,
            HelpName = "DATE",
            CustomParser = result =>
            {
                if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                {
                    return date;
                }

                result.AddError($"'{result.Tokens[0].Value}' is no date written yyyy-mm-dd.");
                return default;
            },
        };
        var days = new Option<int>("--days") { Description = "Delivery dates taken from there on.", DefaultValueFactory = _ => DefaultDays, HelpName = "N" };
        days.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && number is < 1 or > MostDays)
            {
                result.AddError($"--days is from 1 to {MostDays}.");
            }
        });
        var skip = new Option<bool>("--skip-bad-lines") { Description = "Take the good lines of a file that has bad ones." };
        var command = new Command("import", "Turn centres and vaccine deliveries from CSV files into slots. Importing twice changes nothing.");
        foreach (var option in (Option[])[centres, deliveries, from, days, skip])
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var request = new ImportRequest(
                parsed.GetValue(centres)!, parsed.GetValue(deliveries)!, parsed.GetValue(from), parsed.GetValue(days), parsed.GetValue(skip));
            await using var store = await Store.OpenAsync(stores.From(parsed), cancellation: cancellation);
            await using var grains = new GrainDirectory(store.Ledger, TimeProvider.System);
            return await new Importer(grains, store.Documents, TimeProvider.System, Console.Out, Console.Error, !Console.IsOutputRedirected).Import(request, cancellation);
        });
        return command;
    }
}
