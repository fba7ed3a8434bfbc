using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Admin.Outbox;

/// <summary>The refusals of the outbox; documented in docs/errors.md.</summary>
internal static class OutboxProblems
{
    private static readonly Text UnknownTitle = new("Unter diesem Zeichen ist keine aufgegebene Nachricht", "No message was given up under this id");
    private static readonly Text UnknownDetail = new("Vielleicht wurde sie schon noch einmal versucht.", "Perhaps it has been tried again already.");

    public static ProblemResult Unknown() => Problems.Of("message-unknown", 404, UnknownTitle, UnknownDetail);
}
