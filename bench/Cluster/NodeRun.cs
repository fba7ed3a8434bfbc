using System.Globalization;
using WaitingRoom.Bench.Load;

namespace WaitingRoom.Bench.Cluster;

/// <summary>Whole bookings of one round on one host.</summary>
/// <param name="GrainCalls">Calls that the engine placed for each booking, readings included; null where there is no engine.</param>
internal sealed record NodeRun(string Host, double PerSecond, long Booked, long Refused, long Failed, LatencySummary Latency, double? GrainCalls)
{
    public string Line() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Host,-12} {PerSecond,8:N1} bookings/s   {Booked} booked, {Refused} refused, {Failed} failed   p50 {Latency.P50Ms} ms   p99 {Latency.P99Ms} ms{(GrainCalls is { } calls ? $"   {calls:F1} grain calls each" : "")}");
}

/// <summary>One node of a cluster beside the host for one machine, on the same PostgreSQL.</summary>
internal sealed record ClusterResult(string Machine, int Clients, int BookingsEach, int Seed, IReadOnlyList<NodeRun> Runs)
{
    public const double Aim = 0.8;

    public double Ratio => Math.Round(Median("node") / Median("one machine"), 3);

    public IEnumerable<string> Lines() =>
    [
        string.Create(CultureInfo.InvariantCulture, $"median of a node {Median("node"):N1} bookings/s, of one machine {Median("one machine"):N1}: {Ratio} (aim: at least {Aim}, {(Ratio >= Aim ? "reached" : "NOT reached")})"),
    ];

    private double Median(string host)
    {
        var sorted = Runs.Where(run => run.Host == host).Select(run => run.PerSecond).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
