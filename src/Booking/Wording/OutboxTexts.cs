using WaitingRoom.Booking.Messages;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Wording;

/// <summary>What the development outbox says around its messages.</summary>
internal static class OutboxTexts
{
    public static readonly Text Title = new("Ausgang (nur zum Ausprobieren)", "Outbox (for trying out only)");
    public static readonly Text NotSent = new("Nichts davon wurde verschickt", "None of this has been sent");
    public static readonly Text Newest = new("Die neuesten 100 Nachrichten, so wie sie hinausgehen würden.", "The newest 100 messages as they would go out.");
    public static readonly Text Empty = new("Noch keine Nachricht.", "No message yet.");
    public static readonly Text Route = new("Weg", "Route");
    public static readonly Text To = new("An", "To");
    public static readonly Text At = new("Wann", "When");
    public static readonly Text Attachment = new("Anlage", "Attachment");
    public static readonly Text Letter = new("Brief ansehen", "Look at the letter");

    public static Text NameOf(MessageRoute route) => route switch
    {
        MessageRoute.Email => Email,
        MessageRoute.Sms => Sms,
        _ => Paper,
    };

    private static readonly Text Email = new("E-Mail", "E-mail");
    private static readonly Text Sms = new("SMS", "SMS");
    private static readonly Text Paper = new("Brief", "Letter");
}
