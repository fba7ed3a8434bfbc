using WaitingRoom.Grains.Days;

namespace WaitingRoom.Grains.Tests.Days;

/// <summary>A booked seat that is given back is nobody's for a while.</summary>
public sealed class CoolingTests
{
    [Fact]
    public void A_cooling_seat_counts_as_held_until_its_instant()
    {
        var day = Cooled(minutes: 5);
        Assert.Equal((0, 1, 0), (day.Slot.Free, day.Slot.Held, day.Slot.Booked));
        Assert.IsType<DayOutcome.Full>(day.Hold(2));
        day.Now = day.Now.AddMinutes(5);
        Assert.IsType<DayOutcome.Held>(day.Hold(2));
    }

    [Fact]
    public void Nobody_is_told_when_it_has_cooled() => Assert.Null(Cooled(minutes: 5).State.NextHoldEnds);

    [Fact]
    public void Its_id_is_ended_and_takes_nothing_any_more()
    {
        var day = Cooled(minutes: 5);
        Assert.IsType<DayOutcome.AppointmentEnded>(day.Hold(1));
        Assert.IsType<DayOutcome.AppointmentEnded>(day.Book(1));
        Assert.IsType<DayOutcome.HoldGone>(day.Say(o => new DayCommand.ExtendHold(o, Day.Who(1), day.Now.AddMinutes(20))));
    }

    [Fact]
    public void Given_back_again_it_goes_on_cooling()
    {
        var day = Cooled(minutes: 5);
        day.Free(1);
        Assert.Equal(1, day.Slot.Held);
    }

    [Fact]
    public void A_hold_that_is_given_back_is_free_at_once()
    {
        var day = new Day(web: 1);
        day.Hold(1);
        day.Say(o => new DayCommand.Free(o, Day.Who(1), BackAt: day.Now.AddMinutes(5)));
        Assert.Equal(1, day.Slot.Free);
    }

    [Fact]
    public void No_seat_cools_longer_than_an_hour()
    {
        var day = Cooled(minutes: 600);
        day.Now = day.Now.AddHours(1);
        Assert.IsType<DayOutcome.Held>(day.Hold(2));
    }

    [Fact]
    public void A_cooling_seat_that_the_capacity_no_longer_covers_is_not_even_its_persons()
    {
        var day = Cooled(minutes: 5);
        day.Say(o => new DayCommand.SetCapacity(o, new SlotPlaces(Day.Nine, 0, 0)));
        Assert.IsType<DayOutcome.Full>(Again(day));
    }

    [Fact]
    public void Its_person_takes_the_same_seat_again()
    {
        var day = Cooled(minutes: 5);
        Assert.Equal(0, Assert.IsType<DayOutcome.Held>(Again(day)).Seat);
        Assert.Equal((0, 1), (day.Slot.Free, day.Slot.Held));
    }

    [Fact]
    public void Whoever_waits_on_the_list_takes_a_cooling_seat_before_anybody_and_for_longer()
    {
        var day = Cooled(minutes: 5);
        var offered = Assert.IsType<DayOutcome.Held>(Offer(day, 2, hours: 2));
        Assert.Equal(day.Now.AddHours(2), offered.Until);
        Assert.Equal((0, 1), (day.Slot.Free, day.Slot.Held));
        // It is one seat: neither another on the list nor the public gets it, also not when it would have cooled.
        Assert.IsType<DayOutcome.Full>(Offer(day, 3, hours: 2));
        day.Now = day.Now.AddMinutes(6);
        Assert.IsType<DayOutcome.Full>(day.Hold(4));
        day.Now = day.Now.AddHours(2);
        Assert.IsType<DayOutcome.Held>(day.Hold(5));
    }

    [Fact]
    public void An_offer_takes_a_free_seat_and_leaves_a_cooling_one_cooling()
    {
        var day = new Day(web: 2);
        day.Book(1);
        day.Say(o => new DayCommand.Free(o, Day.Who(1), BackAt: day.Now.AddMinutes(5)));
        Assert.IsType<DayOutcome.Held>(Offer(day, 2, hours: 2));
        Assert.Equal((0, 2), (day.Slot.Free, day.Slot.Held));
        Assert.IsType<DayOutcome.Held>(Offer(day, 3, hours: 2));
        Assert.IsType<DayOutcome.Full>(Offer(day, 4, hours: 2));
    }

    [Fact]
    public void No_offer_lasts_longer_than_a_day_and_no_hold_of_others_longer_than_half_an_hour()
    {
        var day = new Day(web: 2);
        Assert.Equal(day.Now.AddHours(24), Assert.IsType<DayOutcome.Held>(Offer(day, 1, hours: 100)).Until);
        Assert.Equal(
            day.Now.AddMinutes(30), Assert.IsType<DayOutcome.Held>(day.Say(o => new DayCommand.Hold(o, Day.Who(2), Day.Nine, Channel.Web, day.Now.AddHours(100)))).Until);
    }

    private static DayOutcome Offer(Day day, int who, int hours) =>
        day.Say(o => new DayCommand.Hold(o, Day.Who(who), Day.Nine, Channel.Web, day.Now.AddHours(hours), IsOffer: true));

    private static DayOutcome Again(Day day) => day.Say(o => new DayCommand.Hold(o, Day.Who(2), Day.Nine, Channel.Web, day.Now.AddMinutes(9), Former: Day.Who(1)));

    private static Day Cooled(int minutes)
    {
        var day = new Day(web: 1);
        day.Book(1);
        day.Say(o => new DayCommand.Free(o, Day.Who(1), BackAt: day.Now.AddMinutes(minutes)));
        return day;
    }
}
