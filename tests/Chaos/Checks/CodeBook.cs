using System.Text.Json;

namespace WaitingRoom.Chaos.Checks;

/// <summary>A booking code folded from the ledger: the pair that is booked with it, and whether something was begun that nobody has finished.</summary>
internal sealed class CodeBook(string code)
{
    /// <summary>The kinds that the fold looks at; holds leave nothing behind that it needs.</summary>
    public static readonly string[] Kinds =
    [
        "booking-begun/1", "pair-booked/1", "undo-begun/1", "pair-ended/1", "rebook-begun/1", "revert-begun/1", "pair-replaced/1", "rebook-ended/1",
    ];

    public string Code => code;

    /// <summary>Null where nothing is booked.</summary>
    public PairBook? Booked { get; private set; }

    public bool IsUnfinished { get; private set; }

    public static IReadOnlyList<CodeBook> Fold(IEnumerable<LedgerEntry> entries)
    {
        var codes = new Dictionary<string, CodeBook>();
        foreach (var entry in entries)
        {
            if (!codes.TryGetValue(entry.Stream, out var book))
            {
                codes.Add(entry.Stream, book = new CodeBook(entry.Stream));
            }

            book.Take(entry.Kind, entry.Read());
        }

        return [.. codes.Values];
    }

    public void Take(string kind, JsonElement happened)
    {
        switch (kind)
        {
            case "booking-begun/1" or "rebook-begun/1" or "revert-begun/1":
                IsUnfinished = true;
                break;
            case "pair-booked/1":
                (Booked, IsUnfinished) = (PairBook.Of(happened.GetProperty("pair")), false);
                break;
            case "pair-replaced/1":
                // What is not kept of the former pair is still to be given back.
                (Booked, IsUnfinished) = (PairBook.Of(happened.GetProperty("pair")), true);
                break;
            case "undo-begun/1":
                (Booked, IsUnfinished) = (null, true);
                break;
            case "pair-ended/1":
                (Booked, IsUnfinished) = (null, false);
                break;
            case "rebook-ended/1":
                IsUnfinished = false;
                break;
            default:
                throw new InvalidDataException($"The check does not know {kind}.");
        }
    }
}

/// <summary>Appointments that belong together.</summary>
internal sealed record PairBook(string Reference, int Doses, IReadOnlyList<AppointmentRow> Legs)
{
    public static PairBook Of(JsonElement pair) => new(
        pair.GetProperty("reference").GetString()!,
        pair.GetProperty("rule").GetProperty("doses").GetInt32(),
        [.. pair.GetProperty("legs").EnumerateArray().Select(leg => new AppointmentRow(
            LedgerEntry.IdOf(leg.GetProperty("appointment")), leg.GetProperty("day").GetString()!, leg.GetProperty("slot").GetString()!, leg.GetProperty("seat").GetInt32()))]);
}
