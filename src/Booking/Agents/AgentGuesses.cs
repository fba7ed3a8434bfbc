using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Codes;

namespace WaitingRoom.Booking.Agents;

/// <summary>
/// Agents name many good codes, so only those that do not exist count: as many as a citizen's session may try. Then the agent waits, whatever code comes next.
/// </summary>
internal sealed class AgentGuesses : IDisposable
{
    private readonly PartitionedRateLimiter<string> unknown;

    public AgentGuesses(IOptions<BookingOptions> options) => unknown = PartitionedRateLimiter.Create<string, string>(
        who => RateLimitPartition.GetFixedWindowLimiter(
            who, _ => new FixedWindowRateLimiterOptions { PermitLimit = options.Value.CodeTriesPerSession, Window = GuessLimits.SessionWindow, QueueLimit = 0 }),
        StringComparer.Ordinal);

    /// <summary>Null when the agent may go on, otherwise for how long they may not.</summary>
    public TimeSpan? BlockedFor(string who)
    {
        if (unknown.GetStatistics(who) is not { CurrentAvailablePermits: <= 0 })
        {
            return null;
        }

        // Asking is what makes the limiter notice that the time is over.
        using var lease = unknown.AttemptAcquire(who, permitCount: 0);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : GuessLimits.SessionWindow;
    }

    /// <summary>The code that was named does not exist.</summary>
    public void Count(string who)
    {
        using var lease = unknown.AttemptAcquire(who);
    }

    public void Dispose() => unknown.Dispose();
}
