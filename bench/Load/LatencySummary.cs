namespace WaitingRoom.Bench.Load;

/// <summary>What a report says about a histogram, all in milliseconds.</summary>
public sealed record LatencySummary(double MeanMs, double P50Ms, double P90Ms, double P99Ms, double P999Ms, double MaxMs)
{
    public static LatencySummary Of(LogLinearHistogram histogram) => new(
        Ms(histogram.MeanMicroseconds),
        Ms(histogram.PercentileMicroseconds(0.50)),
        Ms(histogram.PercentileMicroseconds(0.90)),
        Ms(histogram.PercentileMicroseconds(0.99)),
        Ms(histogram.PercentileMicroseconds(0.999)),
        Ms(histogram.MaxMicroseconds));

    private static double Ms(double microseconds) => Math.Round(microseconds / 1000, 3);
}
