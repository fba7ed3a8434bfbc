using Microsoft.Extensions.Primitives;

namespace WaitingRoom.Booking.Availability;

/// <summary>
/// Finished availability documents. They are made anew at most twice a second and only when the board changed or the date did, however many people read.
/// </summary>
internal sealed class AvailabilityShelf(AvailabilityBoard board, TimeProvider time)
{
    /// <summary>Less than what an answer says about its age (<c>max-age</c>), so nobody is worse off than behind a cache.</summary>
    internal static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(500);

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

    /// <summary>The centres as the board knew them half a second ago at most.</summary>
    public IReadOnlyList<CentreDays> Centres => Current().Centres;

    /// <summary>See <see cref="AvailabilityBoard.AsOf"/>. Read it before what it is said of.</summary>
    public DateTimeOffset? AsOf => Current().AsOf;

    /// <summary>The same as a header.</summary>
    public StringValues AsOfHeader => Current().AsOfHeader;

    /// <summary>The same for people.</summary>
    public DateTime? AsOfLocal => AsOf is { } at ? TimeZoneInfo.ConvertTime(at, Zone).DateTime : null;

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

            var (asOf, changes, today) = (board.AsOf, board.Changes, Today);
            var next = shelf.Changes == changes && shelf.Today == today ? shelf with { At = now } : new Shelf(changes, today, now) { Centres = [.. board.Centres] };
            shelf = next with { AsOf = asOf, AsOfHeader = Availability.AsOf.Write(asOf) };
            return shelf;
        }
    }

    private sealed record Shelf(long Changes, DateOnly Today, DateTimeOffset At)
    {
        public IReadOnlyList<CentreDays> Centres { get; init; } = [];

        public DateTimeOffset? AsOf { get; init; }

        public StringValues AsOfHeader { get; init; }

        public System.Collections.Concurrent.ConcurrentDictionary<AvailabilityQuery, Lazy<AvailabilityDocument>> Documents { get; } = new();
    }
}
