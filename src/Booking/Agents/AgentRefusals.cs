using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Agents;

/// <summary>What only agents are told; documented in docs/errors.md.</summary>
internal static class AgentRefusals
{
    /// <summary>The door keeps the ceiling over ten seconds; a second later somebody else's place in them is free.</summary>
    private static readonly TimeSpan MomentRetry = TimeSpan.FromSeconds(1);

    private static readonly Text MissingTitle = new("Kein Gespräch begonnen", "No session for a caller");
    private static readonly Text MissingDetail = new(
        "Beginnen Sie mit POST /agents/sessions und senden Sie das Token im Kopf Waiting-Room-Session.",
        "Begin with POST /agents/sessions and send the token in the header Waiting-Room-Session.");

    private static readonly Text OverTitle = new("Das Gespräch ist abgelaufen", "The caller's session has expired");
    private static readonly Text OverDetail = new("Beginnen Sie es neu. Was gebucht ist, bleibt gebucht.", "Begin anew. What is booked stays booked.");
    private static readonly Text OthersTitle = new("Das ist das Gespräch von jemand anderem", "This is somebody else's session");
    private static readonly Text OthersDetail = new("Beginnen Sie ein eigenes.", "Begin one of your own.");
    private static readonly Text RoomTitle = new("Diesen Warteraum gibt es hier nicht", "There is no such waiting room here");
    private static readonly Text MomentTitle = new("Einen Augenblick noch", "One moment");
    private static readonly Text MomentDetail = new("In diesen zehn Sekunden sind schon genug Menschen eingelassen worden.", "Enough people were let in within these ten seconds.");
    private static readonly Text ClosedTitle = new("Der Warteraum ist nicht geöffnet", "The waiting room is not open");

    public static ProblemResult SessionMissing() => Problems.Of("agent-session-missing", 403, MissingTitle, MissingDetail);

    public static ProblemResult SessionOver() => Problems.Of("agent-session-over", 410, OverTitle, OverDetail);

    public static ProblemResult SessionNotYours() => Problems.Of("agent-session-not-yours", 403, OthersTitle, OthersDetail);

    public static ProblemResult RoomUnknown() => Problems.Of("room-unknown", 404, RoomTitle);

    public static ProblemResult OneMoment() => Problems.Of("one-moment", 409, MomentTitle, MomentDetail, MomentRetry);

    public static ProblemResult NotAdmitting() => Problems.Of("not-admitting", 409, ClosedTitle);
}
