using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using WaitingRoom.Queue.Bots;
using WaitingRoom.Queue.Tokens;

namespace WaitingRoom.Queue.Notices;

/// <summary>
/// How many addresses one browser and one range of addresses may leave. A person leaves one, or two for the family; behind a carrier's address stand many persons; and each address left
/// costs a commit and a message later.
/// </summary>
internal sealed class NoticeLimits : IAsyncDisposable
{
    public const int BrowserBurst = 5;

    /// <summary>A town of 1,000 people who all ask in the minute in which the last appointment went.</summary>
    public const int RangeBurst = 1000;

    private static readonly TimeSpan BrowserPeriod = TimeSpan.FromMinutes(10);

    /// <summary>5 a second on and on.</summary>
    private const int RangePerSecond = 5;

    /// <summary>As many buckets at most, see <see cref="JoinLimits"/>.</summary>
    private const int BrowserBits = 20;

    private readonly PartitionedRateLimiter<int> browsers = PartitionedRateLimiter.Create<int, int>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(BrowserBurst, 1, BrowserPeriod)));

    private readonly PartitionedRateLimiter<UInt128> ranges = PartitionedRateLimiter.Create<UInt128, UInt128>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(RangeBurst, RangePerSecond, TimeSpan.FromSeconds(1))));

    /// <summary>Null when there was room, else how long to wait.</summary>
    public TimeSpan? Take(HttpContext context, BrowserSecret browser)
    {
        using var own = browsers.AttemptAcquire(browser.Key.GetHashCode() & ((1 << BrowserBits) - 1));
        if (!own.IsAcquired)
        {
            return WaitOf(own, BrowserPeriod);
        }

        using var range = ranges.AttemptAcquire(JoinLimits.RangeOf(context.Connection.RemoteIpAddress));
        return range.IsAcquired ? null : WaitOf(range, TimeSpan.FromSeconds(1));
    }

    public async ValueTask DisposeAsync()
    {
        await browsers.DisposeAsync();
        await ranges.DisposeAsync();
    }

    private static TimeSpan WaitOf(RateLimitLease lease, TimeSpan otherwise) => lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : otherwise;

    private static TokenBucketRateLimiterOptions Bucket(int burst, int tokens, TimeSpan period) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = tokens,
        ReplenishmentPeriod = period,
        // Refilled by the partitioned limiter's own timer, one for all buckets.
        AutoReplenishment = false,
        QueueLimit = 0,
    };
}
