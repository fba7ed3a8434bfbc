using System.Text.Json.Nodes;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Queue.Bots;

/// <summary>The refusals before a ticket; documented in docs/errors.md.</summary>
internal static class BotProblems
{
    private static readonly Text OftenTitle = new("Zu viele Versuche", "Too many attempts");
    private static readonly Text OftenDetail = new("Bitte warten Sie einen Moment und versuchen Sie es dann noch einmal.", "Please wait a moment and then try again.");
    private static readonly Text NeededTitle = new("Vor der Wartenummer ist eine kleine Rechenaufgabe zu lösen", "A little computation is needed before a ticket");
    private static readonly Text NeededDetail = new(
        "Programme holen sie unter challengeUrl und senden Aufgabe und Lösung in den Kopfzeilen Waiting-Room-Challenge und Waiting-Room-Nonce.",
        "Programs get it at challengeUrl and send challenge and solution in the headers Waiting-Room-Challenge and Waiting-Room-Nonce.");
    private static readonly Text WrongTitle = new("Die Rechenaufgabe ist nicht gelöst", "The computation is not solved");
    private static readonly Text ExpiredTitle = new("Die Rechenaufgabe ist abgelaufen", "The challenge has expired");
    private static readonly Text UsedTitle = new("Die Rechenaufgabe wurde schon benutzt", "The challenge was used already");
    private static readonly Text OtherTitle = new("Die Rechenaufgabe gehört zu einem anderen Browser oder Warteraum", "The challenge belongs to another browser or room");
    private static readonly Text AgainDetail = new("Bitte holen Sie eine neue.", "Please get a new one.");

    public static ProblemResult TooOften(TimeSpan retryAfter) => Problems.Of("join-too-often", 429, OftenTitle, OftenDetail, retryAfter);

    public static ProblemResult Needed(string room) => Of("challenge-needed", 403, NeededTitle, NeededDetail, room);

    public static ProblemResult Wrong(string room) => Of("challenge-wrong", 403, WrongTitle, AgainDetail, room);

    public static ProblemResult Expired(string room) => Of("challenge-expired", 403, ExpiredTitle, AgainDetail, room);

    public static ProblemResult Used(string room) => Of("challenge-used", 403, UsedTitle, AgainDetail, room);

    public static ProblemResult NotYours(string room) => Of("challenge-not-yours", 403, OtherTitle, AgainDetail, room);

    private static ProblemResult Of(string name, int status, Text title, Text detail, string room) =>
        Problems.Of(name, status, title, detail, extras: new JsonObject { ["challengeUrl"] = $"/rooms/{room}/challenge" });
}
