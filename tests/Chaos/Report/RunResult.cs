using System.Globalization;
using System.Text.Json;
using WaitingRoom.Chaos.Checks;

namespace WaitingRoom.Chaos.Report;

/// <summary>A whole run.</summary>
/// <param name="Repeats">Why requests were sent again.</param>
/// <param name="Odd">Answers that a journey on a sound product would hardly meet.</param>
/// <param name="Violations">Broken promises; empty on a good run.</param>
/// <param name="ProvedNothing">Why the run shows nothing though nothing was broken; null where it does.</param>
internal sealed record RunResult(
    string Host, string Plan, int Nodes, int Rounds, int Seed, double JourneysPerSecond, int CeilingPerMinute, bool WithoutFence,
    IReadOnlyList<RoundResult> RoundResults, IReadOnlyDictionary<string, int> Repeats, IReadOnlyDictionary<string, int> Odd,
    IReadOnlyList<Violation> Violations, string? ProvedNothing)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public bool IsGood => Violations.Count == 0 && ProvedNothing is null;

    public IEnumerable<string> Lines()
    {
        foreach (var (what, count) in Repeats.OrderByDescending(pair => pair.Value).Take(16))
        {
            yield return Text($"{count,7} times asked again: {what}");
        }

        foreach (var (what, count) in Odd.OrderByDescending(pair => pair.Value).Take(16))
        {
            yield return Text($"{count,7} times met: {what}");
        }

        yield return Text($"{RoundResults.Count} rounds: {RoundResults.Sum(round => round.Acknowledged)} bookings and {RoundResults.Sum(round => round.Changed)} changes acknowledged, {RoundResults.Sum(round => round.Refused)} refused, {RoundResults.Sum(round => round.Retried)} requests repeated, {RoundResults.Sum(round => round.Unknown)} unknown");
        if (RoundResults.Count > 0)
        {
            yield return Text($"longest gap {RoundResults.Max(round => round.LongestGapSeconds):F2} s, longest outage of a centre-day {RoundResults.Max(round => round.LongestOutageSeconds):F2} s, {RoundResults.Sum(round => round.Fences)} fences, {RoundResults.Sum(round => round.Collisions)} collisions at the database, {RoundResults.Sum(round => round.UnknownOutcomes)} commits of unknown outcome");
        }

        yield return Violations.Count > 0 ? Text($"BROKEN: {string.Join(", ", Violations.GroupBy(violation => violation.Rule).Select(rule => $"{rule.Count()} of {rule.Key}"))}.") : ProvedNothing ?? "Nothing acknowledged was lost, nothing doubled, and all sums are right.";
    }

    public Task WriteAsync(string file, CancellationToken cancellation) => File.WriteAllTextAsync(file, JsonSerializer.Serialize(this, Json) + "\n", cancellation);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
