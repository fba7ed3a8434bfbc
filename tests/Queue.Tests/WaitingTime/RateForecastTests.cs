using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Queue.WaitingTime;
using Xunit.Abstractions;

namespace WaitingRoom.Queue.Tests.WaitingTime;

public sealed class RateForecastTests(ITestOutputHelper output)
{
    private static readonly TickReport Report = new(
        DateTimeOffset.UnixEpoch, RoomPhase.Open, 1, AdmissionBound.Ceiling, TargetPerMinute: 60, NoShowRate: 0, 0, 0, 100, 1000, null, null, 0);

    [Fact]
    public void Before_anything_was_measured_the_aim_is_told_with_the_doubt_about_no_shows()
    {
        var rate = Of([], turnsSeen: 0)!;
        Assert.InRange(rate.LowPerMinute, 55, 60);
        Assert.InRange(rate.HighPerMinute, 66, 90);
    }

    [Fact]
    public void What_was_seen_for_long_is_told_more_exactly()
    {
        var young = Of([60, 60], turnsSeen: 5)!;
        var old = Of([.. Enumerable.Repeat(60.0, 12)], turnsSeen: 500)!;
        Assert.True(old.HighPerMinute - old.LowPerMinute < young.HighPerMinute - young.LowPerMinute);
        Assert.True(old.LowPerMinute < 60 && old.HighPerMinute > 60);
    }

    [Fact]
    public void Scatter_widens_the_interval() =>
        Assert.True(Of([20, 60, 30, 50, 40, 55], 500)!.LowPerMinute < Of([60, 60, 60, 60, 60, 60], 500)!.LowPerMinute);

    [Fact]
    public void Where_session_places_hold_the_room_down_the_ceiling_and_the_rush_that_filled_it_are_no_promise()
    {
        List<CallingBucket> past = [new(60, true, Held: false), new(60, true, Held: false), .. Enumerable.Repeat(new CallingBucket(20, true, Held: true), 6)];
        var rate = RateForecast.Of(past, isHeld: true, Report with { Bound = AdmissionBound.Sessions }, 60, 500)!;
        Assert.InRange(rate.HighPerMinute, 20, 25);
    }

    [Fact]
    public void Where_nobody_is_called_nothing_is_told()
    {
        var full = Report with { Bound = AdmissionBound.Sessions };
        Assert.Null(RateForecast.Of([], isHeld: true, full, 60, 500));
        Assert.Null(RateForecast.Of([.. Enumerable.Repeat(new CallingBucket(0, true, Held: true), 12)], isHeld: true, full, 60, 500));
        Assert.Null(RateForecast.Of([], isHeld: true, Report with { Bound = AdmissionBound.Stock }, 60, 0));
    }

    [Theory]
    [InlineData(600, 3000)]
    [InlineData(600, 100)]
    [InlineData(60, 3000)]
    [InlineData(6000, 50)]
    public void From_the_first_call_on_no_rate_is_told_that_the_room_cannot_keep_up(int ceiling, int places)
    {
        var run = new RoomRun(new RoomSettings(ceiling) { MaxActiveSessions = places }, seed: 7) { NoShows = 0.1 };
        var history = new CallingHistory();
        // A room that stood open and empty for a while has saved up credit for a first burst of calls.
        run.Run(TimeSpan.FromSeconds(30));
        run.Arrive(50_000);
        var (highest, absent, calledMost) = (0.0, 0, 0.0);
        run.Run(TimeSpan.FromMinutes(12), () =>
        {
            history.Add(run.Now, new RoomSight(run.State, run.State.Serving, run.Report!.Phase, run.Now) { Report = run.Report });
            absent += history.Forecast is null ? 1 : 0;
            calledMost = Math.Max(calledMost, history.RatePerMinute);
            if (history.Forecast is { } rate)
            {
                Assert.True(rate.LowPerMinute > 0);
                highest = Math.Max(highest, rate.HighPerMinute);
            }
        });
        output.WriteLine($"ceiling {ceiling}, places {places}: highest told {highest} a minute, measured at most {calledMost}, nothing told in {absent} of {12 * 300} ticks");
        // A tenth does not come, and until that is well known twice as many may not.
        Assert.InRange(highest, 0, ceiling / (1 - 0.25));
        Assert.True(places > ceiling || absent > 0, "A full room has times in which nobody is called.");
    }

    private static CallingRate? Of(double[] perMinute, int turnsSeen) =>
        RateForecast.Of([.. perMinute.Select(rate => new CallingBucket(rate, Busy: true, Held: false))], isHeld: false, Report, 60, turnsSeen);
}
