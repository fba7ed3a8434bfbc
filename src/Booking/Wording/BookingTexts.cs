using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Wording;

/// <summary>What the pages of the citizens' path say.</summary>
internal static class BookingTexts
{
    public static readonly Text RuleChanged = new(
        "Ihre Termine gelten nach der Abstandsregel, unter der Sie sie gewählt haben (Fassung {0}: {1} bis {2} Tage). Seitdem gilt für neue Termine Fassung {3}: {4} bis {5} Tage. An Ihren Terminen ändert das nichts.",
        "Your appointments follow the interval rule under which you chose them (version {0}: {1} to {2} days). Since then version {3} applies to new appointments: {4} to {5} days. This changes nothing for yours.",
        "Für Ihre Termine gilt die alte Regel (Fassung {0}): {1} bis {2} Tage. Für neue Termine gilt jetzt Fassung {3}: {4} bis {5} Tage. Ihre Termine bleiben gleich.");
    public static readonly Text RuleGone = new(
        "Ihre Termine gelten nach der Abstandsregel, unter der Sie sie gewählt haben (Fassung {0}: {1} bis {2} Tage). Neue Termine gibt es für diesen Impfstoff nicht mehr.",
        "Your appointments follow the interval rule under which you chose them (version {0}: {1} to {2} days). There are no new appointments for this vaccine any more.",
        "Für Ihre Termine gilt die alte Regel (Fassung {0}): {1} bis {2} Tage. Neue Termine gibt es für diesen Impf-Stoff nicht mehr.");
}
