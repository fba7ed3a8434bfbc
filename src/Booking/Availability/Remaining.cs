using WaitingRoom.Grains.Days;

namespace WaitingRoom.Booking.Availability;

/// <summary>What is still to come of a vaccine's day at a centre.</summary>
/// <param name="Start">When the first slot to come starts, with the centre's offset.</param>
/// <param name="End">When the last one ends.</param>
/// <param name="Free">Seats a citizen may hold now.</param>
/// <param name="Capacity">All seats.</param>
internal readonly record struct Remaining(DateTimeOffset Start, DateTimeOffset End, int Free, int Capacity)
{
    /// <summary>How long the last slot of a day takes where nothing follows from the one before.</summary>
    private const int UsualMinutes = 30;

    /// <summary>Null where nothing is left of the day, or the centre has closed it.</summary>
    public static Remaining? Of(BoardDay day, VaccineTotals totals, DateTimeOffset now)
    {
        var (slots, date, zone) = (totals.Slots, day.Day.Date, TimeZoneInfo.FindSystemTimeZoneById(day.Availability.Zone));
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        var today = DateOnly.FromDateTime(local);
        if (day.Availability.Closed || date < today)
        {
            return null;
        }

        var minute = date > today ? -1 : (int)local.TimeOfDay.TotalMinutes;
        var (first, free, capacity) = (-1, 0, 0);
        for (var i = 0; i < slots.Starts.Length; i++)
        {
            if (slots.Starts[i] > minute)
            {
                first = first < 0 ? i : first;
                free += slots.Web[i];
                capacity += slots.Capacity[i];
            }
        }

        if (capacity == 0)
        {
            return null;
        }

        var length = slots.Starts.Length > 1 ? slots.Starts[^1] - slots.Starts[^2] : UsualMinutes;
        var end = At(day, slots.Starts[^1], zone).AddMinutes(length);
        return new Remaining(At(day, slots.Starts[first], zone), TimeZoneInfo.ConvertTime(end, zone), free, capacity);
    }

    private static DateTimeOffset At(BoardDay day, int minute, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(SlotClock.StartsAt(day.Day.Date, TimeOnly.MinValue.AddMinutes(minute), zone.Id), zone);
}
