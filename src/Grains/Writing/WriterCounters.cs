namespace WaitingRoom.Grains.Writing;

/// <summary>Counts of what writers did, shared by the writers of a process; read by metrics, benchmarks and the simulator.</summary>
public sealed class WriterCounters
{
    private long commands;
    private long batches;
    private long events;
    private long fences;
    private long unknownOutcomes;
    private long repeats;
    private long reloads;
    private long refusedBusy;
    private long seatsRefused;
    private long loopFailures;

    public long Commands => Interlocked.Read(ref commands);

    /// <summary>Commits that a writer asked for; the ledger may put several into one transaction.</summary>
    public long Batches => Interlocked.Read(ref batches);

    public long Events => Interlocked.Read(ref events);

    /// <summary>Times a writer found that another had written to its stream.</summary>
    public long Fences => Interlocked.Read(ref fences);

    /// <summary>Commits whose result never arrived.</summary>
    public long UnknownOutcomes => Interlocked.Read(ref unknownOutcomes);

    /// <summary>Commands answered with an earlier answer.</summary>
    public long Repeats => Interlocked.Read(ref repeats);

    public long Reloads => Interlocked.Read(ref reloads);

    public long RefusedBusy => Interlocked.Read(ref refusedBusy);

    /// <summary>Commits refused by the unique index over seats. With the fence in place this stays zero; anything else is a bug.</summary>
    public long SeatsRefused => Interlocked.Read(ref seatsRefused);

    /// <summary>Batches that ended in an exception other than a storage answer. Anything but zero is a bug.</summary>
    public long LoopFailures => Interlocked.Read(ref loopFailures);

    internal void Committed(int commandCount, int eventCount)
    {
        Interlocked.Add(ref commands, commandCount);
        Interlocked.Add(ref events, eventCount);
        Interlocked.Increment(ref batches);
    }

    internal void Fenced() => Interlocked.Increment(ref fences);

    internal void OutcomeUnknown() => Interlocked.Increment(ref unknownOutcomes);

    internal void Repeated() => Interlocked.Increment(ref repeats);

    internal void Reloaded() => Interlocked.Increment(ref reloads);

    internal void Busy() => Interlocked.Increment(ref refusedBusy);

    internal void SeatRefused() => Interlocked.Increment(ref seatsRefused);

    internal void LoopFailed() => Interlocked.Increment(ref loopFailures);
}
