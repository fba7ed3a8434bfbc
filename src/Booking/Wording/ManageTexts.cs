using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Wording;

/// <summary>Labels and headings of the pages on which a booking is changed.</summary>
internal static class ManageTexts
{
    public static readonly Text Move = new("Termine verschieben", "Move the appointments");
    public static readonly Text MoveOne = new("Termin verschieben", "Move the appointment");
    public static readonly Text ChangeUntil = new("Absagen oder verschieben können Sie bis {0}.", "You can cancel or move until {0}.");
    public static readonly Text MoveTitle = new("Termine verschieben", "Move appointments");
    public static readonly Text MoveIntro = new(
        "Ihre jetzigen Termine bleiben gebucht, bis Sie neue gewählt haben und wir sie bekommen haben.",
        "Your present appointments stay booked until you have chosen new ones and we have got them.");
    public static readonly Text Present = new("Ihre jetzigen Termine", "Your present appointments");
    public static readonly Text What = new("Was möchten Sie verschieben?", "What do you want to move?");
    public static readonly Text Both = new("Beide Termine", "Both appointments");
    public static readonly Text OnlyDose = new("Nur den {0}. Termin", "Only appointment no. {0}");
    public static readonly Text TheOne = new("Den Termin", "The appointment");
    public static readonly Text NewTitle = new("Neue Termine zur Auswahl", "New appointments to choose from");
    public static readonly Text NewIntro = new(
        "Mit Ihrer Wahl buchen wir die neuen Termine und geben danach die alten frei. Klappt es nicht, bleibt alles, wie es ist.",
        "With your choice we book the new appointments and then give the old ones away. If that fails, everything stays as it is.");
    public static readonly Text ChooseNew = new("Dorthin verschieben", "Move to this");
    public static readonly Text NoneTitle = new("Dafür ist zurzeit nichts frei", "Nothing is free for this at the moment");
    public static readonly Text NoneDetail = new("Ihre jetzigen Termine bleiben, wie sie sind.", "Your present appointments stay as they are.");
    public static readonly Text Back = new("Nichts ändern", "Change nothing");
    public static readonly Text Contact = new("Kontaktdaten ändern", "Change contact details");
    public static readonly Text ContactTitle = new("Kontaktdaten ändern", "Change your contact details");
    public static readonly Text ContactIntro = new(
        "Was Sie hier eingeben, ersetzt alles, was Sie bisher angegeben haben. Die alten Angaben zeigen wir aus Datenschutzgründen nicht an.",
        "What you enter here replaces everything you gave before. For your privacy we do not show the old details.");
    public static readonly Text Save = new("Speichern", "Save");
    public static readonly Text CancelOnly = new("Termin absagen", "Cancel the appointment");
    public static readonly Text CancelBoth = new("Beide Termine absagen", "Cancel both appointments");
    public static readonly Text CancelDose = new("Nur den {0}. Termin absagen", "Cancel only appointment no. {0}");
}
