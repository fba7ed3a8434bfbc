using System.Text.Json;
using System.Text.Json.Nodes;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Rules;

/// <summary>What staff are told about the campaign's rules.</summary>
internal static class RulesTexts
{
    public static readonly Text PreviewNote = new(
        "Gehaltene Auswahlen gelten nach der Fassung, unter der sie getroffen wurden. Gebuchte Termine bleiben; niemandem wird abgesagt.",
        "What is held is judged by the version under which it was chosen. Booked appointments stay; nobody is cancelled.");
    public static readonly Text MissingTitle = new("Es gibt noch keine Kampagne", "There is no campaign yet");
    public static readonly Text InvalidTitle = new("Diese Regeln sind so nicht möglich", "These rules are not possible");
    public static readonly Text ChangedTitle = new("Die Regeln wurden inzwischen geändert", "The rules have changed meanwhile");
    public static readonly Text ChangedDetail = new("Bitte lesen Sie sie neu und entscheiden Sie noch einmal.", "Please read them again and decide anew.");
    public static readonly Text TagTitle = new("Der Anfrage fehlt die Fassung", "The request lacks the version");
    public static readonly Text TagDetail = new(
        "Bestehende Regeln ersetzt nur, wer sie gelesen hat: senden Sie If-Match mit dem ETag von GET.",
        "Rules that exist are replaced only by somebody who has read them: send If-Match with the ETag of GET.");
}

/// <summary>The refusals of the rules' API; documented in docs/errors.md.</summary>
internal static class RulesProblems
{
    public static ProblemResult Missing() => Problems.Of("campaign-missing", 404, RulesTexts.MissingTitle);

    public static ProblemResult Invalid(IReadOnlyList<CampaignFault> faults) => Problems.Of(
        "campaign-invalid",
        422,
        RulesTexts.InvalidTitle,
        Text.Same($"{faults[0].Field}: {faults[0].Reason}"),
        extras: new JsonObject { ["field"] = faults[0].Field, ["faults"] = JsonSerializer.SerializeToNode(faults, RulesJson.Default.IReadOnlyListCampaignFault) });

    public static ProblemResult Changed(long version) =>
        Problems.Of("campaign-changed", 412, RulesTexts.ChangedTitle, RulesTexts.ChangedDetail, extras: new JsonObject { ["version"] = version });

    public static ProblemResult TagMissing() => Problems.Of("if-match-missing", 428, RulesTexts.TagTitle, RulesTexts.TagDetail);
}
