using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Grains.Tests.Days;

/// <summary>The clock changes of 2026: 29 March 02:00 to 03:00, 25 October 03:00 to 02:00.</summary>
public sealed class SlotClockTests
{
    [Theory]
    [InlineData("2026-03-28", "09:00", "2026-03-28T08:00:00Z")]
    [InlineData("2026-03-29", "01:59", "2026-03-29T00:59:00Z")]
    [InlineData("2026-03-29", "09:00", "2026-03-29T07:00:00Z")]
    [InlineData("2026-10-24", "09:00", "2026-10-24T07:00:00Z")]
    [InlineData("2026-10-25", "09:00", "2026-10-25T08:00:00Z")]
    public void A_slot_keeps_its_wall_time_when_the_clocks_change(string date, string start, string instant) =>
        Assert.Equal(Instant(instant), StartsAt(date, start));

    [Theory]
    [InlineData("02:00")]
    [InlineData("02:30")]
    [InlineData("03:00")]
    public void A_time_that_the_spring_change_skips_lies_within_the_hour_after_the_jump(string start) =>
        Assert.InRange(StartsAt("2026-03-29", start), Instant("2026-03-29T01:00:00Z"), Instant("2026-03-29T01:59:00Z"));

    [Theory]
    [InlineData("02:00", "2026-10-25T00:00:00Z")]
    [InlineData("02:30", "2026-10-25T00:30:00Z")]
    [InlineData("03:00", "2026-10-25T02:00:00Z")]
    public void A_time_that_the_autumn_change_repeats_means_its_first_occurrence(string start, string instant) =>
        Assert.Equal(Instant(instant), StartsAt("2026-10-25", start));

    [Theory]
    [InlineData("2026-02-26")]
    [InlineData("2026-09-20")]
    public void An_interval_of_42_days_across_a_change_keeps_the_wall_time(string first)
    {
        var date = DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture);
        var slot = Day.Nine;
        Leg[] legs = [.. new[] { date, date.AddDays(42) }.Select((d, i) => new Leg(new DayId("dresden", d), slot, Day.Who(i), 0))];
        Assert.True(new IntervalRule(1, 2, 42, 42).Allows(legs));
        var elapsed = SlotClock.StartsAt(legs[1].Day.Date, slot.Start, "Europe/Berlin") - SlotClock.StartsAt(date, slot.Start, "Europe/Berlin");
        Assert.Equal(1, Math.Abs((elapsed - TimeSpan.FromDays(42)).TotalHours));
    }

    [Fact]
    public void Only_known_zones_are_zones()
    {
        Assert.True(SlotClock.IsZone("Europe/Berlin"));
        Assert.False(SlotClock.IsZone("Europe/Dresden"));
    }

    private static DateTimeOffset StartsAt(string date, string start) => SlotClock.StartsAt(
        DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), TimeOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture), "Europe/Berlin");

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
