using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Queue.Returning;

internal static class ReturnProblems
{
    private static readonly Text Title = new("Dieser Warteraum führt nicht zu dieser Adresse", "This waiting room does not lead to this address");
    private static readonly Text Detail = new(
        "Bitte gehen Sie zurück zu der Seite, von der Sie kamen. Ihr Betreiber muss ihre Adresse im Warteraum eintragen (returnOrigins).",
        "Please go back to the page that you came from. Its operator has to name its address in the waiting room (returnOrigins).");

    public static ProblemResult NotAllowed() => Problems.Of("return-not-allowed", 400, Title, Detail);
}
