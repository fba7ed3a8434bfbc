using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Wording;

/// <summary>Labels and headings of the pages.</summary>
internal static class PageTexts
{
    public static readonly Text CodeTitle = new("Vermittlungscode eingeben", "Enter your booking code", "Code eingeben");
    public static readonly Text CodeIntro = new(
        "Sie sind an der Reihe. Den Code finden Sie auf Ihrem Einladungsschreiben.",
        "It is your turn. You find the code on your invitation letter.",
        "Sie sind dran. Den Code finden Sie auf Ihrem Brief.");
    public static readonly Text CodeLabel = new("Vermittlungscode", "Booking code", "Code");
    public static readonly Text CodeHint = new(
        "Zwölf Zeichen, zum Beispiel 2345-6789-ACD7. Groß- und Kleinschreibung sind egal.",
        "Twelve characters, such as 2345-6789-ACD7. Upper or lower case does not matter.",
        "Der Code hat 12 Zeichen. Zum Beispiel: 2345-6789-ACD7. Große und kleine Buchstaben sind gleich.");
    public static readonly Text Leave = new("Fertig: Platz für andere freigeben", "Done: free my place for others", "Fertig. Jetzt sind andere dran.");
    public static readonly Text Next = new("Weiter", "Continue", "Weiter");
    public static readonly Text Back = new("Zurück", "Back", "Zurück");

    public static readonly Text SearchTitle = new("Termine suchen", "Find appointments", "Termine suchen");
    public static readonly Text Vaccine = new("Impfstoff", "Vaccine", "Impf-Stoff");
    public static readonly Text NoVaccineTitle = new(
        "In Ihrem Alter gibt es hier zurzeit keinen Impfstoff",
        "There is no vaccine for your age here at present",
        "Für Ihr Alter gibt es hier keinen Impf-Stoff");
    public static readonly Text NoVaccineDetail = new(
        "Ihr Code bleibt gültig. Bitte schauen Sie später noch einmal oder rufen Sie an.",
        "Your code stays valid. Please look again later, or call.",
        "Ihr Code gilt weiter. Schauen Sie später noch einmal. Oder rufen Sie an.");
    public static readonly Text TwoDoses = new("Zwei Impfungen, Abstand {0} bis {1} Tage", "Two doses, {0} to {1} days apart", "2 Impfungen. Dazwischen sind {0} bis {1} Tage.");
    public static readonly Text OneDose = new("Eine Impfung", "One dose", "1 Impfung");
    public static readonly Text PleaseChooseVaccine = new("Bitte wählen Sie einen Impfstoff", "Please choose a vaccine", "Bitte wählen Sie einen Impf-Stoff");
    public static readonly Text Postcode = new("Ihre Postleitzahl", "Your postcode", "Ihre Post-Leit-Zahl");
    public static readonly Text PostcodeHint = new(
        "Damit wir Impfzentren in Ihrer Nähe zuerst zeigen.",
        "So that we show centres near you first.",
        "Dann zeigen wir zuerst Impf-Zentren in Ihrer Nähe.");
    public static readonly Text From = new("Frühestens ab", "Not before", "Ab wann?");
    public static readonly Text FromHint = new("Leer lassen, wenn jeder Tag recht ist.", "Leave empty if any day will do.", "Ist Ihnen jeder Tag recht? Dann lassen Sie das Feld leer.");
    public static readonly Text Search = new("Termine anzeigen", "Show appointments", "Termine zeigen");

    public static readonly Text OffersTitle = new("Freie Termine", "Free appointments", "Freie Termine");
    public static readonly Text OffersIntro = new(
        "Diese Termine sind jetzt frei. Erst wenn Sie wählen, halten wir sie für Sie frei.",
        "These appointments are free now. We keep them for you only once you choose.",
        "Diese Termine sind jetzt frei. Wählen Sie einen aus. Dann halten wir ihn für Sie frei.");
    public static readonly Text EarlierElsewhere = new("Weiter entfernt gibt es frühere Termine.", "There are earlier appointments farther away.", "Weiter weg gibt es frühere Termine.");
    public static readonly Text NearestTitle = new("Am nächsten bei Ihnen", "Nearest to you", "In Ihrer Nähe");
    public static readonly Text EarliestTitle = new("Die frühesten Termine", "The earliest appointments", "Die ersten Termine");
    public static readonly Text Choose = new("Diese Termine wählen", "Choose these", "Diese Termine nehmen");
    public static readonly Text ChooseOne = new("Diesen Termin wählen", "Choose this one", "Diesen Termin nehmen");
    public static readonly Text NothingTitle = new("Zurzeit ist kein Termin frei", "No appointment is free at the moment", "Jetzt ist kein Termin frei");
    public static readonly Text NothingDetail = new(
        "Für diesen Impfstoff ist in den Impfzentren, für die Ihr Code gilt, gerade nichts frei.",
        "For this vaccine nothing is free just now at the centres your code is valid for.",
        "Ihr Code gilt für bestimmte Impf-Zentren. Dort ist für diesen Impf-Stoff nichts frei.");
    public static readonly Text HeldByOthers = new(
        "{0} Plätze werden gerade von anderen gehalten. Der erste davon wird spätestens in {1} Min. frei, wenn er nicht gebucht wird.",
        "{0} places are held by others at the moment. The first of them is free within {1} min. unless it is booked.",
        "{0} Plätze haben andere Menschen gewählt. Vielleicht nehmen sie die Plätze doch nicht. Das wissen wir in {1} Minuten.");
    public static readonly Text HeldMayComeBack = new(
        "{0} Plätze sind gerade gehalten und können zurückkommen. Schauen Sie in einigen Minuten noch einmal.",
        "{0} places are held at the moment and may come back. Please look again in a few minutes.",
        "{0} Plätze werden vielleicht wieder frei. Schauen Sie in einigen Minuten noch einmal.");
    public static readonly Text SearchAgain = new("Suche ändern", "Change the search", "Anders suchen");

