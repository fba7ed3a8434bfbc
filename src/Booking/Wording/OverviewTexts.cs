using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Wording;

/// <summary>Texts of the public overview beyond its first page.</summary>
internal static class OverviewTexts
{
    public static readonly Text FeedIntro = new(
        "Für Programme gibt es diese Daten offen und ohne Anmeldung:",
        "For programs this is open data, without a login:",
        "Für Computer-Programme gibt es diese Zahlen hier:");
    public static readonly Text FeedLink = new("Termin-Feed nach SMART Scheduling Links", "slot feed by SMART Scheduling Links", "Termin-Feed nach SMART Scheduling Links");
    public static readonly Text AsOf = new("Stand: {0} Uhr", "As of {0}", "Diese Zahlen sind von {0} Uhr.");
    public static readonly Text ByDay = new("{0} Tag für Tag", "{0} day by day", "{0} Tag für Tag");
    public static readonly Text DaysIntro = new(
        "Online freie Plätze an jedem Tag. Ein Strich heißt: keine Termine an diesem Tag.",
        "Places free online on each day. A dash means: no appointments on that day.",
        "So viele Plätze sind im Internet frei. Ein Strich heißt: An diesem Tag gibt es keine Termine.");
    public static readonly Text AndHeld = new("{0:N0} (gehalten: {1:N0})", "{0:N0} (held: {1:N0})", "{0:N0} (gehalten: {1:N0})");
    public static readonly Text None = new("–", "–", "–");
    public static readonly Text From = new("{0} bis {1}", "{0} to {1}", "{0} bis {1}");
    public static readonly Text Weeks = new("Wochen", "Weeks", "Wochen");
    public static readonly Text Earlier = new("Frühere Tage", "Earlier days", "Tage davor");
    public static readonly Text Later = new("Spätere Tage", "Later days", "Tage danach");
    public static readonly Text Back = new("Alle Impfstoffe und Impfzentren", "All vaccines and centres", "Alle Impf-Stoffe und Impf-Zentren");
}
