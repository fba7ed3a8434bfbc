using System.Globalization;
using WaitingRoom.Bench.Load;
using WaitingRoom.Bench.Report;

namespace WaitingRoom.Bench.Search;

/// <summary>Bookings of one run.</summary>
/// <param name="ReadsPerSecond">Reads beside them; 0 without.</param>
internal sealed record BookingRun(double ReadsPerSecond, long Booked, long Refused, long Failed, LatencySummary Latency)
{
    public static BookingRun Of(LoadResult load, double readsPerSecond) => new(readsPerSecond, load.Done, load.Refused, load.Failed, LatencySummary.Of(load.Latency));

    public string Line() => string.Create(
        CultureInfo.InvariantCulture,
        $"{ReadsPerSecond,8:N0} reads/s   {Booked} booked, {Refused} refused, {Failed} failed   booking p50 {Latency.P50Ms} ms   p99 {Latency.P99Ms} ms");
}

/// <summary>The overview against a static file, and bookings with and without readers beside them.</summary>
/// <param name="MedianP99Ms">Of the rounds without readers.</param>
/// <param name="MedianP99BesideReadersMs">Of the rounds with them.</param>
internal sealed record SearchResult(SearchPlan Plan, ContestResult Overview, IReadOnlyList<BookingRun> Alone, IReadOnlyList<BookingRun> BesideReaders)
{
    public double MedianP99Ms => Median(Alone);

    public double MedianP99BesideReadersMs => Median(BesideReaders);

    public IEnumerable<string> Lines()
    {
        foreach (var line in Overview.Lines())
        {
            yield return line;
        }

        var reads = BesideReaders.Min(run => run.ReadsPerSecond);
        yield return Text($"booking p99, median of {Alone.Count} rounds: {MedianP99Ms} ms alone, {MedianP99BesideReadersMs} ms beside readers");
        yield return Text($"readers: at least {reads:N0} reads a second (wanted {Plan.ReadsPerSecond:N0}, {(reads >= 0.95 * Plan.ReadsPerSecond ? "reached" : "NOT reached on this machine")})");
    }

    private static double Median(IReadOnlyList<BookingRun> runs)
    {
        var sorted = runs.Select(run => run.Latency.P99Ms).Order().ToArray();
        return Math.Round((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, 3);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
