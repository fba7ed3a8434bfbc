using FsCheck;
using FsCheck.Xunit;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Grains.Tests.Days;

public sealed class VialScaleTests
{
    [Property(MaxTest = 500)]
    public void More_doses_and_back_is_exactly_what_was(NonNegativeInt[] capacities, byte from, byte more)
    {
        var (low, high) = (1 + (from % 11), 1 + (from % 11) + (more % 6));
        SlotState[] slots = [.. capacities.Select((c, i) => new SlotState(new SlotId(new TimeOnly(8, 0).AddMinutes(i), "c"), c.Get % 500, c.Get % 7))];
        var grown = VialScale.Of(slots, low, high);
        Assert.Equal(slots.Sum(s => (long)s.WebCapacity) * high / low, grown.Sum(p => (long)p.Web));
        Assert.All(grown.Zip(slots), both => Assert.True(both.First.Web >= both.Second.WebCapacity - 1));

        SlotState[] after = [.. grown.Select(p => new SlotState(p.Slot, p.Web, p.Phone))];
        Assert.Equal(slots.Select(s => (s.WebCapacity, s.PhoneCapacity)), VialScale.Of(after, high, low).Select(p => (p.Web, p.Phone)));
    }

    [Fact]
    public void A_day_scaled_down_below_what_is_booked_says_so_and_keeps_everybody()
    {
        var day = new Day(web: 5);
        Assert.Equal((5, 6), Scaled(day.Say(o => new DayCommand.ScaleSupply(o, "comirnaty", 5, 6))));
        for (var who = 0; who < 6; who++)
        {
            day.Hold(who);
            Assert.IsType<DayOutcome.Booked>(day.Book(who));
        }

        var outcome = Assert.IsType<DayOutcome.SupplyScaled>(day.Say(o => new DayCommand.ScaleSupply(o, "comirnaty", 6, 5)));
        Assert.Equal(new SlotDeficit(Day.Nine, 1), Assert.Single(outcome.Deficits));
        Assert.Equal((6, 5, 1), (day.Slot.Booked, day.Slot.Capacity, day.Slot.Deficit));
        Assert.Equal(0, day.Slot.FreeFor(Channel.Web, quotaReturned: false));
    }

    [Fact]
    public void Other_vaccines_are_left_alone_and_an_empty_vial_is_no_vial()
    {
        var day = new Day(web: 5, phone: 5);
        Assert.Equal((0, 0), Scaled(day.Say(o => new DayCommand.ScaleSupply(o, "moderna", 5, 6))));
        Assert.Equal((5, 5), (day.Slot.WebCapacity, day.Slot.PhoneCapacity));
        Assert.IsType<DayOutcome.Invalid>(day.Say(o => new DayCommand.ScaleSupply(o, "comirnaty", 5, 0)));
    }

    [Fact]
    public void A_hold_remembers_the_rule_it_was_taken_under_and_books_its_own_seat()
    {
        var day = new Day(web: 2);
        day.Say(o => new DayCommand.Hold(o, Day.Who(1), Day.Nine, Channel.Web, day.Now.AddMinutes(10), Rule: 3));
        Assert.Equal(3, day.State.Appointments[Day.Who(1)].Rule);
        Assert.IsType<DayOutcome.Booked>(day.Book(1));
        Assert.Equal((0, 1), (day.Slot.Held, day.Slot.Booked));
    }

    private static (int, int) Scaled(DayOutcome outcome) => Assert.IsType<DayOutcome.SupplyScaled>(outcome) is var s ? (s.Before, s.After) : default;
}
