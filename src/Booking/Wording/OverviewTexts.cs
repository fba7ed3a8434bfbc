using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Wording;

/// <summary>Texts of the public overview beyond its first page.</summary>
internal static class OverviewTexts
{
    public static readonly Text FeedIntro = new("Für Programme gibt es diese Daten offen und ohne Anmeldung:", "For programs this is open data, without a login:");
    public static readonly Text FeedLink = new("Termin-Feed nach SMART Scheduling Links", "slot feed by SMART Scheduling Links");
    public static readonly Text ByDay = new("{0} Tag für Tag", "{0} day by day");
    public static readonly Text DaysIntro = new(
        "Online freie Plätze an jedem Tag. Ein Strich heißt: keine Termine an diesem Tag.", "Places free online on each day. A dash means: no appointments on that day.");
    public static readonly Text AndHeld = new("{0:N0} (gehalten: {1:N0})", "{0:N0} (held: {1:N0})");
    public static readonly Text None = new("–", "–");
    public static readonly Text From = new("{0} bis {1}", "{0} to {1}");
    public static readonly Text Weeks = new("Wochen", "Weeks");
    public static readonly Text Earlier = new("Frühere Tage", "Earlier days");
    public static readonly Text Later = new("Spätere Tage", "Later days");
    public static readonly Text Back = new("Alle Impfstoffe und Impfzentren", "All vaccines and centres");
}
