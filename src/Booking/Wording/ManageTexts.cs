using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Wording;

/// <summary>Labels and headings of the pages on which a booking is changed.</summary>
internal static class ManageTexts
{
    public static readonly Text Move = new("Termine verschieben", "Move the appointments", "Termine ändern");
    public static readonly Text MoveOne = new("Termin verschieben", "Move the appointment", "Termin ändern");
    public static readonly Text ChangeUntil = new("Absagen oder verschieben können Sie bis {0}.", "You can cancel or move until {0}.", "Sie können die Termine ändern oder absagen bis {0}.");
    public static readonly Text MoveTitle = new("Termine verschieben", "Move appointments", "Termine ändern");
    public static readonly Text MoveIntro = new(
        "Ihre jetzigen Termine bleiben gebucht, bis Sie neue gewählt haben und wir sie bekommen haben.",
        "Your present appointments stay booked until you have chosen new ones and we have got them.",
        "Sie behalten Ihre alten Termine, bis Sie neue Termine haben.");
    public static readonly Text Present = new("Ihre jetzigen Termine", "Your present appointments", "Ihre Termine jetzt");
    public static readonly Text What = new("Was möchten Sie verschieben?", "What do you want to move?", "Was wollen Sie ändern?");
    public static readonly Text Both = new("Beide Termine", "Both appointments", "Beide Termine");
    public static readonly Text OnlyDose = new("Nur den {0}. Termin", "Only appointment no. {0}", "Nur den {0}. Termin");
    public static readonly Text TheOne = new("Den Termin", "The appointment", "Den Termin");
    public static readonly Text NewTitle = new("Neue Termine zur Auswahl", "New appointments to choose from", "Neue Termine");
    public static readonly Text NewIntro = new(
        "Mit Ihrer Wahl buchen wir die neuen Termine und geben danach die alten frei. Klappt es nicht, bleibt alles, wie es ist.",
        "With your choice we book the new appointments and then give the old ones away. If that fails, everything stays as it is.",
        "Wählen Sie neue Termine. Wenn wir sie bekommen, sind die alten Termine weg. Wenn nicht, behalten Sie die alten Termine.");
    public static readonly Text ChooseNew = new("Dorthin verschieben", "Move to this", "Diese Termine nehmen");
    public static readonly Text NoneTitle = new("Dafür ist zurzeit nichts frei", "Nothing is free for this at the moment", "Dafür ist jetzt nichts frei");
    public static readonly Text NoneDetail = new("Ihre jetzigen Termine bleiben, wie sie sind.", "Your present appointments stay as they are.", "Sie behalten Ihre Termine.");
    public static readonly Text Back = new("Nichts ändern", "Change nothing", "Nichts ändern");
    public static readonly Text Contact = new("Kontaktdaten ändern", "Change contact details", "Name und Adresse ändern");
    public static readonly Text ContactTitle = new("Kontaktdaten ändern", "Change your contact details", "Name und Adresse ändern");
    public static readonly Text ContactIntro = new(
        "Was Sie hier eingeben, ersetzt alles, was Sie bisher angegeben haben. Die alten Angaben zeigen wir aus Datenschutzgründen nicht an.",
        "What you enter here replaces everything you gave before. For your privacy we do not show the old details.",
        "Schreiben Sie alles neu auf. Das Alte wird gelöscht. Das Alte zeigen wir nicht. So bleibt es geheim.");
    public static readonly Text Save = new("Speichern", "Save", "Speichern");
    public static readonly Text CancelOnly = new("Termin absagen", "Cancel the appointment", "Termin absagen");
    public static readonly Text CancelBoth = new("Beide Termine absagen", "Cancel both appointments", "Beide Termine absagen");
    public static readonly Text CancelDose = new("Nur den {0}. Termin absagen", "Cancel only appointment no. {0}", "Nur den {0}. Termin absagen");
}
