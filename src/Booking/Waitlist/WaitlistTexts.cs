using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Waitlist;

/// <summary>What is said about the waiting list.</summary>
internal static class WaitlistTexts
{
    public static readonly Text Title = new("Warteliste", "Waiting list");
    public static readonly Text Explain = new(
        "Wird ein passendes Terminpaar frei, halten wir es für Sie und benachrichtigen Sie. Zuerst kommen die Gruppen mit Vorrang, dann wer länger wartet.",
        "When suitable appointments become free, we hold them for you and tell you. Priority groups come first, then whoever has waited longer.");
    public static readonly Text Waiting = new("Sie stehen auf der Warteliste", "You are on the waiting list");
    public static readonly Text WaitingDetail = new(
        "Wir melden uns, sobald Termine für Sie gehalten werden. Sie können weiter selbst suchen.", "We will tell you as soon as appointments are held for you. You can go on searching yourself.");
    public static readonly Text OfferedTitle = new("Für Sie werden Termine gehalten", "Appointments are held for you");
    public static readonly Text OfferedDetail = new("Bitte buchen Sie sie bis {0}. Das ist noch keine Buchung.", "Please book them by {0}. This is not a booking yet.");
    public static readonly Text ToOffer = new("Zu den gehaltenen Terminen", "To the appointments held");
    public static readonly Text Join = new("Auf die Warteliste", "Join the waiting list");
    public static readonly Text Leave = new("Von der Warteliste nehmen", "Leave the waiting list");
    public static readonly Text Left = new("Sie stehen nicht mehr auf der Warteliste. Ihre Angaben sind gelöscht.", "You are no longer on the waiting list. Your details are deleted.");
    public static readonly Text StandbyLabel = new(
        "Ich komme auch sofort, wenn am Abend Impfstoff übrig ist und das Impfzentrum anruft", "I will also come at once when vaccine is left in the evening and the centre calls");
    public static readonly Text ReachMissing = new("Bitte geben Sie eine E-Mail-Adresse oder eine Telefonnummer an.", "Please give an e-mail address or a telephone number.");
    public static readonly Text StandbyNeedsPhone = new("Dafür brauchen wir eine Telefonnummer.", "For this we need a telephone number.");
    public static readonly Text NotOnItTitle = new("Ihr Code steht nicht auf der Warteliste", "Your code is not on the waiting list");
    public static readonly Text HasOfferTitle = new("Für Sie werden gerade Termine gehalten", "Appointments are being held for you");
    public static readonly Text HasOfferDetail = new(
        "Buchen Sie sie oder geben Sie sie zurück. Danach können Sie Ihren Wunsch ändern.", "Book them or give them back. Then you can change what you wait for.");
    public static readonly Text NobodyTitle = new("Niemand steht für diesen Impfstoff bereit", "Nobody is on standby for this vaccine");
    public static readonly Text CallUnknownTitle = new("Diesen Anruf gibt es nicht oder er ist schon erledigt", "There is no such call, or it is settled already");
    public static readonly Text CentreUnknownTitle = new("Dieses Impfzentrum gibt es nicht", "There is no such centre");
    public static readonly Text Subject = new("Impftermin frei: bis {0} für Sie gehalten", "Appointment free: held for you until {0}");
    public static readonly Text Intro = new("diese Termine sind frei geworden und werden für Sie gehalten:", "these appointments have become free and are held for you:");
    public static readonly Text Sms = new("Impftermin frei und für Sie gehalten:", "Appointment free and held for you:");
    public static readonly Text Next = new(
        "Noch nicht gebucht. Bitte buchen Sie bis {0} mit Ihrem Vermittlungscode unter {1}.", "Not booked yet. Please book by {0} with your booking code at {1}.");
}
