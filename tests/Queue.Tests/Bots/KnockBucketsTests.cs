using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Queue.Bots;

namespace WaitingRoom.Queue.Tests.Bots;

public sealed class KnockBucketsTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void A_full_bucket_holds_the_burst_and_then_refills_at_its_rate_and_never_beyond_the_burst()
    {
        var buckets = new KnockBuckets(16, burst: 3, TimeSpan.FromSeconds(2), time);
        Assert.Equal([(2, TimeSpan.Zero), (1, TimeSpan.Zero), (0, TimeSpan.Zero), (0, TimeSpan.FromSeconds(2))], [.. Enumerable.Range(0, 4).Select(_ => buckets.Take(5))]);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((0, TimeSpan.FromSeconds(1)), buckets.Take(5));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((0, TimeSpan.Zero), buckets.Take(5));

        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, Enumerable.Range(0, 10).Count(_ => buckets.Take(5).Wait == TimeSpan.Zero));
    }

    [Fact]
    public void Other_keys_have_buckets_of_their_own_and_only_keys_that_meet_share_one()
    {
        var buckets = new KnockBuckets(16, burst: 1, TimeSpan.FromSeconds(1), time);
        Assert.Equal(TimeSpan.Zero, buckets.Take(1).Wait);
        Assert.Equal(TimeSpan.Zero, buckets.Take(2).Wait);
        Assert.NotEqual(TimeSpan.Zero, buckets.Take(1 + 16).Wait);
        Assert.Equal(TimeSpan.Zero, buckets.Take(-1).Wait);
    }

    [Fact]
    public void Many_who_knock_at_once_get_the_burst_together_and_not_one_more()
    {
        var buckets = new KnockBuckets(1, burst: 500, TimeSpan.FromSeconds(1), time);
        var let = 0;
        Parallel.For(0, 5000, key =>
        {
            if (buckets.Take(key).Wait == TimeSpan.Zero)
            {
                Interlocked.Increment(ref let);
            }
        });

        Assert.Equal(500, let);
    }
}
