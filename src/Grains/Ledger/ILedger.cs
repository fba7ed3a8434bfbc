using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Grains.Ledger;

/// <summary>
/// The durable truth: one append-only history per grain, keyed (stream, sequence). Implementations may put several appends into one
/// transaction, but each append is all or nothing, and an answer of <see cref="AppendResult.Committed"/> is durable.
/// </summary>
public interface ILedger
{
    /// <summary>Never throws for a failure of storage: that is <see cref="AppendResult.Unknown"/>.</summary>
    ValueTask<AppendResult> Append(AppendRequest request, CancellationToken cancellation = default);

    /// <summary>The newest snapshot, if any, and every entry after it, in sequence.</summary>
    /// <exception cref="LedgerUnavailableException">Storage did not answer.</exception>
    ValueTask<StreamHistory> Load(StreamId stream, CancellationToken cancellation = default);

    /// <summary>Those entries of the stream that carry one of <paramref name="operations"/>; the order is free.</summary>
    /// <exception cref="LedgerUnavailableException">Storage did not answer.</exception>
    ValueTask<IReadOnlyList<LedgerEntry>> FindOperations(StreamId stream, IReadOnlyCollection<OperationId> operations, CancellationToken cancellation = default);
}

/// <summary>One event at rest. <paramref name="Sequence"/> starts at 1. <paramref name="Operation"/> is null for incidental events.</summary>
public sealed record LedgerEntry(long Sequence, DateTimeOffset At, string Kind, ReadOnlyMemory<byte> Body, OperationId? Operation);

/// <summary>A folded state up to and including <paramref name="Sequence"/>.</summary>
public sealed record Snapshot(long Sequence, ReadOnlyMemory<byte> Body);

public sealed record StreamHistory(Snapshot? Snapshot, IReadOnlyList<LedgerEntry> Entries)
{
    public static readonly StreamHistory Empty = new(null, []);
}

/// <summary>
/// Entries for one stream, whose sequences follow each other and start where the writer believes the history ends, with everything that
/// has to change together with them.
/// </summary>
public sealed record AppendRequest(StreamId Stream, IReadOnlyList<LedgerEntry> Entries, IReadOnlyList<Projection> Projections, Snapshot? Snapshot);

/// <summary>How an append ended. A closed set.</summary>
public enum AppendResult
{
    /// <summary>Durable.</summary>
    Committed,

    /// <summary>Nothing was written: another writer has already used one of these sequence numbers.</summary>
    SequenceTaken,

    /// <summary>Nothing was written: the stream already holds one of these operation ids.</summary>
    OperationRepeated,

    /// <summary>Nothing was written: the seat is taken by another live appointment.</summary>
    SeatTaken,

    /// <summary>It may have been written, now or in a moment: the connection was lost or storage failed.</summary>
    Unknown,
}

/// <summary>Storage did not answer a reading. Nothing is known and nothing was changed.</summary>
public sealed class LedgerUnavailableException : Exception
{
    public LedgerUnavailableException()
        : base("Storage did not answer.")
    {
    }

    public LedgerUnavailableException(string message)
        : base(message)
    {
    }

    public LedgerUnavailableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
