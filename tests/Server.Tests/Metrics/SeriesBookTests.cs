using System.Diagnostics.Metrics;
using System.Globalization;
using WaitingRoom.Server.Metrics;

namespace WaitingRoom.Server.Tests.Metrics;

public sealed class SeriesBookTests : IDisposable
{
    private readonly Meter meter = new("test");

    public void Dispose() => meter.Dispose();

    [Fact]
    public void The_same_tags_are_one_series_in_whatever_order_and_other_values_or_names_are_others()
    {
        var book = new SeriesBook(meter.CreateCounter<long>("knocks"), MetricKind.Counter);
        book.Record(1, [new("room", "a"), new("code", 200)]);
        book.Record(2, [new("code", 200), new("room", "a")]);
        book.Record(4, [new("room", "a"), new("code", 200)]);
        book.Record(8, [new("room", "a"), new("code", 201)]);
        book.Record(16, [new("place", "a"), new("code", 200)]);
        book.Record(32, []);

        Assert.Equal(
            ["knocks_total 32", "knocks_total{code=\"200\",place=\"a\"} 16", "knocks_total{code=\"200\",room=\"a\"} 7", "knocks_total{code=\"201\",room=\"a\"} 8"],
            Lines(book));
    }

    [Fact]
    public void Endless_tags_do_not_fill_the_memory_and_what_was_known_goes_on()
    {
        var book = new SeriesBook(meter.CreateCounter<long>("knocks"), MetricKind.Counter);
        for (var i = 0; i < SeriesBook.MostSeries + 500; i++)
        {
            book.Record(1, [new("room", i)]);
        }

        book.Record(1, [new("room", 0)]);
        Assert.Equal(SeriesBook.MostSeries, Lines(book).Length);
        Assert.Contains("knocks_total{room=\"0\"} 2", Lines(book));
    }

    [Fact]
    public void A_histogram_counts_each_bound_and_all_below_it()
    {
        var book = new SeriesBook(meter.CreateHistogram<double>("took"), MetricKind.Histogram);
        book.Record(0.003, []);
        book.Record(0.02, []);
        book.Record(99, []);

        var lines = Lines(book);
        Assert.Contains("took_bucket{le=\"0.005\"} 1", lines);
        Assert.Contains("took_bucket{le=\"0.025\"} 2", lines);
        Assert.Contains("took_bucket{le=\"10\"} 2", lines);
        Assert.Contains("took_bucket{le=\"+Inf\"} 3", lines);
        Assert.Contains("took_sum 99.023", lines);
        Assert.Contains("took_count 3", lines);
    }

    private static string[] Lines(SeriesBook book)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        book.WriteTo(text);
        return [.. text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')];
    }
}
