using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Wording;

/// <summary>What is said about the waiting list.</summary>
internal static class WaitlistTexts
{
    public static readonly Text Title = new("Warteliste", "Waiting list", "Warte-Liste");
    public static readonly Text Explain = new(
        "Wird ein passendes Terminpaar frei, halten wir es für Sie und benachrichtigen Sie. Zuerst kommen die Gruppen mit Vorrang, dann wer länger wartet.",
        "When suitable appointments become free, we hold them for you and tell you. Priority groups come first, then whoever has waited longer.", "Wird ein passender Termin frei? Dann halten wir ihn für Sie. Und wir schreiben Ihnen. Gruppen mit Vorrang kommen zuerst. Danach kommt, wer schon länger wartet.");
    public static readonly Text Waiting = new("Sie stehen auf der Warteliste", "You are on the waiting list", "Sie stehen auf der Warte-Liste");
    public static readonly Text WaitingDetail = new(
        "Wir melden uns, sobald Termine für Sie gehalten werden. Sie können weiter selbst suchen.", "We will tell you as soon as appointments are held for you. You can go on searching yourself.", "Wir schreiben Ihnen, wenn wir Termine für Sie halten. Sie können auch weiter selbst suchen.");
    public static readonly Text OfferedTitle = new("Für Sie werden Termine gehalten", "Appointments are held for you", "Wir halten Termine für Sie");
    public static readonly Text OfferedDetail = new("Bitte buchen Sie sie bis {0}. Das ist noch keine Buchung.", "Please book them by {0}. This is not a booking yet.", "Bitte buchen Sie bis {0}. Das ist noch keine Buchung.");
    public static readonly Text ToOffer = new("Zu den gehaltenen Terminen", "To the appointments held", "Zu den Terminen");
    public static readonly Text Join = new("Auf die Warteliste", "Join the waiting list", "Auf die Warte-Liste");
    public static readonly Text Leave = new("Von der Warteliste nehmen", "Leave the waiting list", "Von der Warte-Liste weg");
    public static readonly Text Left = new("Sie stehen nicht mehr auf der Warteliste. Ihre Angaben sind gelöscht.", "You are no longer on the waiting list. Your details are deleted.", "Sie stehen nicht mehr auf der Warte-Liste. Ihre Angaben sind gelöscht.");
    public static readonly Text StandbyLabel = new(
        "Ich komme auch sofort, wenn am Abend Impfstoff übrig ist und das Impfzentrum anruft", "I will also come at once when vaccine is left in the evening and the centre calls", "Ich komme auch sofort. Zum Beispiel: Am Abend ist Impf-Stoff übrig. Dann ruft das Impf-Zentrum an.");
    public static readonly Text ReachMissing = new("Bitte geben Sie eine E-Mail-Adresse oder eine Telefonnummer an.", "Please give an e-mail address or a telephone number.", "Bitte schreiben Sie eine E-Mail-Adresse oder eine Telefon-Nummer auf.");
    public static readonly Text StandbyNeedsPhone = new("Dafür brauchen wir eine Telefonnummer.", "For this we need a telephone number.", "Dafür brauchen wir eine Telefon-Nummer.");
    public static readonly Text NotOnItTitle = new("Ihr Code steht nicht auf der Warteliste", "Your code is not on the waiting list", "Ihr Code steht nicht auf der Warte-Liste");
    public static readonly Text HasOfferTitle = new("Ihr Eintrag ist gerade an der Reihe", "It is the turn of your entry just now", "Sie sind gerade an der Reihe");
    public static readonly Text HasOfferDetail = new(
        "Entweder werden Termine für Sie gehalten oder ein Impfzentrum ruft Sie an. Danach können Sie Ihren Wunsch ändern.",
        "Either appointments are held for you or a centre is calling you. Afterwards you can change what you wait for.",
        "Wir halten Termine für Sie. Oder ein Impf-Zentrum ruft Sie an. Danach können Sie Ihren Wunsch ändern.");
    public static readonly Text NobodyTitle = new("Niemand steht für diesen Impfstoff bereit", "Nobody is on standby for this vaccine");
    public static readonly Text CallUnknownTitle = new("Diesen Anruf gibt es nicht oder er ist schon erledigt", "There is no such call, or it is settled already");
    public static readonly Text CentreUnknownTitle = new("Dieses Impfzentrum gibt es nicht", "There is no such centre");
    public static readonly Text Subject = new("Impftermin frei: bis {0} für Sie gehalten", "Appointment free: held for you until {0}");
    public static readonly Text Intro = new("diese Termine sind frei geworden und werden für Sie gehalten:", "these appointments have become free and are held for you:");
    public static readonly Text Sms = new("Impftermin frei und für Sie gehalten:", "Appointment free and held for you:");
    public static readonly Text Next = new(
        "Noch nicht gebucht. Bitte buchen Sie bis {0} mit Ihrem Vermittlungscode unter {1}.", "Not booked yet. Please book by {0} with your booking code at {1}.");
}
