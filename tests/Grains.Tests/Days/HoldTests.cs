using WaitingRoom.Grains.Days;

namespace WaitingRoom.Grains.Tests.Days;

public sealed class HoldTests
{
    [Fact]
    public void A_hold_that_ran_out_is_free_again()
    {
        var day = new Day(web: 1);
        day.Hold(1, minutes: 10);
        Assert.IsType<DayOutcome.Full>(day.Hold(2));
        day.Now = day.Now.AddMinutes(10);
        Assert.Equal(0, Assert.IsType<DayOutcome.Held>(day.Hold(2)).Seat);
        Assert.Single(day.Events.OfType<DayEvent.HoldsExpired>());
    }

    [Fact]
    public void A_hold_stands_until_its_last_moment()
    {
        var day = new Day(web: 1);
        day.Hold(1, minutes: 10);
        day.Now = day.Now.AddMinutes(10).AddTicks(-1);
        var full = Assert.IsType<DayOutcome.Full>(day.Hold(2));
        Assert.Equal((1, Day.Eight.AddMinutes(10)), (full.HeldNow, full.NextHoldEnds!.Value));
    }

    [Fact]
    public void One_claim_takes_one_seat_however_often_it_is_made()
    {
        var day = new Day(web: 2);
        Assert.Equal(day.Hold(1), day.Hold(1));
        Assert.Equal((1, 1), (day.Slot.Held, day.Slot.Free));
    }

    [Fact]
    public void No_hold_lasts_longer_than_half_an_hour()
    {
        var day = new Day(web: 1);
        Assert.Equal(Day.Eight.AddMinutes(30), Assert.IsType<DayOutcome.Held>(day.Hold(1, minutes: 600)).Until);
        day.Now = day.Now.AddMinutes(20);
        var extended = day.Say(o => new DayCommand.ExtendHold(o, Day.Who(1), day.Now.AddHours(9)));
        Assert.Equal(day.Now.AddMinutes(30), Assert.IsType<DayOutcome.HoldExtended>(extended).Until);
    }

    [Fact]
    public void Extending_never_shortens_a_hold()
    {
        var day = new Day(web: 1);
        day.Hold(1, minutes: 20);
        var extended = day.Say(o => new DayCommand.ExtendHold(o, Day.Who(1), day.Now.AddMinutes(5)));
        Assert.Equal(Day.Eight.AddMinutes(20), Assert.IsType<DayOutcome.HoldExtended>(extended).Until);
    }

    [Fact]
    public void A_hold_that_ran_out_cannot_be_extended()
    {
        var day = new Day(web: 1);
        day.Hold(1, minutes: 10);
        day.Now = day.Now.AddMinutes(10);
        Assert.IsType<DayOutcome.HoldGone>(day.Say(o => new DayCommand.ExtendHold(o, Day.Who(1), day.Now.AddMinutes(5))));
    }

    [Fact]
    public void A_hold_must_end_in_the_future() => Assert.IsType<DayOutcome.Invalid>(new Day(web: 1).Hold(1, minutes: 0));

    [Fact]
    public void A_held_seat_keeps_its_number_when_it_is_booked()
    {
        var day = new Day(web: 2);
        day.Hold(1);
        day.Hold(2);
        Assert.Equal(new DayOutcome.Booked(Day.Who(2), 1, Retaken: false), day.Book(2));
    }

    [Fact]
    public void A_booking_whose_hold_ran_out_takes_a_seat_again_if_there_is_one()
    {
        var day = new Day(web: 1);
        day.Hold(1, minutes: 10);
        day.Now = day.Now.AddMinutes(11);
        Assert.True(Assert.IsType<DayOutcome.Booked>(day.Book(1)).Retaken);
        Assert.IsType<DayOutcome.Full>(day.Book(2));
    }

    [Fact]
    public void Who_gave_a_seat_back_does_not_get_it_by_a_late_step()
    {
        var day = new Day(web: 1);
        day.Hold(1);
        day.Free(1);
        Assert.IsType<DayOutcome.AppointmentEnded>(day.Hold(1));
        Assert.IsType<DayOutcome.AppointmentEnded>(day.Book(1));
        Assert.Equal(1, day.Slot.Free);
    }

    [Fact]
    public void Giving_back_what_was_never_taken_still_ends_the_id()
    {
        var day = new Day(web: 1);
        day.Free(1);
        Assert.IsType<DayOutcome.AppointmentEnded>(day.Hold(1));
    }

    [Fact]
    public void Giving_up_a_hold_leaves_a_seat_that_was_booked_meanwhile()
    {
        var day = new Day(web: 1);
        day.Hold(1);
        day.Book(1);
        Assert.IsType<DayOutcome.Booked>(day.Free(1, onlyIfHeld: true));
        Assert.Equal(1, day.Slot.Booked);
        day.Free(1);
        Assert.Equal(0, day.Slot.Booked);
    }

    [Fact]
    public void A_slot_that_has_begun_takes_nobody()
    {
        var day = new Day(web: 1) { Now = new DateTimeOffset(2026, 3, 29, 7, 0, 0, TimeSpan.Zero) };
        Assert.IsType<DayOutcome.SlotPast>(day.Hold(1));
    }

    [Fact]
    public void A_closed_day_takes_nobody_and_a_reopened_one_does()
    {
        var day = new Day(web: 2);
        day.Hold(1);
        day.Say(o => new DayCommand.Close(o));
        Assert.IsType<DayOutcome.Closed>(day.Hold(2));
        Assert.IsType<DayOutcome.Closed>(day.Book(1));
        day.Say(o => new DayCommand.Reopen(o));
        Assert.IsType<DayOutcome.Booked>(day.Book(1));
    }

    [Fact]
    public void A_repeated_hold_or_booking_that_was_given_back_is_not_promised_again()
    {
        var day = new Day(web: 1);
        day.Hold(1);
        day.Book(1);
        var held = day.Events.OfType<DayEvent.SeatHeld>().Single();
        var booked = day.Events.OfType<DayEvent.SeatBooked>().Single();
        Assert.IsType<DayOutcome.Booked>(DayAggregate.Instance.OutcomeOf(day.State, booked));
        day.Free(1);
        Assert.IsType<DayOutcome.AppointmentEnded>(DayAggregate.Instance.OutcomeOf(day.State, held));
        Assert.IsType<DayOutcome.AppointmentEnded>(DayAggregate.Instance.OutcomeOf(day.State, booked));
    }
}
