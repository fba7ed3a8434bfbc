using WaitingRoom.Grains.Days;

namespace WaitingRoom.Grains.Tests.Days;

/// <summary>The last slot: who may take it, and when the call centre's share becomes everybody's.</summary>
public sealed class QuotaTests
{
    [Fact]
    public void The_last_seat_goes_to_one_and_the_other_sees_the_truth()
    {
        var day = new Day(web: 0, phone: 1);
        day.Say(o => new DayCommand.SetQuotaReturn(o, day.Now));
        Assert.IsType<DayOutcome.Held>(day.Hold(1, channel: Channel.Phone));
        Assert.Equal(1, Assert.IsType<DayOutcome.Full>(day.Hold(2)).HeldNow);
    }

    [Fact]
    public void The_web_cannot_take_the_share_of_the_phone_nor_the_phone_that_of_the_web()
    {
        var day = new Day(web: 1, phone: 1);
        day.Hold(1);
        Assert.IsType<DayOutcome.Full>(day.Hold(2));
        day.Hold(3, channel: Channel.Phone);
        Assert.IsType<DayOutcome.Full>(day.Hold(4, channel: Channel.Phone));
    }

    [Fact]
    public void The_unused_phone_share_returns_at_the_hour_that_was_set_and_not_before()
    {
        var day = new Day(web: 0, phone: 2);
        day.Say(o => new DayCommand.SetQuotaReturn(o, Day.Eight.AddHours(1)));
        day.Now = Day.Eight.AddHours(1).AddTicks(-1);
        Assert.IsType<DayOutcome.Full>(day.Hold(1));
        Assert.Equal(Day.Eight.AddHours(1), day.State.NextDue);
        day.Now = Day.Eight.AddHours(1);
        Assert.IsType<DayOutcome.Held>(day.Hold(1));
        Assert.Single(day.Events.OfType<DayEvent.PhoneQuotaReturned>());
        Assert.Equal((1, 1), (day.Slot.FreeFor(Channel.Web, day.State.QuotaReturned), day.Slot.FreeFor(Channel.Phone, day.State.QuotaReturned)));
    }

    [Fact]
    public void A_share_that_never_returns_stays_with_the_phone()
    {
        var day = new Day(web: 0, phone: 1) { Now = Day.Eight.AddHours(20) };
        Assert.IsType<DayOutcome.Full>(day.Hold(1));
        Assert.IsType<DayOutcome.Held>(day.Hold(2, channel: Channel.Phone));
    }
}
