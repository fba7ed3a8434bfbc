using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Queue.Sessions;

/// <summary>The refusals of sessions; documented in docs/errors.md. Those of admissions bear the names that the gate gives them.</summary>
internal static class SessionProblems
{
    private static readonly Text OverTitle = new("Ihre Zeit ist abgelaufen", "Your session is over");
    private static readonly Text OverDetail = new("Der Platz ist wieder frei. Bitte stellen Sie sich erneut an.", "The place is free again. Please join the line again.");
    private static readonly Text AdmissionTitle = new("Dieser Einlass gilt nicht", "This admission is not valid");
    private static readonly Text PassTitle = new("Dieser Passierschein gilt nicht", "This pass is not valid");

    public static ProblemResult Over() => Problems.Of("session-over", 410, OverTitle, OverDetail);

    public static ProblemResult Admission(EntryRefusal reason) => Of("admission", AdmissionTitle, reason);

    public static ProblemResult Pass(EntryRefusal reason) => Of("pass", PassTitle, reason);

    private static ProblemResult Of(string what, Text title, EntryRefusal reason)
    {
        var (name, status, detail) = reason switch
        {
            EntryRefusal.Missing => ("missing", 401, new Text("Es wurde keiner mitgeschickt.", "None was sent.")),
            EntryRefusal.Forged => ("forged", 401, new Text("Die Unterschrift stimmt nicht.", "The signature does not match.")),
            EntryRefusal.WrongKind => ("wrong-kind", 401, new Text("Das ist etwas anderes.", "This is something else.")),
            EntryRefusal.WrongRoom => ("wrong-room", 403, new Text("Er gehört zu einem anderen Warteraum.", "It belongs to another waiting room.")),
            EntryRefusal.WrongBrowser => ("wrong-browser", 401, new Text("Er gehört zu einem anderen Browser.", "It belongs to another browser.")),
            EntryRefusal.Expired => ("expired", 401, new Text("Er ist abgelaufen.", "It has expired.")),
            _ => throw new InvalidOperationException($"No problem for {reason}."),
        };
        return Problems.Of($"{what}-{name}", status, title, detail);
    }
}
