using WaitingRoom.Bench.Load;
using Xunit;

namespace WaitingRoom.Support.Tests.Load;

public sealed class ArrivalScheduleTests
{
    [Fact]
    public void A_constant_rate_is_evenly_spaced() =>
        Assert.Equal([0, 250, 500, 750], ArrivalSchedule.Constant(4).Arrivals().Take(4).Select(at => at.TotalMilliseconds));

    [Fact]
    public void A_step_changes_the_rate_from_that_moment()
    {
        var schedule = ArrivalSchedule.Even(at => at < TimeSpan.FromSeconds(10) ? 1 : 70);

        var perSecond = schedule.Arrivals().TakeWhile(at => at < TimeSpan.FromSeconds(12)).CountBy(at => (int)at.TotalSeconds).ToDictionary();

        Assert.Equal(1, perSecond[9]);
        Assert.Equal(70, perSecond[10]);
        Assert.Equal(70, perSecond[11]);
    }

    [Fact]
    public void Poisson_arrivals_follow_the_rate_function_and_their_seed()
    {
        const int seed = 7;
        var schedule = ArrivalSchedule.Poisson(at => at < TimeSpan.FromSeconds(50) ? 100 : 0.0, 200, seed);

        var arrivals = schedule.Arrivals().TakeWhile(at => at < TimeSpan.FromSeconds(49)).ToArray();

        // 4,900 expected, standard deviation 70: five of them on either side.
        Assert.InRange(arrivals.Length, 4_550, 5_250);
        Assert.Equal(arrivals, schedule.Arrivals().Take(arrivals.Length));
        Assert.NotEqual(arrivals[0], ArrivalSchedule.Poisson(100, seed + 1).Arrivals().First());
    }

    [Fact]
    public void A_rate_above_the_stated_peak_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => ArrivalSchedule.Poisson(_ => 11, 10, seed: 1).Arrivals().First());
}
