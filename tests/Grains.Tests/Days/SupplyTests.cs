using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Grains.Tests.Days;

public sealed class SupplyTests
{
    [Property(MaxTest = 500)]
    public void Places_are_taken_back_so_that_what_remains_is_as_even_as_it_can_be(NonNegativeInt[] free, NonNegativeInt amount)
    {
        var before = free.Select(f => f.Get).ToArray();
        var lowered = Supply.Level(before, amount.Get);
        Assert.Equal(Math.Min(amount.Get, before.Sum()), lowered.Sum());
        for (var i = 0; i < before.Length; i++)
        {
            Assert.InRange(lowered[i], 0, before[i]);
            for (var j = 0; j < before.Length; j++)
            {
                // Whatever was lowered is not lower than anything else by more than one.
                Assert.False(lowered[i] > 0 && before[i] - lowered[i] < before[j] - lowered[j] - 1, $"{string.Join(',', before)} by {amount.Get}: {string.Join(',', lowered)}");
            }
        }
    }

    [Property(MaxTest = 500)]
    public void Taking_back_never_leaves_a_channel_below_nothing_nor_takes_a_taken_seat(byte web, byte phone, byte webHeld, byte phoneHeld, byte doses)
    {
        var day = new Day(web % 12, phone % 12);
        for (var i = 0; i < webHeld % 14; i++)
        {
            day.Hold(i);
        }

        for (var i = 0; i < phoneHeld % 14; i++)
        {
            day.Hold(100 + i, channel: Channel.Phone);
        }

        var free = day.Slot.Free;
        var outcome = Assert.IsType<DayOutcome.SupplyWithdrawn>(day.Say(o => new DayCommand.WithdrawSupply(o, "comirnaty", doses % 30)));
        Assert.Equal((Math.Min(free, doses % 30), doses % 30), (outcome.Lowered, outcome.Lowered + outcome.Deficit));
        var slot = day.Slot;
        Assert.True(slot.WebCapacity >= slot.WebHeld && slot.PhoneCapacity >= slot.PhoneHeld, $"{slot}");
        Assert.Equal((free - outcome.Lowered, 0), (slot.Free, slot.Deficit));
    }

    [Fact]
    public void Capacity_below_what_is_taken_leaves_a_deficit_and_cancels_nobody()
    {
        var day = new Day(web: 3);
        day.Hold(1);
        day.Book(1);
        day.Hold(2);
        var outcome = day.Say(o => new DayCommand.SetCapacity(o, new SlotPlaces(Day.Nine, 1, 0)));
        Assert.Equal(new DayOutcome.CapacitySet(1), outcome);
        Assert.Equal((0, 1, 1, 1), (day.Slot.Free, day.Slot.Held, day.Slot.Booked, day.Slot.Deficit));
        Assert.IsType<DayOutcome.Full>(day.Hold(3));
    }

    [Fact]
    public void A_seat_beyond_a_lowered_capacity_does_not_stop_the_lower_ones()
    {
        var day = new Day(web: 2);
        day.Hold(1);
        day.Hold(2);
        day.Free(1);
        day.Say(o => new DayCommand.SetCapacity(o, new SlotPlaces(Day.Nine, 2, 0)));
        Assert.Equal(0, Assert.IsType<DayOutcome.Held>(day.Hold(3)).Seat);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        var day = new Day(web: 1);
        Assert.IsType<DayOutcome.Invalid>(day.Say(o => new DayCommand.AddSupply(o, "Mars/Base", [])));
        Assert.IsType<DayOutcome.Invalid>(day.Say(o => new DayCommand.AddSupply(o, "Europe/Lisbon", [])));
        Assert.IsType<DayOutcome.Invalid>(day.Say(o => new DayCommand.AddSupply(o, "Europe/Berlin", [new SlotPlaces(Day.Nine, -1, 0)])));
        Assert.IsType<DayOutcome.Invalid>(day.Say(o => new DayCommand.AddSupply(o, "Europe/Berlin", [new SlotPlaces(Day.Nine, DayDecision.MostPlacesInSlot, 0)])));
        Assert.IsType<DayOutcome.Invalid>(day.Say(o => new DayCommand.WithdrawSupply(o, "comirnaty", -1)));
        Assert.IsType<DayOutcome.Invalid>(day.Say(o => new DayCommand.SetCapacity(o, new SlotPlaces(Day.Nine, int.MaxValue, int.MaxValue))));
        Assert.IsType<DayOutcome.NoSuchSlot>(day.Say(o => new DayCommand.SetCapacity(o, new SlotPlaces(new SlotId(new TimeOnly(10, 0), "comirnaty"), 1, 0))));
        Assert.IsType<DayOutcome.NoSuchSlot>(day.Say(o => new DayCommand.Hold(o, Day.Who(1), new SlotId(new TimeOnly(10, 0), "comirnaty"), Channel.Web, day.Now.AddMinutes(1))));
    }
}
