using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Wording;

/// <summary>What people read who book side by side. "Booked" stands only where it is true of the person it stands beside, or counts those it is true of.</summary>
internal static class HouseholdTexts
{
    public static readonly Text Title = new("Gemeinsam buchen", "Book together", "Zusammen buchen");
    public static readonly Text Intro = new(
        "Bis zu {0} Personen, jede mit eigenem Code, bekommen Termine im selben Impfzentrum zur selben Zeit oder direkt nacheinander.",
        "Up to {0} people, each with a code of their own, get appointments at one centre, at the same time or one right after the other.",
        "Bis zu {0} Menschen können zusammen kommen. Jeder Mensch braucht einen eigenen Code. Alle gehen in dasselbe Impf-Zentrum. Alle kommen zur gleichen Zeit oder gleich danach.");
    public static readonly Text Link = new("Für mehrere Personen buchen", "Book for several people", "Für mehrere zusammen buchen");
    public static readonly Text Person = new("Person {0}", "Person {0}", "Person {0}");
    public static readonly Text Nothing = new("Noch KEIN Termin", "NO appointment yet", "Noch KEIN Termin");
    public static readonly Text HeldUntil = new(
        "Freigehalten bis {0}. Das ist noch KEIN Termin.",
        "Kept until {0}. This is NOT an appointment yet.",
        "Wir halten den Platz frei bis {0}. Das ist noch KEIN Termin.");
    public static readonly Text Booked = new("Gebucht", "Booked", "Hat Termine");
    public static readonly Text Pending = new(
        "Wird noch bearbeitet. Bitte laden Sie diese Seite in einigen Sekunden neu.",
        "Still being processed. Please reload this page in a few seconds.",
        "Wir arbeiten noch daran. Laden Sie diese Seite in einigen Sekunden neu.");
    public static readonly Text AddTitle = new("Weitere Person", "Another person", "Noch eine Person");
    public static readonly Text AddLabel = new("Vermittlungscode der Person", "Booking code of the person", "Code von dieser Person");
    public static readonly Text Add = new("Person hinzufügen", "Add the person", "Person dazu nehmen");
    public static readonly Text Remove = new("Person {0} entfernen", "Remove person {0}", "Person {0} weg nehmen");
    public static readonly Text Open = new("Termine von Person {0} ansehen oder ändern", "See or change appointments of person {0}", "Termine von Person {0} ansehen oder ändern");
    public static readonly Text Search = new("Termine nebeneinander suchen", "Find appointments side by side", "Termine für alle suchen");
    public static readonly Text GoOn = new("Auswahl abschließen", "Complete the choice", "Auswahl fertig machen");
    public static readonly Text AllBookedTitle = new("Für alle {0} Personen sind die Termine gebucht", "The appointments of all {0} people are booked", "Alle {0} Personen haben Termine");
    public static readonly Text AllBookedDetail = new(
        "Bitte notieren Sie für jede Person die Termine und das Zeichen.",
        "Please note the appointments and the reference of each person.",
        "Schreiben Sie für jede Person auf: die Termine und das Zeichen.");
    public static readonly Text SomeBookedTitle = new("{0} von {1} Personen haben gebuchte Termine", "{0} of {1} people have booked appointments", "{0} von {1} Personen haben Termine");
    public static readonly Text SomeBookedDetail = new(
        "Wer noch keine hat, steht unten. Für diese Personen können Sie neu suchen.",
        "See below who has none. You can search again for these people.",
        "Unten steht: Wer hat noch keinen Termin? Für diese Personen können Sie neu suchen.");
    public static readonly Text OffersIntro = new(
        "Diese Termine sind jetzt für {0} Personen frei. Erst wenn Sie wählen, halten wir sie für Sie frei.",
        "These appointments are free for {0} people now. We keep them for you only once you choose.",
        "Diese Termine sind jetzt für {0} Personen frei. Wählen Sie aus. Dann halten wir die Plätze frei.");
    public static readonly Text NothingTitle = new(
        "Zurzeit ist für {0} Personen nebeneinander nichts frei",
        "Nothing is free side by side for {0} people at the moment",
        "Für {0} Personen zusammen ist jetzt nichts frei");
    public static readonly Text NothingDetail = new(
        "Versuchen Sie es mit einem anderen Impfstoff, oder buchen Sie für jede Person einzeln.",
        "Try another vaccine, or book for each person separately.",
        "Nehmen Sie einen anderen Impf-Stoff. Oder suchen Sie für jede Person allein.");
    public static readonly Text Single = new("Einzeln buchen", "Book separately", "Für jede Person allein suchen");
    public static readonly Text HoldTitle = new("Auswahl für {0} Personen abschließen", "Complete the choice for {0} people", "Auswahl für {0} Personen fertig machen");
    public static readonly Text NameOf = new("Vor- und Nachname von Person {0}", "First and last name of person {0}", "Vor-Name und Nach-Name von Person {0}");
    public static readonly Text ContactHint = new(
        "Für alle zusammen. Nur für Nachrichten zu diesen Terminen.",
        "For all together. Only for messages about these appointments.",
        "Für alle zusammen. Nur für Nachrichten zu diesen Terminen.");
    public static readonly Text Back = new("Zur Übersicht der Personen", "To the list of people", "Zur Liste der Personen");

