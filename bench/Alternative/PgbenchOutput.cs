using System.Globalization;
using System.Text.RegularExpressions;
using WaitingRoom.Bench.Load;

namespace WaitingRoom.Bench.Alternative;

/// <summary>Reads what pgbench 15 and newer print and log (postgresql.org/docs/15/pgbench.html).</summary>
internal static partial class PgbenchOutput
{
    public static long Transactions(string output) => long.Parse(Value(ProcessedLine(), output), CultureInfo.InvariantCulture);

    public static long Failed(string output) => long.Parse(Value(FailedLine(), output), CultureInfo.InvariantCulture);

    public static double LatencyAverageMs(string output) => double.Parse(Value(LatencyLine(), output), CultureInfo.InvariantCulture);

    public static double PerSecond(string output) => double.Parse(Value(TpsLine(), output), CultureInfo.InvariantCulture);

    /// <summary>Third column of each line: microseconds, or a word instead of a number when the transaction failed.</summary>
    public static LogLinearHistogram Latency(IEnumerable<string> logFiles)
    {
        var histogram = new LogLinearHistogram();
        foreach (var line in logFiles.SelectMany(File.ReadLines))
        {
            if (long.TryParse(line.Split(' ')[2], NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds))
            {
                histogram.RecordMicroseconds(microseconds);
            }
        }

        return histogram;
    }

    private static string Value(Regex line, string output) => line.Match(output) is { Success: true } match
        ? match.Groups[1].Value
        : throw new InvalidOperationException($"pgbench printed nothing like '{line}': {output}");

    [GeneratedRegex(@"number of transactions actually processed: (\d+)")]
    private static partial Regex ProcessedLine();

    [GeneratedRegex(@"number of failed transactions: (\d+)")]
    private static partial Regex FailedLine();

    [GeneratedRegex(@"latency average = ([\d.]+) ms")]
    private static partial Regex LatencyLine();

    [GeneratedRegex(@"tps = ([\d.]+) \(without")]
    private static partial Regex TpsLine();
}
