using System.Numerics;

namespace WaitingRoom.Storage;

/// <summary>Counts of what was committed, since the store was opened; read by metrics and benchmarks.</summary>
public sealed class StorageCounters
{
    /// <summary>Sizes up to 2^15 appends are told apart; larger groups are counted with those.</summary>
    private const int SizeClasses = 16;

    private readonly long[] groupSizes = new long[SizeClasses];
    private long transactions;
    private long appends;
    private long entries;
    private long refusedAppends;
    private long unknownAppends;
    private long retriedGroups;

    /// <summary>Transactions that committed appends.</summary>
    public long Transactions => Interlocked.Read(ref transactions);

    /// <summary>Appends committed.</summary>
    public long Appends => Interlocked.Read(ref appends);

    /// <summary>Ledger entries committed.</summary>
    public long Entries => Interlocked.Read(ref entries);

    /// <summary>Appends refused by a constraint.</summary>
    public long RefusedAppends => Interlocked.Read(ref refusedAppends);

    /// <summary>Appends whose outcome nobody knows.</summary>
    public long UnknownAppends => Interlocked.Read(ref unknownAppends);

    /// <summary>Shared transactions that were undone because one of their appends collided, and then done in parts.</summary>
    public long RetriedGroups => Interlocked.Read(ref retriedGroups);

    /// <summary>Committed transactions by size: the n-th number counts those of at least 2^n and fewer than 2^(n+1) appends.</summary>
    public IReadOnlyList<long> GroupSizes => Array.ConvertAll(groupSizes, count => count);

    internal void Committed(int appendCount, int entryCount)
    {
        Interlocked.Increment(ref transactions);
        Interlocked.Add(ref appends, appendCount);
        Interlocked.Add(ref entries, entryCount);
        Interlocked.Increment(ref groupSizes[Math.Min(BitOperations.Log2((uint)appendCount), SizeClasses - 1)]);
    }

    internal void Refused() => Interlocked.Increment(ref refusedAppends);

    internal void Unknown(int appendCount) => Interlocked.Add(ref unknownAppends, appendCount);

    internal void Retried() => Interlocked.Increment(ref retriedGroups);
}
