using WaitingRoom.Bench.Load;
using Xunit;

namespace WaitingRoom.Support.Tests.Load;

public sealed class LogLinearHistogramTests
{
    private const double RelativeError = 1.0 / 64;

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    [InlineData(0.999)]
    [InlineData(1)]
    public void A_percentile_is_never_below_the_truth_and_at_most_one_sixty_fourth_above(double share)
    {
        const int seed = 20260301;
        var random = new Random(seed);
        var values = Enumerable.Range(0, 50_000).Select(_ => (long)Math.Pow(10, random.NextDouble() * 8.5)).ToArray();
        var histogram = new LogLinearHistogram();
        Array.ForEach(values, histogram.RecordMicroseconds);
        Array.Sort(values);

        var truth = values[(int)Math.Ceiling(share * values.Length) - 1];

        Assert.InRange(histogram.PercentileMicroseconds(share), truth, truth * (1 + RelativeError));
    }

    [Fact]
    public void Every_value_alone_comes_back_as_itself()
    {
        foreach (var value in new[] { 0, 1, 63, 64, 127, 128, 129, 1_000, 65_535, 65_536, 60_000_000, uint.MaxValue, 1L << 40 })
        {
            var histogram = new LogLinearHistogram();
            histogram.RecordMicroseconds(value);
            Assert.Equal(value, histogram.PercentileMicroseconds(0.5));
        }
    }

    [Fact]
    public void Merging_is_the_same_as_recording_together()
    {
        LogLinearHistogram one = new(), other = new(), both = new();
        for (var value = 0L; value < 20_000; value += 7)
        {
            (value % 3 == 0 ? one : other).RecordMicroseconds(value);
            both.RecordMicroseconds(value);
        }

        one.Add(other);

        Assert.Equal(LatencySummary.Of(both), LatencySummary.Of(one));
        Assert.Equal(both.Count, one.Count);
    }

    [Fact]
    public void Nothing_recorded_reads_as_zero() =>
        Assert.Equal(new LatencySummary(0, 0, 0, 0, 0, 0), LatencySummary.Of(new LogLinearHistogram()));
}
