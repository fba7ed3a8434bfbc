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
public sealed record ShapeComparison(int Days, int SlotsPerDay, IReadOnlyList<AlternativeFigure> Alternatives, IReadOnlyList<CoreFigure> Cores)
{
    internal static ShapeComparison Of(ShapeRuns runs)
    {
        AlternativeFigure[] usual = [.. runs.Alternatives.GroupBy(a => a.Run.Clients).Select(same => Figure([.. same]))];
        return new ShapeComparison(
            runs.Days, runs.SlotsPerDay, usual, [.. runs.Cores.GroupBy(c => (c.Run.Sqlite, c.Run.Work, c.Run.Clients)).Select(same => Figure([.. same], usual))]);
    }

    private static AlternativeFigure Figure(AlternativeResult[] rounds)
    {
        var middle = Middle(rounds, r => r.PerSecond);
        return new AlternativeFigure(
            middle.Run.Clients,
            RoundsFigure.Of([.. rounds.Select(r => (r.PerSecond, r.Latency.P50Ms, r.Latency.P99Ms))]),
            middle.DatabaseMicroseconds,
            middle.ClientMicroseconds);
    }

    private static CoreFigure Figure(CoreResult[] rounds, AlternativeFigure[] usual)
    {
        var figure = RoundsFigure.Of([.. rounds.Select(r => (r.PerSecond, r.Latency.P50Ms, r.Latency.P99Ms))]);
        var middle = Middle(rounds, r => r.PerSecond);
        var run = middle.Run;
        return new CoreFigure(
            run.Sqlite ? "SQLite" : "PostgreSQL",
            run.Work.ToString(),
            run.Clients,
            figure,
            [.. usual.Select(u => new Ratio(u.Clients, Math.Round(figure.MedianPerSecond / u.Figure.MedianPerSecond, 2)))],
            middle.Commits);
    }

    private static T Middle<T>(T[] rounds, Func<T, double> perSecond) => rounds.OrderBy(perSecond).ElementAt((rounds.Length - 1) / 2);
}

/// <param name="DatabaseMicroseconds">Processor time of the server for each transaction of the round in the middle.</param>
/// <param name="ClientMicroseconds">The same of pgbench itself.</param>
public sealed record AlternativeFigure(int Clients, RoundsFigure Figure, double? DatabaseMicroseconds, double? ClientMicroseconds);

/// <param name="Ratios">To the alternative at each of its numbers of clients.</param>
/// <param name="Commits">Of the round in the middle.</param>
public sealed record CoreFigure(string Engine, string Work, int Clients, RoundsFigure Figure, IReadOnlyList<Ratio> Ratios, CommitFigures Commits);

/// <param name="Value">Median of the core divided by the median of the alternative with so many clients.</param>
public sealed record Ratio(int AlternativeClients, double Value);

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
