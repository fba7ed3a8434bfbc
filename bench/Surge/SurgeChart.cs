using System.Globalization;
using WaitingRoom.Bench.Report.Charts;

namespace WaitingRoom.Bench.Surge;

/// <summary>The picture of a run: above who waits, below the admissions and their bound.</summary>
internal static class SurgeChart
{
    public static Chart Draw(SurgeResult result)
    {
        var plan = result.Plan;
        var at = result.Points.Select(p => p.Seconds / 60).ToArray();
        return new Chart(
            "A seventyfold step of arrivals",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Over {plan.Minutes} simulated minutes {result.Joined:N0} people joined, at most {result.MostWaiting:N0} waited at once, and {result.Admitted:N0} were admitted. In no ten seconds were there more than {result.Admissions.Most} admissions; {result.Admissions.Bound:0.#} were allowed."),
            "simulated minutes",
            at,
            [
                new Panel("people", [new Series("waiting", "#0b5fa5", Values(p => p.Waiting)), new Series("inside", "#8a4b08", Values(p => p.Inside))]),
                new Panel("admissions in 10 s", [new Series("admitted", "#1b7f3b", Values(p => p.AdmittedIn10s)), new Series("bound: ceiling and one tick", "#b00020", Values(p => p.MostIn10s), Dashed: true)]),
            ]);

        double[] Values(Func<SurgePoint, double> of) => [.. result.Points.Select(of)];
    }
}
