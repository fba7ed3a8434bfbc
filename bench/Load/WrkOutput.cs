using System.Globalization;
using System.Text.RegularExpressions;

namespace WaitingRoom.Bench.Load;

/// <summary>What wrk printed about one run.</summary>
/// <param name="Bad">Answers outside 2xx and 3xx.</param>
/// <param name="SocketErrors">Failed connects, reads and writes, and timeouts.</param>
internal sealed partial record WrkOutput(long Requests, double PerSecond, double P50Ms, double P99Ms, long Bad, long SocketErrors)
{
    /// <exception cref="FormatException">It is not the report of a run with <c>--latency</c>.</exception>
    public static WrkOutput Parse(string text)
    {
        var errors = SocketErrorsLine().Match(text);
        var bad = BadLine().Match(text);
        return new WrkOutput(
            long.Parse(Need(RequestsLine(), text), CultureInfo.InvariantCulture),
            double.Parse(Need(RateLine(), text), CultureInfo.InvariantCulture),
            Milliseconds(Need(P50Line(), text)),
            Milliseconds(Need(P99Line(), text)),
            bad.Success ? long.Parse(bad.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0,
            errors.Success ? errors.Groups.Values.Skip(1).Sum(g => long.Parse(g.ValueSpan, CultureInfo.InvariantCulture)) : 0);
    }

    private static string Need(Regex line, string text) =>
        line.Match(text) is { Success: true } found ? found.Groups[1].Value : throw new FormatException($"wrk did not report what was expected:\n{text}");

    /// <summary>wrk writes 635.00us, 1.23ms, 2.00s or 1.10m.</summary>
    private static double Milliseconds(string duration)
    {
        var unit = duration.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.');
        var value = double.Parse(duration.AsSpan(0, duration.Length - unit.Length), CultureInfo.InvariantCulture);
        return Math.Round(value * unit switch { "us" => 0.001, "ms" => 1, "s" => 1000, "m" => 60_000, _ => throw new FormatException($"Unknown unit in '{duration}'.") }, 3);
    }

    [GeneratedRegex(@"^\s*(\d+) requests in ", RegexOptions.Multiline)]
    private static partial Regex RequestsLine();

    [GeneratedRegex(@"^Requests/sec:\s+([\d.]+)", RegexOptions.Multiline)]
    private static partial Regex RateLine();

    [GeneratedRegex(@"^\s+50%\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex P50Line();

    [GeneratedRegex(@"^\s+99%\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex P99Line();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (\d+)")]
    private static partial Regex BadLine();

    [GeneratedRegex(@"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")]
    private static partial Regex SocketErrorsLine();
}
