using System.Text.Json.Nodes;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Status;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Queue.Rooms;

/// <summary>The refusals of the waiting room; documented in docs/errors.md.</summary>
internal static class RoomProblems
{
    /// <summary>Long enough that a crowd does not return at once, short enough that a person waits.</summary>
    private static readonly TimeSpan BusyRetry = TimeSpan.FromSeconds(5);

    private static readonly Text UnknownTitle = new("Diesen Warteraum gibt es nicht", "This waiting room does not exist");
    private static readonly Text UnknownDetail = new("Bitte prüfen Sie die Adresse.", "Please check the address.");
    private static readonly Text BusyTitle = new("Gerade kommen sehr viele Menschen gleichzeitig", "Very many people are arriving at once");
    private static readonly Text BusyDetail = new(
        "Sie haben noch keine Nummer. Bitte versuchen Sie es in einigen Sekunden noch einmal.",
        "You do not have a number yet. Please try again in a few seconds.");
    private static readonly Text UnavailableTitle = new("Der Warteraum antwortet gerade nicht", "The waiting room is not answering right now");
    private static readonly Text UnavailableDetail = new(
        "Wenn Sie eine Nummer haben, behalten Sie sie. Bitte versuchen Sie es in einigen Sekunden noch einmal.",
        "If you have a number, you keep it. Please try again in a few seconds.");
    private static readonly Text CrossSiteTitle = new("Bitte stellen Sie sich auf unserer Seite an", "Please join on our own page");
    private static readonly Text CrossSiteDetail = new(
        "Die Anfrage kam von einer fremden Seite.", "The request came from another site.");
    private static readonly Text BrowserTitle = new("Das Geheimnis des Browsers fehlt", "The browser's secret is missing");
    private static readonly Text BrowserDetail = new(
        "Programme ohne Cookies senden 32 zufällige Bytes in base64url (43 Zeichen) in der Kopfzeile Waiting-Room-Browser, bei jeder Anfrage dieselben.",
        "Programs without cookies send 32 random bytes in base64url (43 characters) in the header Waiting-Room-Browser, the same with every request.");
    private static readonly Text KeyTitle = new("Die Kopfzeile Idempotency-Key fehlt", "The header Idempotency-Key is missing");
    private static readonly Text KeyDetail = new(
        "Sie hat 1 bis 128 sichtbare ASCII-Zeichen und bleibt bei einer Wiederholung dieselbe.",
        "It has 1 to 128 visible ASCII characters and stays the same when the request is repeated.");
    private static readonly Text MissingTitle = new("Sie haben noch keine Wartenummer", "You do not have a waiting number yet");
    private static readonly Text MissingDetail = new("Bitte stellen Sie sich zuerst an.", "Please join the line first.");
    private static readonly Text ForgedTitle = new("Diese Wartenummer ist ungültig", "This ticket is not valid");
    private static readonly Text ForgedDetail = new("Bitte stellen Sie sich an.", "Please join the line.");
    private static readonly Text KindTitle = new("Das ist keine Wartenummer", "This is not a ticket");
    private static readonly Text RoomTitle = new("Diese Wartenummer gehört zu einem anderen Warteraum", "This ticket belongs to another waiting room");
    private static readonly Text OtherBrowserTitle = new("Diese Wartenummer gehört zu einem anderen Browser", "This ticket belongs to another browser");
    private static readonly Text OtherBrowserDetail = new(
        "Eine Wartenummer gilt nur in dem Browser, in dem Sie sich angestellt haben. Bitte machen Sie dort weiter.",
        "A ticket is only valid in the browser in which you joined. Please go on there.");
    private static readonly Text TurnTitle = new("Sie sind noch nicht an der Reihe", "It is not your turn yet");
    private static readonly Text TurnDetail = new(
        "Ihr Platz bleibt erhalten. Aufgerufen sind die Nummern bis {0:N0}, Ihre ist {1:N0}.",
        "You keep your place. Numbers up to {0:N0} have been called; yours is {1:N0}.");

