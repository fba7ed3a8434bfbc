using System.Globalization;

namespace WaitingRoom.Bench.Day;

/// <summary>What is counted in the course of the day.</summary>
internal sealed class DayTally
{
    public long Searches { get; set; }

    /// <summary>Searches whose first offer was on the earliest date that the plain scan found.</summary>
    public long Earliest { get; set; }

    /// <summary>Searches that offered nothing where the plain scan found nothing; among <see cref="Earliest"/>.</summary>
    public long NothingLeft { get; set; }

    public int BookedOnline { get; set; }

    public int BookedByAgents { get; set; }

    public int DroppedOut { get; set; }

    public int Cancelled { get; set; }

    /// <summary>By the problem's name and what was asked.</summary>
    public SortedDictionary<string, int> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>Seconds from the end of a hold that nobody confirmed until the seat was shown as free.</summary>
    public List<double> HiddenAfterHolds { get; } = [];

    /// <summary>Seconds from a cancellation until the seat was shown as free; the campaign lets it cool.</summary>
    public List<double> HiddenAfterCancellations { get; } = [];

    public void Refused(string what, string problem) => Refusals[$"{what}: {problem}"] = Refusals.GetValueOrDefault($"{what}: {problem}") + 1;
}

/// <summary>The day in figures.</summary>
internal sealed record DayResult(
    DayPlan Plan, long Seats, long Searches, long Earliest, long NothingLeft, int BookedOnline, int BookedByAgents, int DroppedOut, int Cancelled, IReadOnlyDictionary<string, int> Refusals,
    HiddenSeconds AfterHolds, HiddenSeconds AfterCancellations)
{
    public static DayResult Of(DayPlan plan, long seats, DayTally tally) => new(
        plan, seats, tally.Searches, tally.Earliest, tally.NothingLeft, tally.BookedOnline, tally.BookedByAgents, tally.DroppedOut, tally.Cancelled, tally.Refusals,
        HiddenSeconds.Of(tally.HiddenAfterHolds), HiddenSeconds.Of(tally.HiddenAfterCancellations));

    public bool Good => Searches > 0 && Earliest == Searches && AfterHolds.Most <= 1;

    public IEnumerable<string> Lines()
    {
        var booked = BookedOnline + BookedByAgents;
        yield return Text($"{Plan.People:N0} people, {Seats:N0} seats, seed {Plan.Seed}: {booked:N0} booked ({BookedOnline:N0} online, {BookedByAgents:N0} by agents), {DroppedOut:N0} dropped out, {Cancelled:N0} cancelled");
        yield return Text($"{Searches:N0} searches ({(double)Searches / Math.Max(1, booked):N0} for each booking); the offer was the earliest in {Earliest:N0} of them, {NothingLeft:N0} of these rightly none");
        yield return "refused: " + (Refusals.Count == 0 ? "nobody" : string.Join(", ", Refusals.Select(refusal => Text($"{refusal.Key} x {refusal.Value}"))));
        yield return Text($"freed seats hidden: after a hold ran out {AfterHolds}, after a cancellation {AfterCancellations}");
        yield return Good ? "all rules held" : "A RULE WAS BROKEN";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <param name="Seats">How many came back.</param>
internal sealed record HiddenSeconds(int Seats, double Least, double Median, double Most)
{
    public static HiddenSeconds Of(List<double> seconds)
    {
        seconds.Sort();
        return seconds.Count == 0 ? new(0, 0, 0, 0) : new(seconds.Count, seconds[0], seconds[seconds.Count / 2], seconds[^1]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Least:N0} to {Most:N0} s, median {Median:N0} s ({Seats} seats)");
}
