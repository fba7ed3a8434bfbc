using System.Xml.Linq;
using WaitingRoom.Bench.Report.Charts;
using Xunit;

namespace WaitingRoom.Support.Tests.Report;

public sealed class ChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly Chart Sample = new(
        "Up & down <here>", "Two lines.", "minutes", [0, 1, 2],
        [new Panel("people", [new Series("waiting", "#0b5fa5", [0, 50, 100]), new Series("bound", "#b00020", [100, 100, 100], Dashed: true)])]);

    [Fact]
    public void A_chart_is_well_formed_and_says_in_words_what_it_shows()
    {
        var root = XDocument.Parse(Sample.ToSvg()).Root!;
        Assert.Equal("img", (string?)root.Attribute("role"));
        Assert.Equal("title description", (string?)root.Attribute("aria-labelledby"));
        Assert.Equal("Up & down <here>", root.Element(Svg + "title")!.Value);
        Assert.Equal("Two lines.", root.Element(Svg + "desc")!.Value);
    }

    [Fact]
    public void Axes_and_legend_name_units_series_and_round_values()
    {
        var texts = XDocument.Parse(Sample.ToSvg()).Descendants(Svg + "text").Select(t => t.Value).ToArray();
        Assert.All(["people", "minutes", "waiting", "bound", "0", "20", "100"], word => Assert.Contains(word, texts));
    }

    [Fact]
    public void A_line_goes_up_where_its_values_do_and_stays_inside()
    {
        var line = XDocument.Parse(Sample.ToSvg()).Descendants(Svg + "polyline").First();
        var points = ((string)line.Attribute("points")!).Split(' ').Select(p => p.Split(',').Select(n => double.Parse(n, System.Globalization.CultureInfo.InvariantCulture)).ToArray()).ToArray();
        Assert.Equal(3, points.Length);
        Assert.True(points[0][0] < points[1][0] && points[1][0] < points[2][0]);
        Assert.True(points[0][1] > points[1][1] && points[1][1] > points[2][1]);
        Assert.All(points, p => Assert.True(p[0] is >= 0 and <= 960 && p[1] is >= 0 and <= 400));
    }

    [Fact]
    public void Nothing_measured_is_an_empty_chart_and_no_fault() =>
        Assert.NotNull(XDocument.Parse(new Chart("Empty", "", "minutes", [], [new Panel("people", [new Series("waiting", "#000", [])])]).ToSvg()).Root);
}
