using System.Globalization;
using System.Text.Json.Nodes;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Queue.Draws;

/// <summary>The refusals around a draw; documented in docs/errors.md.</summary>
internal static class DrawProblems
{
    /// <summary>A whole draw file takes seconds to read.</summary>
    private static readonly TimeSpan BusyRetry = TimeSpan.FromSeconds(10);

    private static readonly Text NoDrawTitle = new("Hier wird nicht ausgelost", "There is no draw here");
    private static readonly Text NoDrawDetail = new(
        "Dieser Warteraum lässt in der Reihenfolge der Ankunft ein, oder seine Auslosung ist noch nicht angekündigt.",
        "This waiting room admits in the order of arrival, or its draw has not been announced yet.");
    private static readonly Text EarlyTitle = new("Der Warteraum ist noch nicht geöffnet", "The waiting room is not open yet");
    private static readonly Text EarlyDetail = new("Sie können sich ab {0:g} (UTC) anstellen.", "You can join from {0:g} (UTC) on.");
    private static readonly Text RosterTitle = new("Die Liste ist noch offen", "The roster is still open");
    private static readonly Text RosterDetail = new(
        "Bis zur Öffnung kommen noch Wartenummern hinzu. Danach gibt es hier den Nachweis.",
        "Tickets are still being added until the opening. After that the receipt is here.");
    private static readonly Text ReceiptTitle = new("Diese Nummer war nicht dabei", "This number did not take part");
    private static readonly Text ReceiptDetail = new(
        "Ausgelost wurden die Nummern 1 bis {0:N0}. Wer später kam, steht in der Reihenfolge der Ankunft dahinter.",
        "Numbers 1 to {0:N0} were drawn. Whoever came later stands behind them in the order of arrival.");
    private static readonly Text BusyTitle = new("Gerade laden sehr viele diese Datei", "Very many are loading this file at the moment");
    private static readonly Text BusyDetail = new("Sie bleibt hier. Bitte versuchen Sie es später noch einmal.", "It stays here. Please try again later.");

    public static ProblemResult NoDraw() => Problems.Of("no-draw", 404, NoDrawTitle, NoDrawDetail);

    public static ProblemResult TooEarly(DateTimeOffset preQueueAt, TimeSpan retryAfter) => Problems.Of(
        "too-early", 409, EarlyTitle, EarlyDetail.With(preQueueAt.UtcDateTime), retryAfter,
        new JsonObject { ["preQueueAt"] = preQueueAt.ToString("O", CultureInfo.InvariantCulture) });

    public static ProblemResult RosterOpen() => Problems.Of("roster-open", 409, RosterTitle, RosterDetail);

    public static ProblemResult ReceiptUnknown(long count) => Problems.Of("receipt-unknown", 404, ReceiptTitle, ReceiptDetail.With(count));

    public static ProblemResult Busy() => Problems.Of("draw-busy", 503, BusyTitle, BusyDetail, BusyRetry);
}
