using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.RegularExpressions;
using WaitingRoom.Server.Metrics;

namespace WaitingRoom.Server.Tests.Metrics;

/// <summary>What a scraper reads, read by the grammar of the text format (version 0.0.4) and nothing more lenient.</summary>
public sealed partial class PrometheusTextTests : IDisposable
{
    private readonly Meter meter = new("WaitingRoom.Tests." + nameof(PrometheusTextTests));

    private readonly MetricsListener listener = new();

    public void Dispose()
    {
        listener.Dispose();
        meter.Dispose();
    }

    [Fact]
    public void A_histogram_has_growing_buckets_up_to_its_count_and_a_sum()
    {
        var histogram = meter.CreateHistogram<double>("test.waited", "s", "How long\nit took.");
        foreach (var (value, room) in new[] { (0.004, "a"), (0.005, "a"), (0.3, "a"), (7.0, "a"), (99.0, "a"), (0.02, "b") })
        {
            histogram.Record(value, new KeyValuePair<string, object?>("room", room));
        }

        var family = Assert.Single(Scrape(), family => family.Name == "test_waited");

        Assert.Equal("histogram", family.Type);
        var buckets = family.Samples.Where(sample => sample.Name == "test_waited_bucket" && sample.Labels["room"] == "a").ToList();
        Assert.Equal([.. buckets.Select(bucket => Number(bucket.Labels["le"])).Order()], buckets.Select(bucket => Number(bucket.Labels["le"])));
        Assert.Equal([.. buckets.Select(bucket => bucket.Value).Order()], buckets.Select(bucket => bucket.Value));
        Assert.Equal(2, buckets.Single(bucket => bucket.Labels["le"] == "0.005").Value);
        Assert.Equal(4, buckets.Single(bucket => bucket.Labels["le"] == "10").Value);
        Assert.Equal(("+Inf", 5.0), (buckets[^1].Labels["le"], buckets[^1].Value));
        Assert.Equal(5, family.Samples.Single(sample => sample.Name == "test_waited_count" && sample.Labels["room"] == "a").Value);
        Assert.Equal(106.309, family.Samples.Single(sample => sample.Name == "test_waited_sum" && sample.Labels["room"] == "a").Value, 6);
        Assert.Equal(1, family.Samples.Single(sample => sample.Name == "test_waited_count" && sample.Labels["room"] == "b").Value);
    }

    [Fact]
    public void Counters_gauges_and_strange_tags_are_read_as_they_were_written()
    {
        var counter = meter.CreateCounter<long>("test.claims");
        counter.Add(2, new KeyValuePair<string, object?>("outcome", "say \"no\"\\\nplease"));
        counter.Add(3, new KeyValuePair<string, object?>("outcome", "say \"no\"\\\nplease"));
        meter.CreateObservableGauge("test.limit", () => double.PositiveInfinity);
        meter.CreateUpDownCounter<int>("test.inside").Add(-4);

        var families = Scrape().ToDictionary(family => family.Name);

        Assert.Equal("counter", families["test_claims_total"].Type);
        var claims = Assert.Single(families["test_claims_total"].Samples);
        Assert.Equal((5.0, "say \"no\"\\\nplease"), (claims.Value, claims.Labels["outcome"]));
        Assert.Equal(("gauge", double.PositiveInfinity), (families["test_limit"].Type, Assert.Single(families["test_limit"].Samples).Value));
        Assert.Equal(("gauge", -4.0), (families["test_inside"].Type, Assert.Single(families["test_inside"].Samples).Value));
    }

    [Fact]
    public void Every_line_of_a_whole_scrape_is_in_the_grammar_and_no_family_comes_twice()
    {
        meter.CreateHistogram<double>("test.any").Record(1);
        var names = Scrape().Select(family => family.Name).ToList();
        Assert.Contains("test_any", names);
        Assert.Equal(names.Distinct(), names);
    }

    [Theory]
    [InlineData("1name 2")]
    [InlineData("name{label=unquoted} 2")]
    [InlineData("name{label=\"open} 2")]
    [InlineData("name two")]
    public void The_reader_refuses_what_a_scraper_would(string line) => Assert.Throws<FormatException>(() => Read("# TYPE name gauge\n" + line + "\n"));

    private List<Family> Scrape()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        listener.WriteTo(text);
        return Read(text.ToString());
    }

    private static List<Family> Read(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var families = new List<Family>();
        foreach (var line in text.Split('\n')[..^1])
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                continue;
            }

            if (line.StartsWith("# TYPE ", StringComparison.Ordinal) && line.Split(' ') is [_, _, { } name, "counter" or "gauge" or "histogram"])
            {
                families.Add(new Family(name, line.Split(' ')[3], []));
                continue;
            }

            var match = SampleLine().Match(line);
            var value = match.Success ? Number(match.Groups["value"].Value) : throw new FormatException(line);
            var labels = match.Groups["label"].Captures.Zip(match.Groups["text"].Captures).ToDictionary(
                pair => pair.First.Value,
                pair => Escaped().Replace(pair.Second.Value, found => found.Value switch { "\\n" => "\n", "\\\"" => "\"", "\\\\" => "\\", _ => throw new FormatException(line) }));
            var sample = new Sample(match.Groups["name"].Value, labels, value);
            Assert.StartsWith(families[^1].Name, sample.Name, StringComparison.Ordinal);
            families[^1].Samples.Add(sample);
        }

        return families;
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{((?<label>[a-zA-Z_][a-zA-Z0-9_]*)="(?<text>([^"\\\n]|\\.)*)",?)*\})? (?<value>[^ ]+)$""")]
    private static partial Regex SampleLine();

    [GeneratedRegex("\\\\.")]
    private static partial Regex Escaped();

    private sealed record Family(string Name, string Type, List<Sample> Samples);

    private sealed record Sample(string Name, Dictionary<string, string> Labels, double Value);
}
