using System.Globalization;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Wording;

/// <summary>What messages about bookings say.</summary>
internal static class MessageTexts
{
    public static readonly Text BookedSubject = new("Bestätigung: Impfung gebucht", "Confirmation: vaccination booked");
    public static readonly Text CancelledSubject = new("Absage: Impfung abgesagt", "Cancellation: vaccination cancelled");
    public static readonly Text ChangedSubject = new("Änderung: Impfung neu gebucht", "Change: vaccination booked anew");
    public static readonly Text Greeting = new("Guten Tag {0},", "Dear {0},");
    public static readonly Text Booked = new("gebucht ist für Sie:", "this is booked for you:");
    public static readonly Text Changed = new(
        "Ihre Buchung wurde geändert. Nur das gilt noch, frühere Termine nicht mehr:", "Your booking was changed. Only this is booked, earlier appointments no longer:");
    public static readonly Text Cancelled = new("abgesagt ist, bitte kommen Sie NICHT:", "this is cancelled, please do NOT come:");
    public static readonly Text AsOf = new("Das ist der Stand vom {0}.", "This was so on {0}.");
    public static readonly Text NewestState = new(
        "Den neuesten Stand sehen Sie mit Ihrem Vermittlungscode unter {0}. Dort können Sie auch absagen.",
        "You see the newest state with your booking code at {0}. You can cancel there too.");
    public static readonly Text NewSearch = new(
        "Mit Ihrem Vermittlungscode können Sie unter {0} neue Termine wählen.", "With your booking code you can choose new appointments at {0}.");
    public static readonly Text Automatic = new("Diese Nachricht wurde automatisch erstellt. Bitte antworten Sie nicht darauf.", "This message was made automatically. Please do not reply.");
    public static readonly Text BookedSms = new("Impfung gebucht: {0}.", "Vaccination booked: {0}.");
    public static readonly Text ChangedSms = new("Impfung GEÄNDERT, nur das gilt: {0}.", "Vaccination CHANGED, booked is only: {0}.");
    public static readonly Text CancelledSms = new("Impfung ABGESAGT: {0}.", "Vaccination CANCELLED: {0}.");
    public static readonly Text SmsEnd = new("Zeichen {0}. Stand {1}.", "Reference {0}. As of {1}.");
    public static readonly Text OnlyEvent = new("Impfung: {0}", "Vaccination: {0}");
    public static readonly Text FirstEvent = new("1. Impfung: {0}", "1st vaccination: {0}");
    public static readonly Text SecondEvent = new("2. Impfung: {0}", "2nd vaccination: {0}");
    public static readonly Text CancelledEvent = new("ABGESAGT: {0}", "CANCELLED: {0}");
    public static readonly Text EventDetail = new(
        "Zeichen {0}. Den neuesten Stand sehen Sie mit Ihrem Vermittlungscode unter {1}.", "Reference {0}. You see the newest state with your booking code at {1}.");
    public static readonly Text Bring = new(
        "Bitte bringen Sie dieses Blatt, Ihren Ausweis und, wenn Sie haben, Ihren Impfpass mit.", "Please bring this sheet, your identity card and, if you have one, your vaccination record.");
    public static readonly Text DayAndTime = new("{0}, {1} Uhr", "{0}, {1}");
}

/// <summary>Dates and labels in the language of the person, whatever the thread speaks.</summary>
internal static class MessageWords
{
    public static string When(LegView leg, Language language) => MessageTexts.DayAndTime.With(leg.Date.ToString("D", language.Culture), leg.Time).In(language);

    public static string Where(LegView leg) => $"{leg.Centre.Name}, {leg.Centre.Postcode} {leg.Centre.Town}";

    public static Text LabelOf(LegView leg, int count) => count == 1 ? PageTexts.OnlyAppointment : leg.Dose == 1 ? PageTexts.FirstAppointment : PageTexts.SecondAppointment;

    /// <summary>An instant on the wall clock of a centre.</summary>
    public static string Moment(DateTimeOffset at, string zone, Language language)
    {
        var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone));
        return MessageTexts.DayAndTime.With(local.ToString("d", language.Culture), local.ToString("HH:mm", CultureInfo.InvariantCulture)).In(language);
    }
}
