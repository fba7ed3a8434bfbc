using WaitingRoom.Queue.Serving;

namespace WaitingRoom.Queue.Tests;

public sealed class BackendLimiterTests
{
    private static readonly BackendSecond Quick = new(100, 20, 0);

    [Fact]
    public void At_ease_there_is_no_limit() => Assert.Null(Run(BackendLimiter.AtEase, Quick, 60).PerMinute);

    [Fact]
    public void Silence_is_no_limit() => Assert.Null(Run(BackendLimiter.AtEase, default, 60).PerMinute);

    [Fact]
    public void Calls_turned_away_cut_what_comes_now()
    {
        var cut = BackendLimiter.AtEase.After(Quick with { Rejected = 1 }, admittedPerMinute: 600, ceilingPerMinute: 6000);
        Assert.Equal(600 * BackendLimiter.Cut, cut.PerMinute);
        Assert.Equal(600 * BackendLimiter.Cut * BackendLimiter.Cut, cut.After(Quick with { Rejected = 9 }, 600, 6000).PerMinute!.Value, 6);
    }

    [Fact]
    public void Slow_answers_lower_the_limit_step_by_step_and_never_to_nothing()
    {
        var limiter = Run(BackendLimiter.AtEase, Quick, 10);
        var first = limiter.After(new BackendSecond(100, 500, 0), 600, 6000);
        Assert.Equal(600 * BackendLimiter.SteepestFall, first.PerMinute);
        Assert.Equal(BackendLimiter.LeastPerMinute, Run(first, new BackendSecond(100, 5000, 0), 60).PerMinute);
    }

    [Fact]
    public void Twice_as_slow_or_still_quick_is_no_reason()
    {
        var limiter = Run(BackendLimiter.AtEase, new BackendSecond(100, 40, 0), 10);
        Assert.Null(Run(limiter, new BackendSecond(100, 100, 0), 10).PerMinute);
        Assert.Null(Run(Run(BackendLimiter.AtEase, new BackendSecond(100, 1, 0), 10), new BackendSecond(100, 40, 0), 10).PerMinute);
    }

    [Fact]
    public void A_recovered_backend_is_probed_upward_until_the_limit_binds_nobody()
    {
        var limiter = BackendLimiter.AtEase.After(Quick with { Rejected = 1 }, 600, 1200);
        var seconds = 0;
        double? before = limiter.PerMinute;
        while (limiter.PerMinute is not null && seconds++ < 600)
        {
            limiter = limiter.After(Quick, 600, 1200);
            Assert.True(limiter.PerMinute is null || limiter.PerMinute > before);
            before = limiter.PerMinute;
        }

        Assert.InRange(seconds, 10, 60);
    }

    [Fact]
    public void A_backend_that_became_slower_for_good_is_measured_anew()
    {
        var limiter = Run(BackendLimiter.AtEase, new BackendSecond(100, 30, 0), 10);
        limiter = Run(limiter, new BackendSecond(100, 200, 0), 900);
        Assert.Null(limiter.PerMinute);
    }

    /// <summary>A backend of fixed capacity whose queue grows when more comes: the limit must settle near what it bears.</summary>
    [Fact]
    public void The_limit_settles_near_what_a_backend_bears()
    {
        var (limiter, queue, sum) = (BackendLimiter.AtEase, 0.0, 0.0);
        const double Bears = 300;
        for (var second = 0; second < 1200; second++)
        {
            var admitted = Math.Min(limiter.PerMinute ?? 1000, 1000);
            queue = Math.Clamp(queue + ((admitted - Bears) / 60), 0, 100);
            limiter = limiter.After(new BackendSecond(50, 20 + (queue * 1000 / (Bears / 60)), queue >= 100 ? 5 : 0), admitted, 1000);
            sum += second >= 600 ? admitted : 0;
        }

        Assert.InRange(sum / 600, Bears * 0.7, Bears * 1.05);
    }

    private static BackendLimiter Run(BackendLimiter limiter, BackendSecond second, int times)
    {
        for (var i = 0; i < times; i++)
        {
            limiter = limiter.After(second, 600, 6000);
        }

        return limiter;
    }
}
