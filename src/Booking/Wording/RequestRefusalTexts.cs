using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Wording;

/// <summary>What people read who get no code yet. As in <see cref="RefusalTexts"/>, no word of a confirmation.</summary>
internal static class RequestRefusalTexts
{
    public static readonly Text NotOnlineTitle = new("Codes gibt es zurzeit nur mit dem Schreiben", "Codes come by letter only at present", "Codes kommen jetzt nur mit einem Brief");
    public static readonly Text NotOnlineDetail = new(
        "Bitte warten Sie auf Ihr Schreiben oder rufen Sie an.",
        "Please wait for your letter, or call.",
        "Warten Sie auf Ihren Brief. Oder rufen Sie an.");
    public static readonly Text InvalidTitle = new("Bitte prüfen Sie Ihre Angaben", "Please check your entries", "Bitte schauen Sie Ihre Angaben noch einmal an");
    public static readonly Text BirthYearDetail = new(
        "Bitte geben Sie Ihr Geburtsjahr mit vier Ziffern ein, zum Beispiel {0:D4}.",
        "Please enter your year of birth with four digits, such as {0:D4}.",
        "Bitte geben Sie Ihr Geburts-Jahr ein. Es hat 4 Ziffern. Zum Beispiel: {0:D4}.");
    public static readonly Text GroupDetail = new("Bitte wählen Sie die Gruppe, zu der Sie gehören.", "Please choose the group you belong to.", "Bitte wählen Sie Ihre Gruppe.");
    public static readonly Text OccupationDetail = new(
        "Diese Gruppe gilt nur mit Ihrer Erklärung. Bitte setzen Sie das Häkchen, wenn sie stimmt.",
        "This group needs your statement. Please tick the box if it is true.",
        "Für diese Gruppe müssen Sie etwas erklären. Stimmt der Satz? Dann machen Sie einen Haken.");
    public static readonly Text ContactDetail = new(
        "Bitte geben Sie eine Mobilnummer oder eine E-Mail-Adresse ein, zum Beispiel 0151 1234567.",
        "Please enter a mobile number or an e-mail address, such as 0151 1234567.",
        "Bitte geben Sie eine Handy-Nummer oder E-Mail-Adresse ein. Zum Beispiel: 0151 1234567.");
    public static readonly Text UnreachableDetail = new(
        "Dorthin lässt sich nichts schicken. Bitte geben Sie eine andere Nummer oder Adresse an.",
        "Nothing can be sent there. Please give another number or address.",
        "Dahin können wir nichts schicken. Bitte geben Sie eine andere Nummer oder Adresse ein.");
    public static readonly Text NotEligibleTitle = new(
        "Diese Gruppe passt nicht zu Ihrem Geburtsjahr",
        "This group does not fit your year of birth",
        "Diese Gruppe passt nicht zu Ihrem Geburts-Jahr");
    public static readonly Text BornUntil = new(
        "Sie gilt für Menschen, die bis {1} geboren sind; Sie haben {2} angegeben.",
        "It is for people born until {1}; you entered {2}.",
        "Die Gruppe ist für Menschen, die bis {1} geboren sind. Sie haben {2} eingegeben.");
    public static readonly Text BornFrom = new(
        "Sie gilt für Menschen, die ab {0} geboren sind; Sie haben {2} angegeben.",
        "It is for people born from {0} on; you entered {2}.",
        "Die Gruppe ist für Menschen, die ab {0} geboren sind. Sie haben {2} eingegeben.");
    public static readonly Text BornBetween = new(
        "Sie gilt für Menschen, die von {0} bis {1} geboren sind; Sie haben {2} angegeben.",
        "It is for people born from {0} to {1}; you entered {2}.",
        "Die Gruppe ist für Menschen, die von {0} bis {1} geboren sind. Sie haben {2} eingegeben.");
    public static readonly Text MissingTitle = new("Es wurde noch keine Zahl angefordert", "No number was asked for yet", "Sie haben noch keine Zahl bekommen");
    public static readonly Text MissingDetail = new("Bitte beantworten Sie zuerst die Fragen.", "Please answer the questions first.", "Bitte beantworten Sie zuerst die Fragen.");
    public static readonly Text TooSoonTitle = new("Die Nachricht ist gerade erst abgeschickt", "The message was sent only just now", "Die Nachricht ist gerade erst weg");
    public static readonly Text TooSoonDetail = new(
        "Bitte warten Sie noch {0} Sekunden. Ihr Platz bleibt Ihnen so lange.",
        "Please wait {0} more seconds. Your place is kept meanwhile.",
        "Bitte warten Sie noch {0} Sekunden. Ihr Platz bleibt.");
    public static readonly Text TooOftenTitle = new("Öfter kann die Zahl nicht geschickt werden", "The number cannot be sent more often", "Mehr Nachrichten gehen nicht");
    public static readonly Text TooOftenDetail = new(
        "Jede Zahl, die noch ankommt, gilt zehn Minuten. Neu anfordern können Sie in {0} Minuten, oder rufen Sie an.",
        "Any number that still arrives is good for ten minutes. You can ask anew in {0} minutes, or call.",
        "Kommt noch eine Zahl an? Dann gilt sie 10 Minuten. In {0} Minuten können Sie neu anfangen. Oder rufen Sie an.");
    public static readonly Text UsedUpTitle = new("An diesen Kontakt ging heute schon zu viel", "Too much went to this contact today", "Dahin haben wir heute schon zu viel geschickt");
    public static readonly Text UsedUpDetail = new(
        "Bitte geben Sie einen anderen an oder rufen Sie an.",
        "Please give another one, or call.",
        "Bitte geben Sie eine andere Nummer oder Adresse ein. Oder rufen Sie an.");
    public static readonly Text WrongTitle = new("Diese Zahl stimmt nicht", "This number is not right", "Diese Zahl ist falsch");
    public static readonly Text WrongDetail = new(
        "Bitte vergleichen Sie jede Ziffer. Sie haben noch {0} Versuch(e).",
        "Please compare each digit. You have {0} attempt(s) left.",
        "Schauen Sie jede Ziffer noch einmal an. Sie können es noch {0} Mal versuchen.");
    public static readonly Text ExpiredTitle = new("Diese Zahl ist zu alt", "This number is too old", "Diese Zahl ist zu alt");
    public static readonly Text ExpiredDetail = new(
        "Sie galt zehn Minuten. Bitte lassen Sie sich eine neue schicken.",
        "It was good for ten minutes. Please have a new one sent.",
        "Die Zahl hat 10 Minuten gegolten. Lassen Sie sich eine neue schicken.");
    public static readonly Text LockedTitle = new("Zu oft falsch", "Wrong too often", "Zu oft falsch");
    public static readonly Text LockedDetail = new(
        "Bitte versuchen Sie es in {0} Minuten noch einmal oder rufen Sie an.",
        "Please try again in {0} minutes, or call.",
        "Versuchen Sie es in {0} Minuten noch einmal. Oder rufen Sie an.");
    public static readonly Text NotSentTitle = new("Die Nachricht ließ sich nicht abschicken", "The message could not be sent", "Wir konnten die Nachricht nicht schicken");
    public static readonly Text SmsNotSentDetail = new(
        "Bitte versuchen Sie es mit einer E-Mail-Adresse oder in {0} Sekunden noch einmal. Ihr Platz bleibt Ihnen so lange.",
        "Please try an e-mail address, or again in {0} seconds. Your place is kept meanwhile.",
        "Nehmen Sie eine E-Mail-Adresse. Oder versuchen Sie es in {0} Sekunden noch einmal. Ihr Platz bleibt.");
    public static readonly Text MailNotSentDetail = new(
        "Bitte versuchen Sie es mit einer Mobilnummer oder in {0} Sekunden noch einmal. Ihr Platz bleibt Ihnen so lange.",
        "Please try a mobile number, or again in {0} seconds. Your place is kept meanwhile.",
        "Nehmen Sie eine Handy-Nummer. Oder versuchen Sie es in {0} Sekunden noch einmal. Ihr Platz bleibt.");
}
