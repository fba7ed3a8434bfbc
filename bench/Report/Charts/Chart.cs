using System.Globalization;
using System.Text;

namespace WaitingRoom.Bench.Report.Charts;

/// <param name="Colour">Dark enough on white (WCAG 1.4.11: 3 to 1).</param>
/// <param name="Dashed">So that lines differ by more than colour.</param>
internal sealed record Series(string Name, string Colour, IReadOnlyList<double> Values, bool Dashed = false);

/// <summary>Lines that share one vertical axis, from zero.</summary>
internal sealed record Panel(string Unit, IReadOnlyList<Series> Series);

/// <summary>Line charts one above the other over the same horizontal axis, as a self-contained SVG.</summary>
/// <param name="Description">The chart in words, for those who do not see it.</param>
/// <param name="At">Where on the horizontal axis each value stands, ascending.</param>
internal sealed record Chart(string Title, string Description, string HorizontalUnit, IReadOnlyList<double> At, IReadOnlyList<Panel> Panels)
{
    private const int Width = 960, PanelHeight = 240, Left = 90, Right = 20, Top = 50, Gap = 60;

    public string ToSvg()
    {
        var height = Top + (Panels.Count * (PanelHeight + Gap)) + 20;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" role="img" aria-labelledby="title description" font-family="sans-serif" font-size="13">
            <title id="title">{Escaped(Title)}</title>
            <desc id="description">{Escaped(Description)}</desc>
            <rect width="{Width}" height="{height}" fill="#fff"/>
            <text x="{Left}" y="24" font-size="18" font-weight="bold">{Escaped(Title)}</text>

            """);
        var across = new Axis(At.Count == 0 ? 0 : At[0], At.Count == 0 ? 1 : At[^1], Left, Width - Right);
        for (var i = 0; i < Panels.Count; i++)
        {
            DrawPanel(svg, Panels[i], across, Top + (i * (PanelHeight + Gap)));
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right}\" y=\"{height - 12}\" text-anchor=\"end\">{Escaped(HorizontalUnit)}</text>\n</svg>\n");
        return svg.ToString();
    }

    private void DrawPanel(StringBuilder svg, Panel panel, Axis across, int top)
    {
        var bottom = top + PanelHeight;
        var most = panel.Series.SelectMany(s => s.Values).DefaultIfEmpty(1).Max();
        var up = new Axis(0, most <= 0 ? 1 : most, bottom, top + 24);
        foreach (var tick in up.Ticks())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left} {up.At(tick):0.0}H{Width - Right}\" stroke=\"#ddd\"/><text x=\"{Left - 8}\" y=\"{up.At(tick) + 4:0.0}\" text-anchor=\"end\">{tick:#,0.##}</text>\n");
        }

        foreach (var tick in across.Ticks())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{across.At(tick):0.0} {bottom}v5\" stroke=\"#333\"/><text x=\"{across.At(tick):0.0}\" y=\"{bottom + 19}\" text-anchor=\"middle\">{tick:0.##}</text>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left} {top + 24}V{bottom}H{Width - Right}\" fill=\"none\" stroke=\"#333\"/><text x=\"{Left}\" y=\"{top + 12}\">{Escaped(panel.Unit)}</text>\n");
        var legend = Left + 170;
        foreach (var series in panel.Series)
        {
            var dash = series.Dashed ? " stroke-dasharray=\"6 4\"" : "";
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{legend} {top + 8}h28\" stroke=\"{series.Colour}\" stroke-width=\"2\"{dash}/><text x=\"{legend + 34}\" y=\"{top + 12}\">{Escaped(series.Name)}</text>\n");
            legend += 60 + (8 * series.Name.Length);
            var points = At.Zip(series.Values, (at, value) => string.Create(CultureInfo.InvariantCulture, $"{across.At(at):0.0},{up.At(value):0.0}"));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{series.Colour}\" stroke-width=\"1.5\"{dash} points=\"{string.Join(' ', points)}\"/>\n");
        }
    }

    private static string Escaped(string text) => System.Security.SecurityElement.Escape(text);
}
