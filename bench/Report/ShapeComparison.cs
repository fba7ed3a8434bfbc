using WaitingRoom.Bench.Alternative;
using WaitingRoom.Bench.Core;

namespace WaitingRoom.Bench.Report;

/// <summary>Every run of one shape, in the order they were made.</summary>
internal sealed record ShapeRuns(int Days, int SlotsPerDay)
{
    public List<AlternativeResult> Alternatives { get; } = [];

    public List<CoreResult> Cores { get; } = [];
}

/// <summary>Alternative and core on the same days and slots.</summary>
public sealed record ShapeComparison(int Days, int SlotsPerDay, RoundsFigure Alternative, IReadOnlyList<CoreFigure> Cores)
{
    internal static ShapeComparison Of(ShapeRuns runs)
    {
        var usual = RoundsFigure.Of([.. runs.Alternatives.Select(a => (a.PerSecond, a.Latency.P50Ms, a.Latency.P99Ms))]);
        return new ShapeComparison(runs.Days, runs.SlotsPerDay, usual, [.. runs.Cores.GroupBy(c => (c.Run.Sqlite, c.Run.Work, c.Run.Clients)).Select(same => Figure([.. same], usual))]);
    }

    private static CoreFigure Figure(CoreResult[] rounds, RoundsFigure usual)
    {
        var figure = RoundsFigure.Of([.. rounds.Select(r => (r.PerSecond, r.Latency.P50Ms, r.Latency.P99Ms))]);
        var middle = rounds.OrderBy(r => r.PerSecond).ElementAt((rounds.Length - 1) / 2);
        var run = middle.Run;
        return new CoreFigure(
            run.Sqlite ? "SQLite" : "PostgreSQL", run.Work.ToString(), run.Clients, figure, Math.Round(figure.MedianPerSecond / usual.MedianPerSecond, 2), middle.Commits);
    }
}

/// <param name="Ratio">Median of the core divided by the median of the alternative.</param>
/// <param name="Commits">Of the round in the middle.</param>
public sealed record CoreFigure(string Engine, string Work, int Clients, RoundsFigure Figure, double Ratio, CommitFigures Commits);

/// <summary>What rounds of one kind came to; latencies are medians of the rounds' own.</summary>
public sealed record RoundsFigure(double MedianPerSecond, double MinPerSecond, double MaxPerSecond, double P50Ms, double P99Ms, IReadOnlyList<double> Rounds)
{
    public static RoundsFigure Of(IReadOnlyList<(double PerSecond, double P50Ms, double P99Ms)> rounds) => new(
        Median(rounds.Select(r => r.PerSecond)),
        rounds.Min(r => r.PerSecond),
        rounds.Max(r => r.PerSecond),
        Median(rounds.Select(r => r.P50Ms)),
        Median(rounds.Select(r => r.P99Ms)),
        [.. rounds.Select(r => r.PerSecond)]);

    private static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return Math.Round((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, 3);
    }
}
