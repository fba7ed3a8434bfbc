using System.Text.Json.Nodes;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Admin.Rooms;

/// <summary>The refusals of the operators' API; documented in docs/errors.md. Details are English: they name settings.</summary>
internal static class RoomAdminProblems
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    private static readonly Text UnknownTitle = new("Diesen Warteraum gibt es nicht", "This waiting room does not exist");
    private static readonly Text SettingsTitle = new("Diese Einstellung ist nicht möglich", "This setting is not possible");
    private static readonly Text DrawTitle = new("Die Verlosung steht fest", "The draw is fixed");
    private static readonly Text ChangedTitle = new("Jemand anderes hat den Warteraum inzwischen geändert", "Somebody else has changed the room meanwhile");
    private static readonly Text ChangedDetail = new("Bitte lesen Sie ihn neu und entscheiden Sie noch einmal.", "Please read it again and decide anew.");
    private static readonly Text PreconditionTitle = new("Die Kopfzeile If-Match fehlt", "The header If-Match is missing");
    private static readonly Text PreconditionDetail = new(
        "Einen bestehenden Warteraum ersetzt nur, wer ihn gelesen hat: If-Match mit dem ETag von GET.",
        "Only who has read an existing room replaces it: If-Match with the ETag of GET.");
    private static readonly Text KeyTitle = new("Die Kopfzeile Idempotency-Key fehlt", "The header Idempotency-Key is missing");
    private static readonly Text KeyDetail = new(
        "Sie hat 1 bis 128 sichtbare ASCII-Zeichen und bleibt bei einer Wiederholung dieselbe.",
        "It has 1 to 128 visible ASCII characters and stays the same when the request is repeated.");
    private static readonly Text ReusedTitle = new("Dieser Idempotency-Key wurde für anderes benutzt", "This Idempotency-Key was used for something else");
    private static readonly Text FullTitle = new("Es gibt zu viele Warteräume", "There are too many waiting rooms");
    private static readonly Text UnavailableTitle = new("Der Warteraum antwortet gerade nicht", "The waiting room is not answering right now");
    private static readonly Text ParameterTitle = new("Eine Angabe ist falsch", "A parameter is wrong");
    private static readonly Text BeaconTitle = new("Der Zufallswert steht schon fest", "The beacon's value is fixed already");
    private static readonly Text EarlyTitle = new("Dafür ist es zu früh", "It is too early for this");
    private static readonly Text EarlyDetail = new(
        "Der Zufallswert wird erst nach der Öffnung eingetragen, wenn niemand mehr dazukommt.",
        "The beacon's value is entered after the opening, when nobody can join the draw any more.");

    public static ProblemResult Unknown() => Problems.Of("room-unknown", 404, UnknownTitle);

    public static ProblemResult SettingsInvalid(string field, string reason) =>
        Problems.Of("room-settings-invalid", 422, SettingsTitle, Text.Same(reason), extras: new JsonObject { ["field"] = field });

    public static ProblemResult DrawFixed(string reason) => Problems.Of("draw-fixed", 409, DrawTitle, Text.Same(reason));

    public static ProblemResult Changed() => Problems.Of("room-changed", 412, ChangedTitle, ChangedDetail);

    public static ProblemResult PreconditionMissing() => Problems.Of("if-match-missing", 428, PreconditionTitle, PreconditionDetail);

    public static ProblemResult IdempotencyKeyMissing() => Problems.Of("idempotency-key-missing", 400, KeyTitle, KeyDetail);

    public static ProblemResult IdempotencyKeyReused() => Problems.Of("idempotency-key-reused", 422, ReusedTitle);

    public static ProblemResult Full() => Problems.Of("rooms-full", 409, FullTitle);

    public static ProblemResult Unavailable() => Problems.Of("room-unavailable", 503, UnavailableTitle, retryAfter: Retry);

    public static ProblemResult ParameterWrong(string name, string reason) =>
        Problems.Of("parameter-invalid", 400, ParameterTitle, Text.Same(reason), extras: new JsonObject { ["parameter"] = name });

    public static ProblemResult BeaconFixed() => Problems.Of("beacon-fixed", 409, BeaconTitle);

    public static ProblemResult BeaconTooEarly(DateTimeOffset opensAt) =>
        Problems.Of("beacon-too-early", 409, EarlyTitle, EarlyDetail, extras: new JsonObject { ["opensAt"] = opensAt });
}
