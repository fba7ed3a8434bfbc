using WaitingRoom.Bench.Load;

namespace WaitingRoom.Bench.Alternative;

/// <summary>What pgbench is asked to do.</summary>
/// <param name="SlotsPerDay">Rows that the clients share on one day: 60 is a centre's day of ten hours at every ten minutes, 1 the strictest.</param>
/// <param name="Pairs">Whole pair bookings instead of single ones.</param>
public sealed record AlternativeRun(int Days, int SlotsPerDay, bool Pairs, int Clients, int Seconds, int WarmUpSeconds, int Seed)
{
    /// <summary>As long as second doses were apart in 2021.</summary>
    public const int IntervalDays = 42;

    /// <summary>Threads of pgbench itself.</summary>
    public const int Jobs = 2;

    /// <summary>Of all clients together: ten times what was seen. A client that used its share up would fail and the run with it.</summary>
    private const int CodesPerSecond = 40_000;

    /// <summary>So many seats that no run can fill a slot: a refused booking would be cheaper and flatter the figure.</summary>
    public int CapacityPerSlot { get; init; } = 100_000_000;

    internal int CodesPerClient => Pairs ? (Seconds + WarmUpSeconds) * CodesPerSecond / Clients : 0;

    internal string Script => Pairs ? AlternativeScripts.Pair : AlternativeScripts.OneBooking;

    internal int RowsPerTransaction => Pairs ? 2 : 1;
}

/// <summary>What pgbench measured, checked against the rows that are in the database afterwards.</summary>
/// <param name="PerSecond">Transactions per second without the time to connect.</param>
/// <param name="DatabaseMicroseconds">Processor time of the server for each transaction. Null where the kernel does not say.</param>
/// <param name="ClientMicroseconds">The same of pgbench itself.</param>
/// <param name="LatencyAverageMs">As pgbench prints it; <paramref name="Latency"/> is from its log of every transaction.</param>
public sealed record AlternativeResult(
    AlternativeRun Run, double PerSecond, double LatencyAverageMs, LatencySummary Latency, long Transactions, long Failed, long Rows,
    double? DatabaseMicroseconds, double? ClientMicroseconds);
