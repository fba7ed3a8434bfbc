using System.Globalization;

namespace WaitingRoom.Chaos.Report;

/// <summary>One round. Counts are of this round alone.</summary>
/// <param name="What">What was done.</param>
/// <param name="Acknowledged">Bookings.</param>
/// <param name="Changed">Cancellations and rebookings acknowledged.</param>
/// <param name="Refused">Journeys that ended without a booking though one was wanted.</param>
/// <param name="Retried">Requests sent again because the answer was 503, 429, 5xx, or none.</param>
/// <param name="Unknown">Journeys that never heard how a confirmation or a change ended.</param>
/// <param name="LongestGapSeconds">Longest time without an acknowledged booking anywhere.</param>
/// <param name="LongestOutageSeconds">Over all centre-days the longest time from the first request without an answer to the next that the day answered.</param>
/// <param name="NeverTriedAgain">Centre-days refused to somebody and not asked again before the round ended.</param>
/// <param name="HealthyAfterSeconds">From the end of the disturbance until all nodes were ready and each had acknowledged a booking.</param>
/// <param name="EndedByThemselves">Nodes that ended without being told to, and were started again.</param>
/// <param name="Fences">Times a writer found that another had written, as the nodes count it.</param>
/// <param name="Collisions">Commits refused by the ledger's keys or the index over seats, as the database logs it; several writers' commits may share one.</param>
/// <param name="UnknownOutcomes">Commits whose result never arrived.</param>
/// <param name="Checked">Bookings asked for over HTTP.</param>
/// <param name="Seconds">The whole round with its checks.</param>
internal sealed record RoundResult(
    int Round, string What, int Acknowledged, int Changed, int Refused, int Retried, int Unknown, double LongestGapSeconds, double LongestOutageSeconds, string OutageDay,
    int NeverTriedAgain, double HealthyAfterSeconds, int EndedByThemselves, long Fences, long Collisions, long UnknownOutcomes, long Reloads, int Checked, double Seconds)
{
    public static string Head() => "round       s  booked changed refused retried unknown   gap s  day s  healthy s   fences collisions lost commits  what";

    public string Line() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Round,5} {Seconds,7:F1} {Acknowledged,7} {Changed,7} {Refused,7} {Retried,7} {Unknown,7} {LongestGapSeconds,7:F2} {LongestOutageSeconds,6:F2} {HealthyAfterSeconds,10:F2} {Fences,8} {Collisions,10} {UnknownOutcomes,12}  {What}{(EndedByThemselves > 0 ? $"; {EndedByThemselves} ended by themselves" : "")}{(NeverTriedAgain > 0 ? $"; {NeverTriedAgain} days not tried again" : "")}");
}
