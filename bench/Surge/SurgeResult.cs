using System.Globalization;
using System.Text.Json.Serialization;
using WaitingRoom.Bench.Load;

namespace WaitingRoom.Bench.Surge;

/// <param name="AdmittedIn10s">In the ten seconds that end here.</param>
/// <param name="MostIn10s">The ceiling's bound for ten seconds.</param>
/// <param name="Bound">What bounded the last tick.</param>
internal sealed record SurgePoint(double Seconds, int Waiting, int AdmittedIn10s, double MostIn10s, int Inside, string? Bound);

/// <summary>What came of a plan.</summary>
/// <param name="Knocks">Claims that heard "one moment" because the door was full, and came again.</param>
/// <param name="Polls">Simulated looks at the status document; <paramref name="PollsOverHttp"/> of them were requests.</param>
/// <param name="Errors">Answers nobody should get, by kind and status.</param>
internal sealed record SurgeResult(
    SurgePlan Plan, int Joined, int MostWaiting, long Admitted, long Claims, long Knocks, long Polls, long PollsOverHttp, long MostPollsInASecond, int SessionsEndedEarly,
    IReadOnlyDictionary<string, long> Errors, AdmissionVerdict Admissions, LiveFigures? Live, [property: JsonIgnore] IReadOnlyList<SurgePoint> Points)
{
    public bool Good => Errors.Count == 0 && SessionsEndedEarly == 0 && Admissions is { NeverAboveBound: true, AlwaysWithinOnePercent: true } && Live is not { Failed: > 0 };

    public IEnumerable<string> Lines()
    {
        yield return Text($"{Joined:N0} joined, at most {MostWaiting:N0} waiting at once, {Admitted:N0} admitted, {Knocks:N0} knocked at a full door");
        yield return Text($"{Polls:N0} polls, at most {MostPollsInASecond:N0} in a second; {PollsOverHttp:N0} of them sent over HTTP");
        yield return Text($"errors: {(Errors.Count == 0 ? "none" : string.Join(", ", Errors.Select(e => $"{e.Key} x {e.Value}")))}; sessions ended early: {SessionsEndedEarly}");
        yield return Text($"admissions in 10 s: at most {Admissions.Most} (bound {Admissions.Bound}); while a crowd waited {Admissions.LeastWhileWaiting} to {Admissions.MostWhileWaiting} (share {Admissions.Share}), {Admissions.WindowsWithin} of {Admissions.Windows} windows within 1 %");
        if (Live is { } live)
        {
            yield return Text($"real time: {live.PerSecond:N0} polls/s asked {live.Wanted:N0}, p50 {live.Latency.P50Ms} ms, p99 {live.Latency.P99Ms} ms, {live.Failed} failed");
        }

        yield return Good ? "all rules held" : "A RULE WAS BROKEN";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The stretch in real time. Latency counts from the intended start.</summary>
internal sealed record LiveFigures(double Wanted, double PerSecond, long Failed, LatencySummary Latency)
{
    public static LiveFigures Of(LoadResult load, double wanted) => new(wanted, Math.Round(load.DonePerSecond, 1), load.Failed + load.Refused, LatencySummary.Of(load.Latency));
}
