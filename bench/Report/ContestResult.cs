using System.Globalization;
using WaitingRoom.Bench.Load;

namespace WaitingRoom.Bench.Report;

/// <summary>What is kept of servers that took turns.</summary>
/// <param name="Load">The load tool as called.</param>
/// <param name="Settings">How the real server differed from one started without any setting.</param>
/// <param name="BodyBytes">Of one answer.</param>
internal sealed record ContestResult(
    string Name, Machine Machine, string Load, IReadOnlyList<string> Settings, long BodyBytes, IReadOnlyList<ContestFigure> Figures, IReadOnlyList<ContestRatio> Ratios)
{
    /// <summary>The first figure is the real server's.</summary>
    public static ContestResult Of(string name, Machine machine, Wrk load, long bodyBytes, IReadOnlyList<ContestFigure> figures, IReadOnlyDictionary<string, double> aims) => new(
        name, machine, string.Create(CultureInfo.InvariantCulture, $"wrk -t1 -c{load.Connections} -d{load.Seconds}s"), Hosts.RealServer.Settings, bodyBytes, figures,
        [.. figures.Skip(1).Select(other => new ContestRatio(
            other.Name, Math.Round(figures[0].Figure.MedianPerSecond / other.Figure.MedianPerSecond, 3),
            Math.Round(other.ProcessorMicroseconds / figures[0].ProcessorMicroseconds, 3), aims.TryGetValue(other.Name, out var aim) ? aim : null))]);

    public IEnumerable<string> Lines() => Ratios.Select(r => string.Create(
        CultureInfo.InvariantCulture, $"median of {Figures[0].Name} / median of {r.To} = {r.Ratio:0.000}{(r.Aim is { } aim ? $" (aim: at least {aim:0.0}, {(r.Ratio >= aim ? "reached" : "NOT reached")})" : "")}; by processor time for a request {r.ProcessorRatio:0.000}"));
}

/// <param name="Ratio">Of the rates.</param>
/// <param name="ProcessorRatio">Of the requests that a second of processor time answers; the load tool's own share of the machine is not in it.</param>
/// <param name="Aim">Least ratio wanted; null when the figure is for information.</param>
internal sealed record ContestRatio(string To, double Ratio, double ProcessorRatio, double? Aim);
