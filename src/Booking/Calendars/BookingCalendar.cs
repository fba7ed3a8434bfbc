using System.Globalization;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Calendars;

/// <summary>
/// The appointments of a booking as an iCalendar file (RFC 5545). A calendar that has it already updates it: the UIDs stay, the sequence grows with every change. An
/// appointment that was cancelled alone is published as cancelled beside the other (RFC 5546, 3.2.1).
/// </summary>
internal sealed class BookingCalendar(IOptions<MessageOptions> options)
{
    public const string FileName = "impftermine.ics";

    /// <summary>Registration, the injection and a quarter of an hour of observation; slots say when one begins and not how long it takes.</summary>
    private const string Duration = "PT45M";

    /// <returns>UTF-8.</returns>
    public byte[] Write(BookingFact fact, CampaignEdition edition, Language language)
    {
        var booked = fact.Status == PairStatus.Booked;
        LegView[] live = [.. PairViews.LegsOf(fact.Pair.Legs, edition)];
        LegView[] legs = [.. live, .. PairViews.LegsOf(fact.Dropped, edition)];
        var calendar = new CalendarText();
        calendar.Line("BEGIN", "VCALENDAR").Line("VERSION", "2.0").Line("PRODID", "-//Waiting room//Booking//DE").Line("CALSCALE", "GREGORIAN").Line("METHOD", MethodOf(booked));
        foreach (var zone in legs.GroupBy(leg => leg.Zone))
        {
            ZoneRules.Write(calendar, zone.Key, zone.Min(leg => leg.Date), zone.Max(leg => leg.Date));
        }

        foreach (var leg in legs.OrderBy(leg => leg.Dose))
        {
            Write(calendar, fact, leg, legs.Length, booked && live.Contains(leg), language);
        }

        return calendar.Line("END", "VCALENDAR").ToUtf8();
    }

    public static string ContentTypeOf(BookingFact fact) => $"text/calendar; charset=utf-8; method={MethodOf(fact.Status == PairStatus.Booked)}";

    private void Write(CalendarText calendar, BookingFact fact, LegView leg, int count, bool booked, Language language)
    {
        var title = (count == 1 ? MessageTexts.OnlyEvent : leg.Dose == 1 ? MessageTexts.FirstEvent : MessageTexts.SecondEvent).With(leg.Vaccine).In(language);
        calendar
            .Line("BEGIN", "VEVENT")
            .Line("UID", $"{fact.Pair.Reference}-{leg.Dose}@waitingroom")
            .Line("SEQUENCE", fact.Changes.ToString(CultureInfo.InvariantCulture))
            .Line("DTSTAMP", Utc(fact.Since));
        Start(calendar, leg)
            .Line("DURATION", Duration)
            .Words("SUMMARY", booked ? title : MessageTexts.CancelledEvent.With(title).In(language))
            .Words("LOCATION", $"{leg.Centre.Name}, {leg.Centre.Postcode} {leg.Centre.Town}")
            .Words("DESCRIPTION", MessageTexts.EventDetail.With(fact.Pair.Reference, options.Value.PublicAddress).In(language))
            .Line("STATUS", booked ? "CONFIRMED" : "CANCELLED")
            .Line("TRANSP", booked ? "OPAQUE" : "TRANSPARENT")
            .Line("CLASS", "PRIVATE")
            .Line("END", "VEVENT");
    }

    /// <summary>On the wall clock; an hour that the clock change repeats or skips is said in UTC, because readers disagree about which one is meant.</summary>
    private static CalendarText Start(CalendarText calendar, LegView leg)
    {
        var (zone, local) = (TimeZoneInfo.FindSystemTimeZoneById(leg.Zone), leg.Date.ToDateTime(TimeOnly.ParseExact(leg.Time, "HH:mm", CultureInfo.InvariantCulture)));
        return zone.IsAmbiguousTime(local) || zone.IsInvalidTime(local)
            ? calendar.Line("DTSTART", Utc(leg.StartsAt))
            : calendar.Line($"DTSTART;TZID={leg.Zone}", local.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture));
    }

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string MethodOf(bool booked) => booked ? "PUBLISH" : "CANCEL";
}