    public static readonly Text NoneOfThese = new("Diese Termine sind weg", "These times are gone", "Diese Termine sind weg");
    public static readonly Text HoldTitle = new("Ihre Auswahl abschließen", "Complete your choice", "Ihre Auswahl fertig machen");
    public static readonly Text HeldUntil = new("Für Sie freigehalten bis {0}", "Kept for you until {0}", "Wir halten die Termine frei bis {0}");
    public static readonly Text HeldDetail = new(
        "Das ist noch KEIN Termin. Geben Sie Ihre Daten ein und schließen Sie ab.",
        "This is NOT an appointment yet. Enter your details and complete it.",
        "Sie haben noch KEINEN Termin. Schreiben Sie zuerst Ihren Namen auf. Dann drücken Sie auf den Knopf.");
    public static readonly Text HoldOver = new("Die Zeit ist um", "Time is up", "Die Zeit ist um");
    public static readonly Text HoldOverDetail = new(
        "Die Plätze sind wieder für alle frei. Wenn Sie jetzt abschließen, versuchen wir, dieselben Plätze noch einmal zu bekommen.",
        "The places are free for everybody again. If you complete now, we try to get the same places once more.",
        "Jetzt können auch andere die Plätze nehmen. Sie können trotzdem auf den Knopf drücken. Vielleicht sind die Plätze noch frei.");
    public static readonly Text Extend = new("{0} Minuten länger halten", "Keep for {0} more minutes", "{0} Minuten mehr Zeit");
    public static readonly Text GiveBack = new("Auswahl zurückgeben", "Give the choice back", "Diese Termine nicht nehmen");
    public static readonly Text ContactTitle = new("Ihre Daten", "Your details", "Über Sie");
    public static readonly Text Name = new("Vor- und Nachname", "First and last name", "Vor-Name und Nach-Name");
    public static readonly Text Email = new("E-Mail-Adresse", "E-mail address", "E-Mail-Adresse");
    public static readonly Text Phone = new("Telefonnummer", "Telephone number", "Telefon-Nummer");
    public static readonly Text ContactHint = new("Nur für Nachrichten zu diesen Terminen.", "Only for messages about these appointments.", "Nur für Nachrichten zu diesen Terminen.");
    public static readonly Text Complete = new("Verbindlich buchen", "Book now", "Termine jetzt buchen");

