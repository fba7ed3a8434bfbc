using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using WaitingRoom.Queue.Bots;
using WaitingRoom.Queue.Tokens;

namespace WaitingRoom.Queue.Notices;

/// <summary>
/// How many addresses one browser and one range of addresses may leave. A person leaves one, or two for the family; behind a carrier's address stand many persons; and each address left
/// costs a commit and a message later.
/// </summary>
internal sealed class NoticeLimits(TimeProvider time) : IAsyncDisposable
{
    public const int BrowserBurst = 5;

    /// <summary>A town of 1,000 people who all ask in the minute in which the last appointment went.</summary>
    public const int RangeBurst = 1000;

    private static readonly TimeSpan BrowserPeriod = TimeSpan.FromMinutes(10);

    /// <summary>5 a second on and on.</summary>
    private const int RangePerSecond = 5;

    /// <summary>As many buckets as <see cref="JoinLimits"/> has, 8 MB: two real people meet in one rarely.</summary>
    private const int BrowserBits = 20;

    private readonly KnockBuckets browsers = new(1 << BrowserBits, BrowserBurst, BrowserPeriod, time);

    private readonly PartitionedRateLimiter<UInt128> ranges = PartitionedRateLimiter.Create<UInt128, UInt128>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, _ => RangeBucket()));

    /// <summary>Null when there was room, else how long to wait.</summary>
    public TimeSpan? Take(HttpContext context, BrowserSecret browser)
    {
        if (browsers.Take(browser.Key.GetHashCode()).Wait is { Ticks: > 0 } wait)
        {
            return wait;
        }

        using var range = ranges.AttemptAcquire(JoinLimits.RangeOf(context.Connection.RemoteIpAddress));
        return range.IsAcquired ? null : range.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
    }

    public ValueTask DisposeAsync() => ranges.DisposeAsync();

    private static TokenBucketRateLimiterOptions RangeBucket() => new()
    {
        TokenLimit = RangeBurst,
        TokensPerPeriod = RangePerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        // Refilled by the partitioned limiter's own timer, one for all buckets.
        AutoReplenishment = false,
        QueueLimit = 0,
    };
}