    private static readonly Text MomentTitle = new("Sie sind gleich drin", "You are nearly in");
    private static readonly Text MomentDetail = new(
        "Sie sind an der Reihe, gerade kommen viele gleichzeitig herein. Ihr Platz bleibt erhalten.",
        "It is your turn, and many people are coming in at this moment. You keep your place.");
    private static readonly Text LostTitle = new("Ihr Aufruf ist abgelaufen", "Your turn has passed");
    private static readonly Text LostDetail = new("Bitte stellen Sie sich erneut an.", "Please join the line again.");
    private static readonly Text LostMayReturn = new("Sie können einmal an die Spitze der Warteschlange zurückkehren.", "You may return to the front of the line once.");
    private static readonly Text NoneLeft = new("Zurzeit sind keine Termine zu vergeben.", "There are no appointments to give at the moment.");
    private static readonly Text AdmittedTitle = new("Sie sind bereits eingelassen", "You have been admitted already");
    private static readonly Text AdmittedDetail = new("Bitte gehen Sie weiter zur Terminbuchung.", "Please go on to booking.");
    private static readonly Text StreamsTitle = new("Zurzeit sind keine weiteren Verbindungen frei", "No more streams are free at the moment");
    private static readonly Text StreamsDetail = new("Fragen Sie den Stand stattdessen regelmäßig ab.", "Poll the status instead.");
    private static readonly Text NotAdmittingTitle = new("Gerade wird niemand eingelassen", "Nobody is being let in right now");
    private static readonly Text NotAdmittingDetail = new("Ihr Platz bleibt erhalten. Bitte warten Sie.", "You keep your place. Please wait.");

    /// <summary>People who stream stay for minutes.</summary>
    private static readonly TimeSpan StreamsRetry = TimeSpan.FromMinutes(1);

    /// <summary>The door keeps the ceiling over ten seconds; a second later somebody else's place in them is free.</summary>
    private static readonly TimeSpan MomentRetry = TimeSpan.FromSeconds(1);

    public static ProblemResult Unknown() => Problems.Of("room-unknown", 404, UnknownTitle, UnknownDetail);

    public static ProblemResult Busy() => Problems.Of("room-busy", 503, BusyTitle, BusyDetail, BusyRetry);

    public static ProblemResult Unavailable() => Problems.Of("room-unavailable", 503, UnavailableTitle, UnavailableDetail, BusyRetry);

    public static ProblemResult CrossSite() => Problems.Of("cross-site", 403, CrossSiteTitle, CrossSiteDetail);

    public static ProblemResult BrowserMissing() => Problems.Of("browser-missing", 400, BrowserTitle, BrowserDetail);

    public static ProblemResult IdempotencyKeyMissing() => Problems.Of("idempotency-key-missing", 400, KeyTitle, KeyDetail);

    public static ProblemResult TicketMissing() => Problems.Of("ticket-missing", 401, MissingTitle, MissingDetail);

    public static ProblemResult TicketForged() => Problems.Of("ticket-forged", 401, ForgedTitle, ForgedDetail);

    public static ProblemResult TicketWrongKind() => Problems.Of("ticket-wrong-kind", 401, KindTitle, MissingDetail);

    public static ProblemResult TicketWrongRoom() => Problems.Of("ticket-wrong-room", 403, RoomTitle, MissingDetail);

    public static ProblemResult TicketWrongBrowser() => Problems.Of("ticket-wrong-browser", 403, OtherBrowserTitle, OtherBrowserDetail);

    public static ProblemResult OneMoment() => Problems.Of("one-moment", 409, MomentTitle, MomentDetail, MomentRetry);

    public static ProblemResult TurnLost(bool mayReturn) => Problems.Of(
        "turn-lost", 410, LostTitle, mayReturn ? LostMayReturn : LostDetail, extras: new JsonObject { ["mayReturn"] = mayReturn });

    public static ProblemResult NotAdmitting(RoomPhase phase) => Problems.Of(
        "not-admitting", 409, NotAdmittingTitle, phase is RoomPhase.Closed or RoomPhase.SoldOut ? NoneLeft : NotAdmittingDetail,
        phase is RoomPhase.Closed or RoomPhase.SoldOut ? null : BusyRetry, new JsonObject { ["state"] = PhaseName.Of(phase) });

    public static ProblemResult AlreadyAdmitted() => Problems.Of("already-admitted", 409, AdmittedTitle, AdmittedDetail);

    public static ProblemResult StreamsFull() => Problems.Of("streams-full", 503, StreamsTitle, StreamsDetail, StreamsRetry);

    public static ProblemResult NotYourTurn(long number, long nowServing, TimeSpan retryAfter) => Problems.Of(
        "not-your-turn", 409, TurnTitle, TurnDetail.With(nowServing, number), retryAfter,
        new JsonObject { ["number"] = number, ["nowServing"] = nowServing, ["ahead"] = number - nowServing - 1 });
}
