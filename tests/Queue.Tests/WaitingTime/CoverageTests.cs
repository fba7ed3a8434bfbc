using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Queue.WaitingTime;
using Xunit.Abstractions;

namespace WaitingRoom.Queue.Tests.WaitingTime;

/// <summary>Whether the interval that people are told holds the truth, over the room's real decisions.</summary>
public sealed class CoverageTests(ITestOutputHelper output)
{
    public static TheoryData<string, int> Regimes()
    {
        var all = new TheoryData<string, int>();
        foreach (var regime in new[] { "steady", "no-shows", "ramping", "sessions" })
        {
            foreach (var seed in new[] { 1, 2, 3 })
            {
                all.Add(regime, seed);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Regimes))]
    public void Nine_in_ten_are_called_within_the_interval_they_were_told(string regime, int seed)
    {
        var (judged, right) = Simulate(regime, seed, rate => rate);
        output.WriteLine($"{regime}, seed {seed}: {right} of {judged} = {(double)right / judged:P1}");
        Assert.True(judged > 100, $"Only {judged} were judged.");
        Assert.True((double)right / judged >= 0.85, $"{regime}, seed {seed}: {right} of {judged}");
    }

    [Fact]
    public void The_watch_sees_an_interval_that_lies()
    {
        var (judged, right) = Simulate("steady", 1, rate => new CallingRate(rate.LowPerMinute * 2, rate.HighPerMinute * 2));
        Assert.True((double)right / judged < 0.5, $"{right} of {judged}");
    }

    private static (long Judged, long Right) Simulate(string regime, int seed, Func<CallingRate, CallingRate> told)
    {
        var settings = new RoomSettings(120) { MaxActiveSessions = regime == "sessions" ? 300 : 3000, ClaimWindowSeconds = 120 };
        var run = new RoomRun(settings, seed) { NoShows = regime == "no-shows" ? 0.3 : 0.05, Stay = TimeSpan.FromMinutes(3) };
        var (history, check) = (new CallingHistory(), new PredictionCheck());
        run.Arrive(400);
        var tick = 0;
        run.Run(TimeSpan.FromMinutes(50), () =>
        {
            tick++;
            if (regime == "ramping")
            {
                // The backend recovers from a third of the ceiling over twenty minutes.
                run.Limits = new BackendLimits(Math.Min(120, 40 + (tick / 75.0)), null);
            }

            history.Add(run.Now, new RoomSight(run.State, run.State.Serving, run.Report!.Phase, run.Now) { Report = run.Report });
            check.Called(run.State.Serving, run.Now);
            if (tick % 2 == 0)
            {
                run.Arrive(1);
                if (history.Forecast is { } rate && run.Now > new DateTimeOffset(2026, 1, 5, 8, 3, 0, TimeSpan.Zero))
                {
                    check.Told(run.Arrived, run.Arrived - run.State.Serving - 1, told(rate), run.Now);
                }
            }
        });
        return check.Result;
    }
}
