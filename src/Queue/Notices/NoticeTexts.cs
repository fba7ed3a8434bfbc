using WaitingRoom.Queue.Waiting;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Queue.Notices;

/// <summary>What is said about leaving an address. Freed slots must never sound like a promise.</summary>
internal static class NoticeTexts
{
    public static readonly Saying Title = new("Sagen Sie mir, wenn etwas frei wird", "Tell me when something becomes free", "Sagen Sie mir, wenn etwas frei wird");
    public static readonly Saying Hint = new(
        "Wir schreiben Ihnen einmal, wenn wieder Termine frei sind. Reserviert wird dabei nichts. Danach löschen wir die Angabe.",
        "We will write to you once when appointments are free again. Nothing is reserved by this. Afterwards we delete what you left.",
        "Wir schreiben Ihnen 1 Mal, wenn es wieder Termine gibt. Das ist noch kein Termin. Danach löschen wir Ihre Adresse.");
    public static readonly Saying Address = new("E-Mail-Adresse oder Handynummer", "Email address or mobile number", "E-Mail-Adresse oder Handy-Nummer");
    public static readonly Saying Invalid = new(
        "Bitte geben Sie eine vollständige E-Mail-Adresse (name@beispiel.de) oder eine Telefonnummer ein.",
        "Please enter a complete email address (name@example.org) or a phone number.",
        "Da fehlt etwas. Bitte schreiben Sie Ihre ganze E-Mail-Adresse oder Ihre Telefon-Nummer.");
    public static readonly Saying Send = new("Bei freien Terminen benachrichtigen", "Tell me about free appointments", "Schreiben Sie mir");
    public static readonly Saying DoneTitle = new("Wir haben Ihre Angabe notiert", "We have noted it", "Das hat geklappt");
    public static readonly Saying Done = new(
        "Werden Termine frei, bekommen Sie einmal Nachricht. Das ist noch kein Termin und keine Reservierung.",
        "If appointments become free you will get one message. This is not an appointment and nothing is reserved.",
        "Wir schreiben Ihnen, wenn es wieder Termine gibt. Achtung: Sie haben noch keinen Termin.");
    public static readonly Saying Withdraw = new("Doch nicht benachrichtigen", "Do not tell me after all", "Bitte doch nicht schreiben");
    public static readonly Saying Withdrawn = new(
        "Was Sie von diesem Browser aus hinterlassen haben, ist gelöscht.", "What you left from this browser has been deleted.", "Ihre Adresse ist gelöscht. Wir schreiben Ihnen nicht.");

    public static readonly Text InvalidTitle = new("Diese Angabe kann nicht stimmen", "This cannot be right");
    public static readonly Text InvalidDetail = new(
        "Senden Sie entweder email oder phone: eine vollständige E-Mail-Adresse oder eine Telefonnummer mit 5 bis 20 Ziffern.",
        "Send either email or phone: a complete email address or a phone number of 5 to 20 digits.");
    public static readonly Text ClosedTitle = new("Hier ist nicht ausverkauft", "This room is not sold out");
    public static readonly Text ClosedDetail = new("Bitte stellen Sie sich an.", "Please join the line.");
    public static readonly Text OftenTitle = new("Zu viele Angaben", "Too many addresses");
    public static readonly Text OftenDetail = new("Bitte versuchen Sie es später noch einmal.", "Please try again later.");
    public static readonly Text FullTitle = new("Die Liste ist voll", "The list is full");
    public static readonly Text FullDetail = new("Es warten schon so viele auf Nachricht, dass Ihre nicht mehr ankäme.", "So many people wait for a message already that yours would never be sent.");
    public static readonly Text ReusedTitle = new("Der Idempotency-Key gehörte zu einer anderen Angabe", "The Idempotency-Key came with another address before");
    public static readonly Text ReusedDetail = new("Nehmen Sie einen neuen; geändert wurde nichts.", "Use a new one; nothing was changed.");
}
