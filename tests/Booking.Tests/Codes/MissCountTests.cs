using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Booking.Codes;

namespace WaitingRoom.Booking.Tests.Codes;

public sealed class MissCountTests
{
    [Fact]
    public void When_all_together_missed_too_often_those_who_missed_wait_and_others_go_on()
    {
        var time = new FakeTimeProvider(BookingHost.Start);
        var misses = new MissCount(3, TimeSpan.FromMinutes(1), time);
        misses.Add("a");
        misses.Add("b");
        Assert.Null(misses.Wait("a"));
        misses.Add("c");
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.All(["a", "b", "c"], session => Assert.Equal(TimeSpan.FromSeconds(40), misses.Wait(session)));
        Assert.Null(misses.Wait("honest"));
        time.Advance(TimeSpan.FromSeconds(40));
        Assert.Null(misses.Wait("a"));
    }
}
