using WaitingRoom.Bench.Load;

namespace WaitingRoom.Bench.Core;

/// <summary>What one client of the core does over and over.</summary>
public enum CoreWork
{
    /// <summary>What the alternative's transaction does: one durable decision that checks the capacity, takes a seat and records the booking.</summary>
    Book,

    /// <summary>As a citizen does it: a durable hold and then a durable booking. Counted once.</summary>
    HoldAndBook,

    /// <summary>A whole pair with one code: both days held and then booked, through the saga. Counted once.</summary>
    Pair,
}

/// <summary>What the core is asked to do; the shape is the alternative's.</summary>
/// <param name="SlotsPerDay">Slots that the clients share on one day. 1 is one slot for all.</param>
/// <param name="Sqlite">On the embedded database instead of PostgreSQL.</param>
public sealed record CoreRun(CoreWork Work, int Days, int SlotsPerDay, int Clients, int Seconds, int WarmUpSeconds, int Seed, bool Sqlite)
{
    /// <summary>Codes issued beforehand for each second of pairs: several times what was seen. When they are used up the run ends early.</summary>
    public const int CodesPerSecond = 10_000;

    private const int MostCodes = 200_000;

    /// <summary>Seats of each slot, all on the web: the most that the core allows, so that no run fills a day of sixty.</summary>
    public int CapacityPerSlot { get; init; } = 50_000;

    internal int RowsPerBooking => Work == CoreWork.Pair ? 2 : 1;

    internal int Codes => Work == CoreWork.Pair ? Math.Min(MostCodes, (Seconds + WarmUpSeconds) * CodesPerSecond) : 0;
}

/// <summary>What the core did in a measured run, proven against the rows in the database.</summary>
/// <param name="PerSecond">Acknowledged bookings (or pairs) per second.</param>
/// <param name="Bookings">Acknowledged in the measured time.</param>
/// <param name="Rows">Live appointments in the database that the warm-up and the measured run together led to.</param>
public sealed record CoreResult(CoreRun Run, double PerSecond, LatencySummary Latency, long Bookings, long Rows, CommitFigures Commits);

/// <summary>How the work was grouped and what it cost, over the measured time.</summary>
/// <param name="Commits">Transactions, each with one disk flush.</param>
/// <param name="CommandsPerCommit">Decisions that shared a flush.</param>
/// <param name="CommandsPerBatch">Decisions that one grain put into one append.</param>
/// <param name="MeanCommitMs">Time divided by transactions: they follow each other without a gap while there is work.</param>
/// <param name="OwnCores">Processor time of this process, clients and grains, per second.</param>
/// <param name="DatabaseCores">Processor time of the PostgreSQL server per second; null for SQLite, which works within this process.</param>
/// <param name="OwnMicroseconds">Processor time of this process for each booking or pair. Unlike throughput it hardly depends on who else is at work.</param>
/// <param name="DatabaseMicroseconds">The same of the server.</param>
/// <param name="BusyCores">Processor time of the whole machine per second, database and strangers included; null where the kernel does not say.</param>
public sealed record CommitFigures(
    long Commits, long Commands, double CommandsPerCommit, double CommandsPerBatch, double EventsPerCommit, double MeanCommitMs, double OwnCores, double? DatabaseCores, double? BusyCores,
    double OwnMicroseconds, double? DatabaseMicroseconds);
