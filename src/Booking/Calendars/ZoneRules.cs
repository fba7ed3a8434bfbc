using System.Globalization;

namespace WaitingRoom.Booking.Calendars;

/// <summary>
/// A zone's clock around some dates as VTIMEZONE (RFC 5545, 3.6.5): each change of the clock is written as it happens, from the last one before the first date to the first after
/// the last, so that nothing rests on the reader's own idea of the zone.
/// </summary>
internal static class ZoneRules
{
    /// <summary>Every zone that changes its clocks at all does so within a year.</summary>
    private const int LookBackDays = 400;

    public static void Write(CalendarText calendar, string zone, DateOnly first, DateOnly last)
    {
        var rules = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var from = new DateTimeOffset(first.AddDays(-LookBackDays).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var changes = Changes(rules, from, new DateTimeOffset(last.AddDays(LookBackDays).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)).ToList();
        var begin = new DateTimeOffset(first.AddDays(-1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var end = new DateTimeOffset(last.AddDays(2).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        calendar.Line("BEGIN", "VTIMEZONE").Line("TZID", zone);
        if (changes.LastOrDefault(change => change.At <= begin) is not { } before)
        {
            var offset = rules.GetUtcOffset(from);
            before = new Change(from, offset, offset, Summer: false);
        }

        foreach (var change in changes.Where(change => change.At > begin && change.At <= end).Prepend(before))
        {
            Write(calendar, change);
        }

        calendar.Line("END", "VTIMEZONE");
    }

    private static void Write(CalendarText calendar, Change change)
    {
        var kind = change.Summer ? "DAYLIGHT" : "STANDARD";
        calendar
            .Line("BEGIN", kind)
            .Line("DTSTART", change.At.ToOffset(change.Before).ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture))
            .Line("TZOFFSETFROM", Offset(change.Before))
            .Line("TZOFFSETTO", Offset(change.After))
            .Line("END", kind);
    }

    private static string Offset(TimeSpan offset) => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hhmm", CultureInfo.InvariantCulture);

    private static IEnumerable<Change> Changes(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset until)
    {
        for (var day = from; day < until; day = day.AddDays(1))
        {
            var (low, high) = (day, day.AddDays(1));
            if (zone.GetUtcOffset(low) == zone.GetUtcOffset(high))
            {
                continue;
            }

            // Clocks change on a whole minute.
            while (high - low > TimeSpan.FromMinutes(1))
            {
                var middle = low.AddMinutes(Math.Floor((high - low).TotalMinutes / 2));
                (low, high) = zone.GetUtcOffset(middle) == zone.GetUtcOffset(day) ? (middle, high) : (low, middle);
            }

            yield return new Change(high, zone.GetUtcOffset(day), zone.GetUtcOffset(high), zone.IsDaylightSavingTime(high));
        }
    }

    private sealed record Change(DateTimeOffset At, TimeSpan Before, TimeSpan After, bool Summer);
}
