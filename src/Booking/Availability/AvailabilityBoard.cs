using System.Collections.Concurrent;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Availability;

/// <summary>
/// Every centre-day in memory, so that searching asks nobody. Changes of this process arrive at once, those of others by polling; whichever comes
/// last, the newest version of a day stays.
/// </summary>
internal sealed class AvailabilityBoard : IAvailabilityListener
{
    private readonly ConcurrentDictionary<string, CentreDays> centres = new(StringComparer.Ordinal);
    private long changes;
    private long readAt;

    /// <summary>Grows with every change that counted.</summary>
    public long Changes => Interlocked.Read(ref changes);

    /// <summary>False until storage has been read once; an empty board must not be taken for a sold-out one.</summary>
    public bool IsLoaded => AsOf is not null;

    /// <summary>
    /// When storage was last read: what the board says was true then, whatever may have happened since. What this process commits itself does not move it, because the days of others would still be as old. Null
    /// before the first reading.
    /// </summary>
    public DateTimeOffset? AsOf => Interlocked.Read(ref readAt) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public IEnumerable<CentreDays> Centres => centres.Values;

    public CentreDays? Find(string centre) => centres.GetValueOrDefault(centre);

    public void DayChanged(DayState state)
    {
        // A grain that was only asked for has no history and says nothing.
        if (state.Version > 0 && IsNewer(state.Id, state.Version))
        {
            Put(new BoardDay(state.Version, DayAvailability.Of(state)));
        }
    }

    public void Apply(AvailabilityRow row)
    {
        // Compared before it is parsed: what this process wrote itself comes back by the poll.
        if (IsNewer(row.Day, row.Version))
        {
            Put(new BoardDay(row.Version, DayAvailability.FromJson(row.Body)));
        }
    }

    /// <param name="at">When the reading was asked for.</param>
    public void Read(DateTimeOffset at)
    {
        for (var known = Interlocked.Read(ref readAt); known < at.UtcTicks;)
        {
            var before = Interlocked.CompareExchange(ref readAt, at.UtcTicks, known);
            if (before == known)
            {
                return;
            }

            known = before;
        }
    }

    private bool IsNewer(DayId day, long version) => Find(day.Centre)?.Find(day.Date) is not { } known || known.Version < version;

    private void Put(BoardDay day)
    {
        while (true)
        {
            if (!centres.TryGetValue(day.Day.Centre, out var known))
            {
                if (centres.TryAdd(day.Day.Centre, new CentreDays(day)))
                {
                    break;
                }

                continue;
            }

            var next = known.With(day);
            if (ReferenceEquals(next, known))
            {
                return;
            }

            if (centres.TryUpdate(day.Day.Centre, next, known))
            {
                break;
            }
        }

        Interlocked.Increment(ref changes);
    }
}