    public static readonly Text BookedTitle = new("Ihre Termine sind gebucht", "Your appointments are booked", "Sie haben Termine");
    public static readonly Text BookedOneTitle = new("Ihr Termin ist gebucht", "Your appointment is booked", "Sie haben einen Termin");
    public static readonly Text BookedDetail = new(
        "Bitte notieren Sie sich die Termine und das Zeichen. Sie müssen sonst nichts tun.",
        "Please note the appointments and the reference. You need not do anything else.",
        "Schreiben Sie sich auf: die Termine und das Zeichen. Mehr müssen Sie nicht tun.");
    public static readonly Text CodeImage = new("QR-Code für die Anmeldung im Impfzentrum", "QR code for signing in at the centre", "QR-Code für das Impf-Zentrum");
    public static readonly Text CodeCaption = new(
        "Zeigen Sie diesen Code im Impfzentrum, gedruckt oder auf dem Telefon. Das Zeichen genügt auch.",
        "Show this code at the centre, printed or on your phone. The reference is enough too.",
        "Zeigen Sie diesen Code im Impf-Zentrum. Auf Papier oder auf dem Telefon. Das Zeichen reicht auch.");
    public static readonly Text MessageFollows = new(
        "Wenn Sie eine E-Mail-Adresse oder Telefonnummer angegeben haben, kommt noch eine Nachricht. Das kann dauern; Ihre Buchung gilt schon jetzt. Diese Seite können Sie mit Ihrem Browser drucken.",
        "If you left an e-mail address or telephone number, a message will follow. It may take a while; your booking stands already. You can print this page with your browser.",
        "Haben Sie eine E-Mail-Adresse oder Telefon-Nummer angegeben? Dann bekommen Sie noch eine Nachricht. Sie haben die Termine aber schon jetzt. Sie können diese Seite drucken.");
    public static readonly Text Calendar = new("In den Kalender übernehmen", "Add to the calendar", "In den Kalender eintragen");
    public static readonly Text CalendarCancelled = new("Absage in den Kalender übernehmen", "Add the cancellation to the calendar", "Absage in den Kalender eintragen");
    public static readonly Text OwnData = new("Meine Daten herunterladen", "Download my data", "Meine Daten herunterladen");
    public static readonly Text PendingTitle = new("Ihre Buchung wird noch bearbeitet", "Your booking is still being processed", "Wir arbeiten noch daran");
    public static readonly Text PendingDetail = new(
        "Bitte laden Sie diese Seite in einigen Sekunden neu.",
        "Please reload this page in a few seconds.",
        "Warten Sie einige Sekunden. Dann laden Sie diese Seite neu.");
    public static readonly Text Reload = new("Seite neu laden", "Reload the page", "Seite neu laden");
    public static readonly Text CancelledTitle = new("Diese Termine sind abgesagt", "These appointments are cancelled", "Diese Termine sind abgesagt");
    public static readonly Text CancelledDetail = new(
        "Die Plätze sind wieder frei. Mit Ihrem Code können Sie neue Termine wählen.",
        "The places are free again. You can choose new appointments with your code.",
        "Kommen Sie NICHT zu diesen Terminen. Sie können mit Ihrem Code neue Termine suchen.");
    public static readonly Text FailedTitle = new("Sie haben KEINEN Termin", "You do NOT have an appointment", "Sie haben KEINEN Termin");
    public static readonly Text FailedDetail = new(
        "Die Termine waren nicht mehr zu haben. Bitte wählen Sie neu.",
        "The times could no longer be had. Please choose again.",
        "Die Termine waren schon weg. Bitte wählen Sie neu.");
    public static readonly Text Reference = new("Zeichen", "Reference", "Zeichen");
    public static readonly Text FirstAppointment = new("1. Termin", "1st appointment", "1. Termin");
    public static readonly Text SecondAppointment = new("2. Termin", "2nd appointment", "2. Termin");
    public static readonly Text OnlyAppointment = new("Termin", "Appointment", "Termin");
    public static readonly Text Rule = new("Abstand", "Interval", "Abstand");
    public static readonly Text OfOldRule = new("Die Abstandsregel wurde inzwischen geändert", "The interval rule has changed meanwhile", "Die Regel für den Abstand ist jetzt anders");
    public static readonly Text Cancel = new("Termine absagen", "Cancel the appointments", "Termine absagen");
    public static readonly Text CancelTitle = new("Wirklich absagen?", "Really cancel?", "Wirklich absagen?");
    public static readonly Text CancelDetail = new(
        "Was Sie absagen, können andere bekommen. Das lässt sich nicht zurücknehmen.",
        "What you cancel others can have. This cannot be undone.",
        "Was Sie absagen, bekommen vielleicht andere Menschen. Sie können es nicht zurückholen.");
    public static readonly Text CancelNow = new("Ja, absagen", "Yes, cancel", "Ja, absagen");
    public static readonly Text Keep = new("Nein, behalten", "No, keep them", "Nein, behalten");
    public static readonly Text NewSearch = new("Neue Termine suchen", "Find new appointments", "Neue Termine suchen");

    public static readonly Text AvailabilityTitle = new("Freie Termine im Überblick", "Availability at a glance", "Wo sind Termine frei?");
    public static readonly Text AvailabilityIntro = new(
        "Für die nächsten {0} Tage. Gehalten heißt: Jemand hat gewählt, aber noch nicht gebucht.",
        "For the next {0} days. Held means: somebody has chosen but not booked yet.",
        "Sie sehen die nächsten {0} Tage. Gehalten heißt: Jemand hat den Termin gewählt, aber noch nicht gebucht.");
    public static readonly Text Centre = new("Impfzentrum", "Centre", "Impf-Zentrum");
    public static readonly Text Free = new("Online frei", "Free online", "Im Internet frei");
    public static readonly Text Held = new("Gehalten", "Held", "Gehalten");
    public static readonly Text Total = new("Plätze mit Telefon-Anteil", "Places incl. phone share", "Alle Plätze, auch für Anrufe");
    public static readonly Text NextFree = new("Nächster Tag mit freiem Termin", "Next day with a free appointment", "Nächster Tag mit freiem Termin");
    public static readonly Text NoneFree = new("keiner", "none", "keiner");
    public static readonly Text Clock = new("{0} Uhr", "{0}", "{0} Uhr");
    public static readonly Text AllTogether = new(
        "Alle Impfzentren zusammen: {0:N0} online frei, {1:N0} gehalten",
        "All centres together: {0:N0} free online, {1:N0} held",
        "Alle Impf-Zentren zusammen: {0:N0} frei, {1:N0} gehalten");
    public static readonly Text NoCentres = new("Noch sind keine Termine veröffentlicht", "No appointments have been published yet", "Es gibt noch keine Termine");
}
