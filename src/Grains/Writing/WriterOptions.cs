namespace WaitingRoom.Grains.Writing;

/// <summary>Limits of one <c>SingleWriter</c>.</summary>
public sealed record WriterOptions
{
    /// <summary>
    /// Commands that may wait. At ten thousand decisions a second this is under half a second of work; whoever comes later is
    /// better served by an early "busy" than by an answer after the HTTP deadline.
    /// </summary>
    public int QueueLimit { get; init; } = 4096;

    /// <summary>Commands in one commit. Larger batches win little in throughput and cost the first in line its latency.</summary>
    public int BatchLimit { get; init; } = 1024;

    /// <summary>How often a batch is decided anew after a collision before its callers hear "unknown". Two writers that keep fencing each other must not spin.</summary>
    public int AttemptLimit { get; init; } = 5;

    /// <summary>Fewest events between snapshots; folding this many takes under ten milliseconds.</summary>
    public int SnapshotEvery { get; init; } = 512;

    /// <summary>Decisions kept in memory for callers who ask again within moments; older ones are looked up in the ledger.</summary>
    public int RecentDecisions { get; init; } = 2048;

    /// <summary>How soon a grain that acts by itself tries again when storage did not answer: a hold that ran out is to be free within a second.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Where the writer's loop runs. Every continuation of the loop comes back to it, so that a scheduler which runs one task at a time in an
    /// order of its choice decides the whole course of a writer.
    /// </summary>
    public TaskScheduler Scheduler { get; init; } = TaskScheduler.Default;
}
