using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.WaitingTime;

namespace WaitingRoom.Queue.Tests.WaitingTime;

public sealed class RateForecastTests
{
    private static readonly TickReport Report = new(
        DateTimeOffset.UnixEpoch, RoomPhase.Open, 1, AdmissionBound.Ceiling, TargetPerMinute: 60, NoShowRate: 0, 0, 0, 100, 1000, null, null, 0);

    [Fact]
    public void Before_anything_was_measured_the_aim_is_told_and_the_doubt_about_no_shows_is_wide()
    {
        var rate = RateForecast.Of([], Report, turnsSeen: 0)!;
        Assert.InRange(rate.LowPerMinute, 55, 60);
        Assert.True(rate.HighPerMinute > 100);
    }

    [Fact]
    public void What_was_seen_for_long_is_told_more_exactly()
    {
        var young = RateForecast.Of([60, 60], Report, turnsSeen: 5)!;
        var old = RateForecast.Of([.. Enumerable.Repeat(60.0, 12)], Report, turnsSeen: 500)!;
        Assert.True(old.HighPerMinute - old.LowPerMinute < young.HighPerMinute - young.LowPerMinute);
        Assert.True(old.LowPerMinute < 60 && old.HighPerMinute > 60);
    }

    [Fact]
    public void Scatter_widens_the_interval()
    {
        var calm = RateForecast.Of([60, 60, 60, 60, 60, 60], Report, 500)!;
        var wild = RateForecast.Of([20, 100, 30, 90, 40, 80], Report, 500)!;
        Assert.True(wild.LowPerMinute < calm.LowPerMinute);
    }

    [Fact]
    public void Where_session_places_hold_the_room_down_the_ceiling_is_no_promise()
    {
        var rate = RateForecast.Of([.. Enumerable.Repeat(20.0, 12)], Report with { Bound = AdmissionBound.Sessions }, 500)!;
        Assert.True(rate.HighPerMinute < 30);
    }

    [Fact]
    public void Nobody_called_means_no_end_of_waiting() => Assert.Equal(double.PositiveInfinity, new CallingRate(0, 10).WaitFor(5).LongestMinutes);
}
