namespace WaitingRoom.Chaos.Checks;

/// <summary>The waiting room folded from the ledger: numbers given to nodes, and who came in when.</summary>
internal sealed class RoomBook
{
    /// <summary>The kinds that the fold looks at.</summary>
    public static readonly string[] Kinds = ["block-taken/1", "admission-claimed/1", "staff-admitted/1"];

    private readonly List<(long First, long Last)> blocks = [];
    private readonly List<long> claimed = [];
    private readonly List<DateTimeOffset> admissions = [];

    /// <summary>Numbers that a node may hand out.</summary>
    public IReadOnlyList<(long First, long Last)> Blocks => blocks;

    /// <summary>Numbers that came in.</summary>
    public IReadOnlyList<long> Claimed => claimed;

    /// <summary>When somebody came in, staff included.</summary>
    public IReadOnlyList<DateTimeOffset> Admissions => admissions;

    public static RoomBook Fold(IEnumerable<LedgerEntry> entries)
    {
        var room = new RoomBook();
        foreach (var entry in entries)
        {
            room.Take(entry);
        }

        return room;
    }

    private void Take(LedgerEntry entry)
    {
        var happened = entry.Read();
        switch (entry.Kind)
        {
            case "block-taken/1":
                blocks.Add((happened.GetProperty("first").GetInt64(), happened.GetProperty("last").GetInt64()));
                break;
            case "admission-claimed/1":
                claimed.Add(happened.GetProperty("number").GetInt64());
                admissions.Add(happened.GetProperty("at").GetDateTimeOffset());
                break;
            case "staff-admitted/1":
                admissions.Add(happened.GetProperty("at").GetDateTimeOffset());
                break;
            default:
                throw new InvalidDataException($"The check does not know {entry.Kind}.");
        }
    }
}
