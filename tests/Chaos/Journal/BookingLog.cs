namespace WaitingRoom.Chaos.Journal;

/// <summary>A booking that was acknowledged, and what may have become of it since. Not thread-safe: belongs to the journal.</summary>
internal sealed class BookingLog(int citizen, string reference, IReadOnlyList<string> places)
{
    public int Citizen => citizen;

    public string Reference => reference;

    /// <summary>What was acknowledged last, written centre/date/slot; empty once its cancellation was.</summary>
    public IReadOnlyList<string> Acknowledged { get; private set; } = places;

    /// <summary>A change that was asked for and never answered: it may be so or not, but nothing in between. Null where there is none; empty for a cancellation.</summary>
    public IReadOnlyList<string>? InDoubt { get; private set; }

    public string Session { get; init; } = "";

    public string Browser { get; init; } = "";

    public string Address { get; init; } = "";

    /// <summary>Who acknowledged last.</summary>
    public int Node { get; set; }

    public DateTimeOffset At { get; set; }

    public void Asked(IReadOnlyList<string> places) => InDoubt = places;

    public void Told(IReadOnlyList<string> places) => (Acknowledged, InDoubt) = (places, null);

    /// <summary>Told that everything is as it was.</summary>
    public void Refused() => InDoubt = null;

    public bool Allows(IEnumerable<string> found)
    {
        var places = found.Order(StringComparer.Ordinal).ToArray();
        return IsSame(Acknowledged, places) || (InDoubt is { } other && IsSame(other, places));
    }

    public override string ToString() => $"{Reference} ({Words(Acknowledged)}{(InDoubt is { } other ? $", or {Words(other)}" : "")})";

    private static bool IsSame(IReadOnlyList<string> places, string[] sorted) => places.Order(StringComparer.Ordinal).SequenceEqual(sorted, StringComparer.Ordinal);

    private static string Words(IReadOnlyList<string> places) => places.Count == 0 ? "cancelled" : string.Join(" + ", places);
}
