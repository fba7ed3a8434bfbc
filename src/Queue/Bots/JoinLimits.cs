using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using WaitingRoom.Queue.Tokens;

namespace WaitingRoom.Queue.Bots;

/// <summary>
/// How often one browser and one range of addresses may knock (challenges and joins). Tight for a browser, because a person knocks a handful of times; wide for a range, because behind one
/// carrier's address (RFC 6888) stand thousands of people who did nothing wrong.
/// </summary>
internal sealed class JoinLimits(TimeProvider time) : IAsyncDisposable
{
    /// <summary>Two tabs and an impatient finger stay far below.</summary>
    public const int BrowserBurst = 60;

    public const int BrowserPerSecond = 1;

    /// <summary>10,000 people of one /24 who come in the same minute, with a challenge and a join each.</summary>
    public const int RangeBurst = 20_000;

    /// <summary>12,000 a minute on and on: more than any room admits to one city.</summary>
    public const int RangePerSecond = 200;

    /// <summary>
    /// Browsers share a bucket when these bits of their hash agree; it bounds the memory to a million buckets whatever secrets are invented, and two real people meet in one rarely and
    /// harmlessly.
    /// </summary>
    private const int BrowserBits = 20;

    private readonly KnockBuckets browsers = new(1 << BrowserBits, BrowserBurst, TimeSpan.FromSeconds(1.0 / BrowserPerSecond), time);

    private readonly PartitionedRateLimiter<UInt128> ranges = PartitionedRateLimiter.Create<UInt128, UInt128>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, _ => Bucket(RangeBurst, RangePerSecond)));

    /// <summary>Takes one knock and writes <c>RateLimit-Policy</c> and <c>RateLimit</c> (draft-ietf-httpapi-ratelimit-headers). Null when there was room, else how long to wait.</summary>
    public TimeSpan? Knock(HttpContext context, BrowserSecret? browser)
    {
        var range = RangeOf(context.Connection.RemoteIpAddress);
        var headers = context.Response.Headers;
        headers["RateLimit-Policy"] = Policies;
        if (browser is { } secret)
        {
            var (left, wait) = browsers.Take(secret.Key.GetHashCode());
            headers["RateLimit"] = State("browser", left, BrowserBurst, BrowserPerSecond);
            if (wait > TimeSpan.Zero)
            {
                return wait;
            }
        }

        using var lease = ranges.AttemptAcquire(range);
        headers.Append("RateLimit", State("range", (int)(ranges.GetStatistics(range)?.CurrentAvailablePermits ?? RangeBurst), RangeBurst, RangePerSecond));
        return lease.IsAcquired ? null : WaitOf(lease);
    }

    /// <summary>The /24 of an IPv4 address, the /56 of an IPv6 one, which is what one household or one small network gets. One range for connections without an address.</summary>
    public static UInt128 RangeOf(IPAddress? address)
    {
        if (address is null)
        {
            return 0;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Span<byte> bytes = stackalloc byte[16];
        plain.TryWriteBytes(bytes, out var length);
        if (plain.AddressFamily == AddressFamily.InterNetwork)
        {
            // Apart from every IPv6 range: those have zeros from the eighth byte on.
            return ((UInt128)1 << 64) | ((UInt128)bytes[0] << 16) | ((UInt128)bytes[1] << 8) | bytes[2];
        }

        bytes[7..length].Clear();
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    public ValueTask DisposeAsync() => ranges.DisposeAsync();

    private static readonly string Policies = string.Create(
        CultureInfo.InvariantCulture,
        $"\"browser\";q={BrowserBurst};w={BrowserBurst / BrowserPerSecond}, \"range\";q={RangeBurst};w={RangeBurst / RangePerSecond}");

    private static TokenBucketRateLimiterOptions Bucket(int burst, int perSecond) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        // Refilled by the partitioned limiter's own timer, one for all buckets.
        AutoReplenishment = false,
        QueueLimit = 0,
    };

    private static TimeSpan WaitOf(RateLimitLease lease) => lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);

    /// <summary>What is left, and the seconds until all of it is there again.</summary>
    private static string State(string name, int left, int burst, int perSecond) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={left};t={(burst - left + perSecond - 1) / perSecond}");
}
