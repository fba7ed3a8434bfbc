using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Wording;

/// <summary>
/// What people read when they do not get something. In 2021 "just taken" was read as "already done" and people came without an appointment. So no
/// text here may hold a word that a confirmation uses; a test keeps it that way. The exception stands in <see cref="ExistingTexts"/>.
/// </summary>
internal static class RefusalTexts
{
    public static readonly Text QueryTitle = new("Diese Abfrage war nicht verständlich", "This query could not be understood", "Das haben wir nicht verstanden");
    public static readonly Text QueryDetail = new("Datumsangaben werden als JJJJ-MM-TT geschrieben.", "Dates are written yyyy-MM-dd.", "Schreiben Sie den Tag so: JJJJ-MM-TT.");
    public static readonly Text KeyMissingTitle = new("Der Anfrage fehlt ihr Schlüssel", "The request lacks its key", "Der Anfrage fehlt ihr Schlüssel");
    public static readonly Text KeyMissingDetail = new(
        "Schreibende Anfragen tragen den Header Idempotency-Key mit 1 bis 128 sichtbaren ASCII-Zeichen.",
        "Writing requests carry the header Idempotency-Key with 1 to 128 visible ASCII characters.",
        "Jede Anfrage braucht den Header Idempotency-Key. Er hat 1 bis 128 Zeichen.");
    public static readonly Text KeyReusedTitle = new(
        "Dieser Schlüssel gehört zu einer anderen Anfrage",
        "This key belongs to another request",
        "Dieser Schlüssel gehört zu einer anderen Anfrage");
    public static readonly Text KeyReusedDetail = new(
        "Mit diesem Idempotency-Key wurde schon etwas anderes gesendet. An dem früheren Stand hat sich nichts geändert.",
        "Something else was sent with this Idempotency-Key before. Nothing has changed.",
        "Mit diesem Idempotency-Key kam schon etwas anderes. Es ist nichts anders.");
    public static readonly Text SessionMissingTitle = new("Sie sind noch nicht an der Reihe", "It is not your turn yet", "Sie sind noch nicht dran");
    public static readonly Text SessionMissingDetail = new("Bitte gehen Sie durch den Warteraum.", "Please go through the waiting room.", "Bitte gehen Sie zuerst in den Warte-Raum.");
    public static readonly Text SessionExpiredTitle = new("Ihre Sitzung ist abgelaufen", "Your session has expired", "Ihre Zeit hier ist um");
    public static readonly Text SessionExpiredDetail = new(
        "Bitte gehen Sie noch einmal durch den Warteraum.",
        "Please go through the waiting room again.",
        "Bitte gehen Sie noch einmal in den Warte-Raum.");
    public static readonly Text CodeMissingTitle = new("Bitte geben Sie zuerst Ihren Vermittlungscode ein", "Please enter your booking code first", "Bitte geben Sie zuerst Ihren Code ein");
    public static readonly Text CodeMistypedTitle = new("Dieser Code ist vertippt", "This code is mistyped", "In diesem Code ist ein Fehler");
    public static readonly Text CodeMistypedDetail = new(
        "Ein Code hat zwölf Zeichen, zum Beispiel 2345-6789-ACD7. Bitte vergleichen Sie jedes Zeichen mit Ihrem Schreiben.",
        "A code has twelve characters, such as 2345-6789-ACD7. Please compare each character with your letter.",
        "Ein Code hat zwölf Zeichen. Zum Beispiel: 2345-6789-ACD7. Schauen Sie jedes Zeichen noch einmal an.");
    public static readonly Text CodeUnknownTitle = new("Diesen Code gibt es nicht", "There is no such code", "Diesen Code gibt es nicht");
    public static readonly Text CodeUnknownDetail = new(
        "Bitte prüfen Sie, ob Sie den Code von Ihrem Schreiben eingegeben haben.",
        "Please check that you entered the code of your letter.",
        "Ist es der Code von Ihrem Brief? Bitte schauen Sie nach.");
    public static readonly Text CodeRevokedTitle = new("Dieser Code wurde zurückgerufen", "This code was called back", "Dieser Code gilt nicht mehr");
    public static readonly Text CodeRevokedDetail = new(
        "Die Schreiben Ihrer Charge gelten nicht mehr; mit diesem Code gibt es keine neuen Termine. Bitte achten Sie auf ein neues Schreiben oder rufen Sie an.",
        "The letters of your batch are no longer valid; there are no new appointments with this code. Please look for a new letter, or call.",
        "Ihr Brief gilt nicht mehr. Sie bekommen damit keine neuen Termine. Warten Sie auf einen neuen Brief. Oder rufen Sie an.");
    public static readonly Text TooManyCodesTitle = new("Zu viele Codes in kurzer Zeit", "Too many codes in a short time", "Zu viele Codes in kurzer Zeit");
    public static readonly Text TooManyCodesDetail = new(
        "Bitte warten Sie ein wenig und versuchen Sie es dann noch einmal.",
        "Please wait a little and then try again.",
        "Bitte warten Sie ein wenig. Dann versuchen Sie es noch einmal.");
    public static readonly Text BusyTitle = new("Gerade ist sehr viel los", "Very busy just now", "Jetzt ist sehr viel los");
    public static readonly Text BusyDetail = new(
        "Es wurde nichts geändert. Bitte versuchen Sie es gleich noch einmal.",
        "Nothing was changed. Please try again in a moment.",
        "Es ist nichts anders. Versuchen Sie es gleich noch einmal.");
    public static readonly Text UnknownTitle = new("Der Ausgang ist noch offen", "The outcome is still open", "Wir wissen noch nicht, ob es geklappt hat");
    public static readonly Text UnknownDetail = new(
        "Die Antwort kam nicht rechtzeitig. Bitte senden Sie dieselbe Anfrage noch einmal; sie wird nicht doppelt ausgeführt.",
        "The answer did not come in time. Please send the same request again; it will not be carried out twice.",
        "Die Antwort war zu langsam. Drücken Sie noch einmal auf den Knopf. Es passiert nicht doppelt.");
    public static readonly Text NotOpenTitle = new("Die Terminvergabe ist noch nicht geöffnet", "Appointments are not open yet", "Es gibt noch keine Termine");
    public static readonly Text VaccineUnknownTitle = new("Diesen Impfstoff gibt es hier nicht", "This vaccine is not given here", "Diesen Impf-Stoff gibt es hier nicht");
    public static readonly Text AgeTitle = new("Dieser Impfstoff wird in Ihrem Alter nicht gegeben", "This vaccine is not given at your age", "Dieser Impf-Stoff ist nicht für Ihr Alter");
    public static readonly Text AgeBetween = new(
        "Es gilt das Alter im Jahr der ersten Impfung: {0} bis {1} Jahre. Bitte wählen Sie einen anderen Impfstoff.",
        "What counts is the age in the year of the first dose: {0} to {1} years. Please choose another vaccine.",
        "Er ist für Menschen von {0} bis {1} Jahren. Es zählt das Jahr der 1. Impfung. Bitte wählen Sie einen anderen Impf-Stoff.");
    public static readonly Text AgeFrom = new(
        "Es gilt das Alter im Jahr der ersten Impfung: ab {0} Jahren. Bitte wählen Sie einen anderen Impfstoff.",
        "What counts is the age in the year of the first dose: from {0} years on. Please choose another vaccine.",
        "Er ist für Menschen ab {0} Jahren. Es zählt das Jahr der 1. Impfung. Bitte wählen Sie einen anderen Impf-Stoff.");
    public static readonly Text GroupNotOpenTitle = new("Ihre Gruppe ist noch nicht an der Reihe", "It is not the turn of your group yet", "Ihre Gruppe ist noch nicht dran");
    public static readonly Text GroupNotOpenDetail = new(
        "Termine für Ihre Gruppe gibt es ab dem {0:d}, {0:HH:mm} Uhr (UTC). Ihr Code bleibt gültig.",
        "Appointments for your group can be had from {0:d}, {0:HH:mm} (UTC) on. Your code stays valid.",
        "Ihre Gruppe ist dran ab dem {0:d}, {0:HH:mm} Uhr (UTC). Ihr Code gilt weiter.");
    public static readonly Text ChannelTitle = new("Online werden zurzeit keine Termine vergeben", "No appointments are given online at present", "Im Internet gibt es jetzt keine Termine");
    public static readonly Text ChannelDetail = new("Bitte rufen Sie an. Ihr Code bleibt gültig.", "Please call. Your code stays valid.", "Bitte rufen Sie an. Ihr Code gilt weiter.");
    public static readonly Text PhoneClosedTitle = new(
        "Am Telefon werden zurzeit keine Termine vergeben",
        "No appointments are given by telephone at present",
        "Am Telefon gibt es jetzt keine Termine");
    public static readonly Text PhoneClosedDetail = new("Der Code bleibt gültig.", "The code stays valid.", "Der Code gilt weiter.");
    public static readonly Text PostcodeTitle = new(
        "Bitte geben Sie eine Postleitzahl mit fünf Ziffern ein",
        "Please enter a postcode of five digits",
        "Bitte geben Sie eine Post-Leit-Zahl ein. Sie hat 5 Ziffern.");
    public static readonly Text CentreNotInGroupTitle = new(
        "Ihr Code gilt nicht in diesem Impfzentrum",
        "Your code is not valid at this centre",
        "Ihr Code gilt nicht in diesem Impf-Zentrum");
    public static readonly Text SlotUnknownTitle = new("Diesen Termin gibt es nicht", "There is no such appointment time", "Diesen Termin gibt es nicht");
    public static readonly Text IntervalTitle = new(
        "Der Abstand der beiden Termine passt nicht",
        "The time between the two appointments does not fit",
        "Die Tage zwischen den zwei Terminen passen nicht");
    public static readonly Text IntervalDetail = new(
        "Für diesen Impfstoff: {0} Termin(e), Abstand {1} bis {2} Tage. Sie haben noch KEINEN Termin.",
        "For this vaccine: {0} appointment(s), {1} to {2} days apart. You do NOT have an appointment yet.",
        "Für diesen Impf-Stoff: {0} Termin(e). Dazwischen sind {1} bis {2} Tage. Sie haben noch KEINEN Termin.");
    public static readonly Text SlotPastTitle = new("Dieser Termin liegt in der Vergangenheit", "This time has passed", "Dieser Termin ist schon vorbei");
    public static readonly Text DayClosedTitle = new(
        "Das Impfzentrum vergibt für diesen Tag keine Termine mehr",
        "The centre gives no more appointments for this day",
        "An diesem Tag gibt es im Impf-Zentrum keine Termine mehr");
    public static readonly Text JustTakenTitle = new("Dieser Termin ist weg", "This time is gone", "Dieser Termin ist weg");
    public static readonly Text JustTakenDetail = new(
        "Dieser Termin wurde soeben von jemand anderem gewählt. Sie haben noch KEINEN Termin. Bitte wählen Sie einen anderen.",
        "Somebody else has just chosen this time. You do NOT have an appointment yet. Please choose another one.",
        "Jemand anderes war schneller. Sie haben noch KEINEN Termin. Bitte wählen Sie einen anderen.");
    public static readonly Text AttemptOverTitle = new("Dieser Versuch ist beendet", "This attempt is over", "Dieser Versuch ist vorbei");
    public static readonly Text NoneYetDetail = new(
        "Sie haben noch KEINEN Termin. Bitte wählen Sie neu.",
        "You do NOT have an appointment yet. Please choose again.",
        "Sie haben noch KEINEN Termin. Bitte wählen Sie neu.");
    public static readonly Text HoldUnknownTitle = new("Diese Auswahl gibt es nicht mehr", "This choice no longer exists", "Diese Auswahl gibt es nicht mehr");
    public static readonly Text HoldEndedTitle = new("Diese Auswahl ist beendet", "This choice is over", "Diese Auswahl ist vorbei");
    public static readonly Text LegGoneTitle = new("Diese Termine sind nicht mehr zu haben", "These times can no longer be had", "Diese Termine sind weg");
    public static readonly Text LegGoneDetail = new(
        "Der {0}. Termin war nicht mehr frei. Sie haben KEINEN Termin, weder den ersten noch den zweiten. Bitte wählen Sie neu.",
        "Appointment no. {0} was no longer free. You do NOT have an appointment, neither the first nor the second. Please choose again.",
        "Der {0}. Termin war nicht mehr frei. Sie haben KEINEN Termin: nicht den 1. und nicht den 2. Bitte wählen Sie neu.");
    public static readonly Text ContactTitle = new("Bitte prüfen Sie Ihre Kontaktdaten", "Please check your contact details", "Bitte schauen Sie Ihre Angaben noch einmal an");
    public static readonly Text NameDetail = new(
        "Bitte geben Sie Ihren Namen ein (höchstens 200 Zeichen).",
        "Please enter your name (200 characters at most).",
        "Bitte geben Sie Ihren Namen ein. Er hat höchstens 200 Zeichen.");
    public static readonly Text EmailDetail = new("Diese E-Mail-Adresse ist unvollständig.", "This e-mail address is incomplete.", "An dieser E-Mail-Adresse fehlt etwas.");
    public static readonly Text PhoneDetail = new(
        "Eine Telefonnummer hat 5 bis 20 Ziffern, zum Beispiel 0351 123456.",
        "A telephone number has 5 to 20 digits, such as 0351 123456.",
        "Eine Telefon-Nummer hat 5 bis 20 Ziffern. Zum Beispiel: 0351 123456.");
    public static readonly Text ContactLimitTitle = new("Mit diesen Kontaktdaten geht nicht mehr", "Not more with these contact details", "Mit dieser Nummer oder Adresse geht nicht mehr");
    public static readonly Text ContactLimitDetail = new(
        "Eine Telefonnummer oder E-Mail-Adresse reicht für {0} Personen. Sie haben noch KEINEN Termin; bitte geben Sie eine andere an.",
        "A telephone number or e-mail address is good for {0} people. You do NOT have an appointment yet; please give another one.",
        "Eine Telefon-Nummer oder E-Mail-Adresse reicht für {0} Personen. Sie haben noch KEINEN Termin. Bitte geben Sie eine andere ein.");
    public static readonly Text AddressDetail = new(
        "Eine Anschrift hat höchstens fünf Zeilen und 300 Zeichen.",
        "A postal address has five lines and 300 characters at most.",
        "Eine Adresse hat höchstens 5 Zeilen und 300 Zeichen.");
    public static readonly Text ReferenceUnknownTitle = new(
        "Unter diesem Zeichen ist zu Ihrem Code nichts zu finden",
        "Nothing is found under this reference for your code",
        "Zu Ihrem Code finden wir dieses Zeichen nicht");
    public static readonly Text HoldsTitle = new("Mit diesem Code sind schon Termine ausgewählt", "Times are already chosen with this code", "Mit diesem Code haben Sie schon etwas gewählt");
    public static readonly Text HoldsDetail = new(
        "Sie haben noch KEINEN Termin. Schließen Sie die begonnene Auswahl ab oder geben Sie sie zurück.",
        "You do NOT have an appointment yet. Finish the choice you began, or give it back.",
        "Sie haben noch KEINEN Termin. Machen Sie die Auswahl fertig. Oder geben Sie sie zurück.");
}

/// <summary>Said only where an appointment does exist: here the words of a confirmation are the truth.</summary>
internal static class ExistingTexts
{
    public static readonly Text BookedTitle = new(
        "Mit diesem Code sind bereits Termine gebucht",
        "Appointments are already booked with this code",
        "Mit diesem Code haben Sie schon gebucht");
    public static readonly Text BookedDetail = new(
        "Sie haben gebuchte Termine. Möchten Sie andere, verschieben Sie diese oder sagen Sie sie ab.",
        "You have booked appointments. If you want others, move these or cancel them.",
        "Sie haben gebuchte Termine. Wollen Sie andere? Dann ändern Sie diese. Oder sagen Sie sie ab.");
}