    public static readonly Text FullTitle = new("Mehr Personen gehen nicht zusammen", "No more people together", "Mehr Personen gehen nicht zusammen");
    public static readonly Text FullDetail = new(
        "Zusammen geht es für höchstens {0} Personen. Für weitere beginnen Sie bitte danach neu.",
        "Together it is for {0} people at most. For more please start again afterwards.",
        "Es gehen nur {0} Personen zusammen. Für andere fangen Sie danach neu an.");
    public static readonly Text OtherGroupTitle = new("Dieser Code gilt in anderen Impfzentren", "This code is valid at other centres", "Dieser Code gilt in anderen Impf-Zentren");
    public static readonly Text OtherGroupDetail = new(
        "Nebeneinander geht es nur in Impfzentren, für die alle Codes gelten. Bitte suchen Sie für diese Person einzeln.",
        "Side by side works only at centres that all codes are valid for. Please search for this person separately.",
        "Alle Codes müssen im selben Impf-Zentrum gelten. Suchen Sie für diese Person allein.");
    public static readonly Text NobodyLeftTitle = new("Für alle Personen ist schon etwas gewählt", "Something is chosen for everybody already", "Für alle Personen ist schon etwas gewählt");
    public static readonly Text NobodyLeftDetail = new("In der Übersicht steht, was jede Person hat.", "The list says what each person has.", "In der Liste steht: Was hat jede Person?");
    public static readonly Text OfMember = new("Person {0}: {1}", "Person {0}: {1}", "Person {0}: {1}");
    public static readonly Text GivenBack = new(
        "{0} Was wir für die anderen freigehalten haben, geben wir zurück: Wir halten für alle oder für niemanden.",
        "{0} What we kept for the others we give back: we keep places for all or for nobody.",
        "{0} Wir halten Plätze für alle oder für niemanden. Darum geben wir auch die anderen Plätze zurück.");
    public static readonly Text NotCompleteTitle = new("Es hat nicht für alle geklappt", "It did not work for everybody", "Nicht alle haben Termine bekommen");
    public static readonly Text NotCompleteDetail = new(
        "{0} von {1} Personen haben Termine bekommen; die bleiben. Was für wen gilt, steht bei jeder Person.",
        "{0} of {1} people got appointments; these stay. What is true for whom stands beside each person.",
        "{0} von {1} Personen haben Termine bekommen. Diese Termine bleiben. Unten steht bei jeder Person: Hat sie Termine?");
}
