using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Grains.Ledger;

/// <summary>
/// Messages that wait to be sent. A row says about what, never to whom or with which words: both are found out when it is sent. What is taken is
/// leased: nobody else gets it until the lease is over or the message is settled, so two processes send each message once unless one of them dies in between.
/// </summary>
public interface IOutbox
{
    /// <summary>Queues a message that belongs to no commit; one with the same id is there once.</summary>
    /// <exception cref="LedgerUnavailableException">Storage did not answer; it may have been queued.</exception>
    ValueTask Add(Projection.MessageQueued message, CancellationToken cancellation = default);

    /// <summary>
    /// Takes due messages, the longest due first, and of each reference only the oldest that is not settled: what is said about one thing is said in its order.
    /// </summary>
    /// <param name="until">When the lease ends and the message is due again.</param>
    /// <param name="limit">At most so many.</param>
    /// <exception cref="LedgerUnavailableException">Storage did not answer; messages may have been leased.</exception>
    ValueTask<IReadOnlyList<OutboxMessage>> Take(DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellation = default);

    /// <summary>Says what became of a taken message. False, and nothing changed, when the lease has gone to somebody else meanwhile.</summary>
    /// <exception cref="LedgerUnavailableException">Storage did not answer; it may have been done.</exception>
    ValueTask<bool> Settle(OutboxMessage taken, Settlement settlement, CancellationToken cancellation = default);

    /// <summary>Messages given up, the newest first, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<DeadLetter>> ReadDead(int limit, CancellationToken cancellation = default);

    /// <summary>Makes messages given up due again, with all their attempts before them.</summary>
    /// <param name="id">Which one; null for all.</param>
    /// <returns>How many.</returns>
    ValueTask<int> Revive(OperationId? id, DateTimeOffset dueAt, CancellationToken cancellation = default);

    ValueTask<OutboxCounts> Count(CancellationToken cancellation = default);

    /// <summary>Forgets what was settled before an instant. What was given up stays until somebody has dealt with it.</summary>
    /// <returns>How many.</returns>
    ValueTask<int> Forget(DateTimeOffset settledBefore, CancellationToken cancellation = default);
}

/// <param name="Id">Always the same for the same message; providers that know it can tell a repetition.</param>
/// <param name="Kind">What it is about, such as <c>booking-confirmed</c>.</param>
/// <param name="Reference">About which thing; opaque.</param>
/// <param name="At">When it was queued.</param>
/// <param name="Failures">How often sending has failed.</param>
/// <param name="Lease">Counts the takings; tells a late answer from the present one.</param>
public sealed record OutboxMessage(OperationId Id, string Kind, string Reference, DateTimeOffset At, int Failures, long Lease);

/// <summary>What became of a taken message. A closed set. Reasons are words of our own: what a provider writes may name a person.</summary>
public abstract record Settlement
{
    private Settlement()
    {
    }

    /// <summary>A provider has taken it.</summary>
    public sealed record Sent(DateTimeOffset At) : Settlement;

    /// <summary>There is nothing to say any more, or nobody to say it to.</summary>
    public sealed record Withdrawn(DateTimeOffset At, string Reason) : Settlement;

    /// <summary>It could not be sent this time.</summary>
    public sealed record Failed(DateTimeOffset DueAt, string Reason) : Settlement;

    /// <summary>It was not tried: others are before it.</summary>
    public sealed record Postponed(DateTimeOffset DueAt) : Settlement;

    /// <summary>It is not tried again unless somebody of the staff says so.</summary>
    public sealed record GivenUp(DateTimeOffset At, string Reason) : Settlement;
}

/// <summary>A message given up.</summary>
public sealed record DeadLetter(OperationId Id, string Kind, string Reference, DateTimeOffset At, DateTimeOffset GivenUpAt, int Failures, string Reason);

/// <param name="OldestAt">When the oldest message that waits was queued; null when none waits.</param>
public sealed record OutboxCounts(long Waiting, long Dead, DateTimeOffset? OldestAt);
