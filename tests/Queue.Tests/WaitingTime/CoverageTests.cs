using System.Globalization;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Queue.WaitingTime;
using Xunit.Abstractions;

namespace WaitingRoom.Queue.Tests.WaitingTime;

/// <summary>Whether the interval that people are told holds the truth, and is no wider than it has to be, over the room's real decisions.</summary>
public sealed class CoverageTests(ITestOutputHelper output)
{
    private static readonly string[] Regimes = ["steady", "no-shows", "step", "ramping", "sessions"];

    /// <summary>When, in the regime of that name, people begin to stay away.</summary>
    private static readonly TimeSpan StepAt = TimeSpan.FromMinutes(20);

    private static readonly int[] Seeds = [1, 2, 3];

    [Fact]
    public void Told_minutes_hold_the_truth_at_least_nine_times_in_ten_and_are_not_so_wide_that_they_must()
    {
        var all = new List<Judged>();
        foreach (var regime in Regimes)
        {
            var judged = Seeds.SelectMany(seed => Simulate(regime, seed, rate => rate)).ToList();
            output.WriteLine(Line(regime, judged));
            Assert.True(judged.Count > 300, $"{regime}: only {judged.Count} were judged.");
            Assert.True(judged.Average(one => one.Told ? 1.0 : 0) >= 0.85, Line(regime, judged));
            // Wide enough to be true is easy; a person has to be able to plan with it.
            Assert.True(judged.Average(one => one.Width) <= 0.6, Line(regime, judged));
            all.AddRange(judged);
        }

        output.WriteLine(Line("all", all));
        Assert.InRange(all.Average(one => one.Told ? 1.0 : 0), 0.9, 1);
        Assert.InRange(all.Average(one => one.Exact ? 1.0 : 0), 0.8, 0.99);
    }

    [Fact]
    public void The_watch_sees_an_interval_that_lies()
    {
        var lie = Simulate("steady", 1, rate => new CallingRate(rate.LowPerMinute * 2, rate.HighPerMinute * 2));
        Assert.True(lie.Average(one => one.Told ? 1.0 : 0) < 0.5, Line("lie", lie));
    }

    [Fact]
    public void The_watch_sees_an_interval_that_says_nothing()
    {
        var shrug = Simulate("steady", 1, rate => new CallingRate(rate.LowPerMinute / 3, rate.HighPerMinute * 3));
        Assert.True(shrug.Average(one => one.Width) > 0.6, Line("shrug", shrug));
    }

    private static string Line(string name, IReadOnlyList<Judged> judged) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-9} {judged.Count,5} judged: told minutes true {judged.Average(one => one.Told ? 1.0 : 0):P1}, the interval itself {judged.Average(one => one.Exact ? 1.0 : 0):P1}, half its width {judged.Average(one => one.Width):P0} of the wait");

    private static List<Judged> Simulate(string regime, int seed, Func<CallingRate, CallingRate> told)
    {
        var settings = new RoomSettings(120) { MaxActiveSessions = regime == "sessions" ? 300 : 3000, ClaimWindowSeconds = 120 };
        var run = new RoomRun(settings, seed) { NoShows = regime == "no-shows" ? 0.3 : 0.05, Stay = TimeSpan.FromMinutes(3) };
        var (history, check, judged, open) = (new CallingHistory(), new PredictionCheck(), new List<Judged>(), new Queue<(long Place, DateTimeOffset At, double Shortest, double Longest)>());
        var begun = run.Now;
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

            if (regime == "step" && run.Now - begun > StepAt)
            {
                run.NoShows = 0.35;
            }

            history.Add(run.Now, new RoomSight(run.State, run.State.Serving, run.Report!.Phase, run.Now) { Report = run.Report });
            var before = check.Result;
            check.Called(run.State.Serving, run.Now);
            while (open.TryPeek(out var first) && first.Place <= run.State.Serving)
            {
                open.Dequeue();
                var minutes = (run.Now - first.At).TotalMinutes;
                var toldTrue = check.Result.Right - before.Right == check.Result.Judged - before.Judged;
                judged.Add(new Judged(toldTrue, minutes >= first.Shortest && minutes <= first.Longest, (first.Longest - first.Shortest) / (first.Longest + first.Shortest)));
            }

            // More come than are let in, so that the line never empties.
            if (tick % 4 < (regime is "no-shows" ? 3 : 2))
            {
                run.Arrive(1);
                if (run.Arrived % PredictionCheck.EveryPlace == 0 && history.Forecast is { } rate && run.Now - begun > TimeSpan.FromMinutes(3) && !(regime == "step" && IsUnforeseen(run.Now - begun)))
                {
                    var (ahead, interval) = (run.Arrived - run.State.Serving - 1, told(rate));
                    check.Told(run.Arrived, ahead, interval, run.Now);
                    var (shortest, longest) = interval.WaitFor(ahead);
                    open.Enqueue((run.Arrived, run.Now, shortest, longest));
                }
            }
        });
        return judged;
    }

    /// <summary>Nobody foresees that suddenly a third stays away; and turns have to run out, and hundreds of them, before it is known.</summary>
    private static bool IsUnforeseen(TimeSpan told) => told > StepAt - TimeSpan.FromMinutes(8) && told < StepAt + TimeSpan.FromMinutes(8);

    /// <param name="Told">As whole minutes, rounded outward: what a person reads.</param>
    /// <param name="Exact">As computed.</param>
    /// <param name="Width">Half the interval, relative to its middle.</param>
    private readonly record struct Judged(bool Told, bool Exact, double Width);
}
