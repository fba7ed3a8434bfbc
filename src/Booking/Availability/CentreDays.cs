namespace WaitingRoom.Booking.Availability;

/// <summary>All days of one centre, by date. Immutable: a reader keeps what it took, a change makes a new one.</summary>
internal sealed class CentreDays
{
    private readonly int[] dayNumbers;
    private readonly BoardDay[] days;

    private CentreDays(string centre, int[] dayNumbers, BoardDay[] days)
    {
        Centre = centre;
        this.dayNumbers = dayNumbers;
        this.days = days;
    }

    public CentreDays(BoardDay first)
        : this(first.Day.Centre, [first.Day.Date.DayNumber], [first])
    {
    }

    public string Centre { get; }

    public string Zone => days[^1].Availability.Zone;

    public BoardDay? Find(DateOnly date)
    {
        var at = Array.BinarySearch(dayNumbers, date.DayNumber);
        return at >= 0 ? days[at] : null;
    }

    /// <summary>The days from <paramref name="date"/> on, ascending.</summary>
    public ReadOnlySpan<BoardDay> From(DateOnly date)
    {
        var at = Array.BinarySearch(dayNumbers, date.DayNumber);
        return days.AsSpan(at >= 0 ? at : ~at);
    }

    /// <summary>With the day put in its place; this same object when it already has the day as new or newer.</summary>
    public CentreDays With(BoardDay day)
    {
        var at = Array.BinarySearch(dayNumbers, day.Day.Date.DayNumber);
        if (at >= 0)
        {
            if (days[at].Version >= day.Version)
            {
                return this;
            }

            var changed = (BoardDay[])days.Clone();
            changed[at] = day;
            return new CentreDays(Centre, dayNumbers, changed);
        }

        return new CentreDays(
            Centre,
            [.. dayNumbers[..~at], day.Day.Date.DayNumber, .. dayNumbers[~at..]],
            [.. days[..~at], day, .. days[~at..]]);
    }
}
