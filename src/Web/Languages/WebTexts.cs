namespace WaitingRoom.Web.Languages;

/// <summary>What layout and components say themselves.</summary>
internal static class WebTexts
{
    public static readonly Text SkipToContent = new("Zum Inhalt springen", "Skip to content");
    public static readonly Text ChooseLanguage = new("Sprache wählen", "Choose language");
    public static readonly Text ToStart = new("Zur Startseite", "To the start page");
    public static readonly Text MainNavigation = new("Hauptnavigation", "Main navigation");
    public static readonly Text FooterNavigation = new("Rechtliches und Hilfe", "Legal information and help");
    public static readonly Text Optional = new("optional", "optional", "muss nicht sein");
    public static readonly Text ErrorPrefix = new("Fehler: ", "Error: ");
    public static readonly Text PleaseChoose = new("Bitte auswählen", "Please choose");
    public static readonly Text PleaseCorrect = new("Bitte prüfen Sie Ihre Angaben", "Please check your entries", "Da fehlt etwas oder ist falsch");
    public static readonly Text Step = new("Schritt {0} von {1}", "Step {0} of {1}");
    public static readonly Text Free = new("{0:N0} frei", "{0:N0} free");
    public static readonly Text Held = new("{0:N0} gerade reserviert", "{0:N0} on hold", "{0:N0} gerade gehalten");
    public static readonly Text Taken = new("{0:N0} vergeben", "{0:N0} taken", "{0:N0} weg");
    public static readonly Text Reference = new("Kennung für Rückfragen: {0}", "Reference for questions: {0}", "Nummer für Fragen: {0}");
    public static readonly Text RetryAfter = new(
        "Bitte versuchen Sie es in {0:N0} Sekunden noch einmal.",
        "Please try again in {0:N0} seconds.",
        "Bitte versuchen Sie es in {0:N0} Sekunden noch einmal.");
}
