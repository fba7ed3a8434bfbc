using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Wording;

/// <summary>Refusals to people who have appointments and want others: nothing here may be taken for a confirmation of the new, nor for the loss of the old.</summary>
internal static class ChangeTexts
{
    public static readonly Text Unchanged = new(
        "Es hat sich nichts geändert: Ihre bisherigen Termine gelten weiter.",
        "Nothing has changed: your previous appointments still stand.",
        "Es ist nichts anders: Sie behalten Ihre alten Termine.");
    public static readonly Text WhyNot = new("{0}. {1}", "{0}. {1}", "{0}. {1}");
    public static readonly Text TooLateTitle = new("Dafür ist es zu spät", "It is too late for this", "Dafür ist es zu spät");
    public static readonly Text TooLateDetail = new(
        "Termine lassen sich bis {0} Stunden vorher absagen oder verschieben; für den {1}. Termin ist diese Zeit vorbei. Bitte rufen Sie das Impfzentrum an, wenn Sie nicht kommen können.",
        "Appointments can be cancelled or moved until {0} hours before; for appointment no. {1} this time is over. Please call the centre if you cannot come.",
        "Bis {0} Stunden vorher können Sie absagen oder ändern. Für den {1}. Termin ist diese Zeit vorbei. Können Sie nicht kommen? Dann rufen Sie das Impf-Zentrum an.");
    public static readonly Text TakenTitle = new("Dieser neue Termin ist weg", "This new time is gone", "Dieser neue Termin ist weg");
    public static readonly Text TakenDetail = new(
        "Diesen Termin hat soeben jemand anderes gewählt. Sie haben den neuen Termin NICHT bekommen. Ihre bisherigen Termine gelten weiter.",
        "Somebody else has just chosen this time. You did NOT get the new appointment. Your previous appointments still stand.",
        "Jemand anderes war schneller. Sie haben den neuen Termin NICHT bekommen. Sie behalten Ihre alten Termine.");
    public static readonly Text NotPossibleTitle = new("Auf diesen Termin können Sie nicht wechseln", "You cannot change to this time", "Diesen Termin können Sie nicht nehmen");
    public static readonly Text NothingChosen = new("Bitte wählen Sie, was Sie ändern möchten", "Please choose what you want to change", "Bitte wählen Sie: Was wollen Sie ändern?");
    public static readonly Text ContactLimitDetail = new(
        "Eine Telefonnummer oder E-Mail-Adresse reicht für {0} Personen. Es hat sich nichts geändert: Ihre bisherigen Angaben und Termine gelten weiter.",
        "A telephone number or e-mail address is good for {0} people. Nothing has changed: your previous details and appointments still stand.",
        "Eine Telefon-Nummer oder E-Mail-Adresse reicht für {0} Personen. Es ist nichts anders: Sie behalten Ihre alten Termine.");
    public static readonly Text OverTitle = new("Dieser Versuch zu wechseln ist beendet", "This attempt to change is over", "Dieser Versuch ist vorbei");
}
