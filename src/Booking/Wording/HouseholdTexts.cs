using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Wording;

/// <summary>What people read who book side by side. "Booked" stands only where it is true of the person it stands beside, or counts those it is true of.</summary>
internal static class HouseholdTexts
{
    public static readonly Text Title = new("Gemeinsam buchen", "Book together");
    public static readonly Text Intro = new(
        "Bis zu {0} Personen, jede mit eigenem Code, bekommen Termine im selben Impfzentrum zur selben Zeit oder direkt nacheinander.",
        "Up to {0} people, each with a code of their own, get appointments at one centre, at the same time or one right after the other.");
    public static readonly Text Link = new("Für mehrere Personen zusammen buchen", "Book for several people together");
    public static readonly Text Person = new("Person {0}", "Person {0}");
    public static readonly Text Nothing = new("Noch KEIN Termin", "NO appointment yet");
    public static readonly Text HeldUntil = new("Freigehalten bis {0}. Das ist noch KEIN Termin.", "Kept until {0}. This is NOT an appointment yet.");
    public static readonly Text Booked = new("Gebucht", "Booked");
    public static readonly Text Pending = new("Wird noch bearbeitet. Bitte laden Sie diese Seite in einigen Sekunden neu.", "Still being processed. Please reload this page in a few seconds.");
    public static readonly Text AddTitle = new("Weitere Person", "Another person");
    public static readonly Text AddLabel = new("Vermittlungscode der Person", "Booking code of the person");
    public static readonly Text Add = new("Person hinzufügen", "Add the person");
    public static readonly Text Remove = new("Person {0} entfernen", "Remove person {0}");
    public static readonly Text Open = new("Termine von Person {0} ansehen oder ändern", "See or change appointments of person {0}");
    public static readonly Text Search = new("Termine nebeneinander suchen", "Find appointments side by side");
    public static readonly Text GoOn = new("Auswahl abschließen", "Complete the choice");
    public static readonly Text AllBookedTitle = new("Für alle {0} Personen sind die Termine gebucht", "The appointments of all {0} people are booked");
    public static readonly Text AllBookedDetail = new("Bitte notieren Sie für jede Person die Termine und das Zeichen.", "Please note the appointments and the reference of each person.");
    public static readonly Text SomeBookedTitle = new("{0} von {1} Personen haben gebuchte Termine", "{0} of {1} people have booked appointments");
    public static readonly Text SomeBookedDetail = new(
        "Wer noch keine hat, steht unten. Für diese Personen können Sie neu suchen.", "See below who has none. You can search again for these people.");
    public static readonly Text OffersIntro = new(
        "Diese Termine sind jetzt für {0} Personen frei. Erst wenn Sie wählen, halten wir sie für Sie frei.",
        "These appointments are free for {0} people now. We keep them for you only once you choose.");
    public static readonly Text NothingTitle = new("Zurzeit ist für {0} Personen nebeneinander nichts frei", "Nothing is free side by side for {0} people at the moment");
    public static readonly Text NothingDetail = new(
        "Versuchen Sie es mit einem anderen Impfstoff, oder buchen Sie für jede Person einzeln.", "Try another vaccine, or book for each person separately.");
    public static readonly Text Single = new("Einzeln buchen", "Book separately");
    public static readonly Text HoldTitle = new("Auswahl für {0} Personen abschließen", "Complete the choice for {0} people");
    public static readonly Text NameOf = new("Vor- und Nachname von Person {0}", "First and last name of person {0}");
    public static readonly Text ContactHint = new("Für alle zusammen. Nur für Nachrichten zu diesen Terminen.", "For all together. Only for messages about these appointments.");
    public static readonly Text Back = new("Zur Übersicht der Personen", "To the list of people");

    public static readonly Text FullTitle = new("Mehr Personen gehen nicht zusammen", "No more people together");
    public static readonly Text FullDetail = new(
        "Zusammen geht es für höchstens {0} Personen. Für weitere beginnen Sie bitte danach neu.", "Together it is for {0} people at most. For more please start again afterwards.");
    public static readonly Text OtherGroupTitle = new("Dieser Code gilt in anderen Impfzentren", "This code is valid at other centres");
    public static readonly Text OtherGroupDetail = new(
        "Nebeneinander geht es nur in Impfzentren, für die alle Codes gelten. Bitte suchen Sie für diese Person einzeln.",
        "Side by side works only at centres that all codes are valid for. Please search for this person separately.");
    public static readonly Text NobodyLeftTitle = new("Für alle Personen ist schon etwas gewählt", "Something is chosen for everybody already");
    public static readonly Text NobodyLeftDetail = new("In der Übersicht steht, was jede Person hat.", "The list says what each person has.");
    public static readonly Text OfMember = new("Person {0}: {1}", "Person {0}: {1}");
    public static readonly Text GivenBack = new(
        "{0} Was wir für die anderen freigehalten haben, geben wir zurück: Wir halten für alle oder für niemanden.",
        "{0} What we kept for the others we give back: we keep places for all or for nobody.");
    public static readonly Text NotCompleteTitle = new("Es hat nicht für alle geklappt", "It did not work for everybody");
    public static readonly Text NotCompleteDetail = new(
        "{0} von {1} Personen haben Termine bekommen; die bleiben. Was für wen gilt, steht bei jeder Person.",
        "{0} of {1} people got appointments; these stay. What is true for whom stands beside each person.");
}
