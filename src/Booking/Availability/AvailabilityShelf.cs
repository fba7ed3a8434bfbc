namespace WaitingRoom.Booking.Availability;

/// <summary>
/// Finished availability documents. They are made anew at most once a second and only when the board changed or the date did, however many people read.
/// </summary>
internal sealed class AvailabilityShelf(AvailabilityBoard board, TimeProvider time)
{
    /// <summary>What an answer says about its age (<c>max-age</c>), so nobody is worse off than behind a cache.</summary>
    internal static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>Different filters kept at once; what a scraper invents beyond them is made for it alone.</summary>
    private const int MostFilters = 512;

    /// <summary>The zone in which "today" begins for the overview.</summary>
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private readonly Lock gate = new();
    private volatile Shelf shelf = new(-1, default, DateTimeOffset.MinValue);

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), Zone).DateTime);

    public AvailabilityDocument Get(AvailabilityQuery query)
    {
        var current = Current();
        if (current.Documents.TryGetValue(query, out var ready))
        {
            return ready.Value;
        }

        var made = new Lazy<AvailabilityDocument>(() => AvailabilityDocument.Of(current.Centres, query, current.Today));
        return current.Documents.Count < MostFilters ? current.Documents.GetOrAdd(query, made).Value : made.Value;
    }

    /// <summary>The centres as of at most a second ago.</summary>
    public IReadOnlyList<CentreDays> Centres => Current().Centres;

    private Shelf Current()
    {
        var current = shelf;
        var now = time.GetUtcNow();
        if (now - current.At < Fresh)
        {
            return current;
        }

        lock (gate)
        {
            if (now - shelf.At < Fresh)
            {
                return shelf;
            }

            var (changes, today) = (board.Changes, Today);
            shelf = shelf.Changes == changes && shelf.Today == today ? shelf with { At = now } : new Shelf(changes, today, now) { Centres = [.. board.Centres] };
            return shelf;
        }
    }

    private sealed record Shelf(long Changes, DateOnly Today, DateTimeOffset At)
    {
        public IReadOnlyList<CentreDays> Centres { get; init; } = [];

        public System.Collections.Concurrent.ConcurrentDictionary<AvailabilityQuery, Lazy<AvailabilityDocument>> Documents { get; } = new();
    }
}
