using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace WaitingRoom.Booking.Codes;

/// <summary>Limits how many codes can be tried: by session, by address, and by what all together have missed.</summary>
internal sealed class GuessLimits : IDisposable
{
    /// <summary>The span of the session's limit: long enough that waiting is no way of guessing, short enough to come back the same day.</summary>
    public static readonly TimeSpan SessionWindow = TimeSpan.FromMinutes(10);

    public static readonly TimeSpan AddressWindow = TimeSpan.FromMinutes(1);

    /// <summary>Of an IPv6 address only the part that a network gives to one customer.</summary>
    private const int CustomerBytes = 8;

    /// <summary>The span over which misses of all are counted.</summary>
    public static readonly TimeSpan MissWindow = TimeSpan.FromMinutes(1);

    private readonly MissCount misses;
    private readonly PartitionedRateLimiter<string> sessions;
    private readonly PartitionedRateLimiter<string> addresses;

    public GuessLimits(IOptions<BookingOptions> options, TimeProvider time)
    {
        misses = new MissCount(options.Value.CodeMissesOfAll, MissWindow, time);
        sessions = Limiter(options.Value.CodeTriesPerSession, SessionWindow);
        addresses = Limiter(options.Value.CodeTriesPerAddress, AddressWindow);
    }

    /// <summary>Counts one try. Null when it is allowed, otherwise how long to wait.</summary>
    public TimeSpan? Count(string session, HttpContext context) =>
        misses.Wait(session) ?? Refused(sessions, session, SessionWindow) ?? Refused(addresses, NetworkOf(context.Connection.RemoteIpAddress), AddressWindow);

    /// <summary>The try was a well-formed code that was never issued.</summary>
    public void Missed(string session) => misses.Add(session);

    public void Dispose()
    {
        sessions.Dispose();
        addresses.Dispose();
    }

    internal static string NetworkOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, CustomerBytes)),
        _ => address.ToString(),
    };

    private static TimeSpan? Refused(PartitionedRateLimiter<string> limiter, string who, TimeSpan window)
    {
        using var lease = limiter.AttemptAcquire(who);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : window;
    }

    private static PartitionedRateLimiter<string> Limiter(int tries, TimeSpan window) => PartitionedRateLimiter.Create<string, string>(
        who => RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions { PermitLimit = tries, Window = window, QueueLimit = 0 }),
        StringComparer.Ordinal);
}
