using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Calendars;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Messages.Confirmations;

/// <summary>The words of a confirmation or cancellation. Each says as of when it is true and where the newest state is found; none carries a link with a secret.</summary>
internal sealed class BookingWriting(BookingCalendar calendar, BookingLetter letter, IOptions<MessageOptions> options)
{
    public async ValueTask<OutgoingMessage> Write(OperationId id, MessageRoute route, Addressee to, BookingFact fact, CampaignEdition edition, DateTimeOffset now)
    {
        var (contact, language) = to;
        var subject = (fact.Status == PairStatus.Booked ? MessageTexts.BookedSubject : MessageTexts.CancelledSubject).In(language);
        var legs = PairViews.Of(fact.Pair, fact.Status, fact.Since, edition).Legs;
        return route switch
        {
            MessageRoute.Email => new OutgoingMessage(id, route, contact.Email!, subject, Mail(fact, to, legs, now))
            {
                Attachments = [new Attachment(BookingCalendar.FileName, BookingCalendar.ContentTypeOf(fact), calendar.Write(fact, edition, language))],
            },
            MessageRoute.Sms => new OutgoingMessage(id, route, contact.Phone!, subject, Sms(fact, legs, language, now)),
            _ => new OutgoingMessage(id, route, contact.Address ?? "", subject, Mail(fact, to, legs, now)) { Html = await letter.Write(fact, to, legs, now) },
        };
    }

    private string Mail(BookingFact fact, Addressee to, IReadOnlyList<LegView> legs, DateTimeOffset now)
    {
        var (contact, language) = to;
        var booked = fact.Status == PairStatus.Booked;
        var text = new StringBuilder();
        Line(text, MessageTexts.Greeting.With(contact.Name).In(language));
        Line(text, "");
        Line(text, (booked ? MessageTexts.Booked : MessageTexts.Cancelled).In(language));
        foreach (var leg in legs)
        {
            Line(text, "");
            Line(text, $"{MessageWords.LabelOf(leg, legs.Count).In(language)}: {MessageWords.When(leg, language)}");
            Line(text, leg.Vaccine);
            Line(text, MessageWords.Where(leg));
        }

        Line(text, "");
        Line(text, $"{PageTexts.Reference.In(language)}: {fact.Pair.Reference}");
        Line(text, "");
        Line(text, MessageTexts.AsOf.With(MessageWords.Moment(now, legs[0].Zone, language)).In(language));
        Line(text, (booked ? MessageTexts.NewestState : MessageTexts.NewSearch).With(options.Value.PublicAddress).In(language));
        Line(text, "");
        Line(text, MessageTexts.Automatic.In(language));
        return text.ToString();
    }

    private static string Sms(BookingFact fact, IReadOnlyList<LegView> legs, Language language, DateTimeOffset now) =>
        (fact.Status == PairStatus.Booked ? MessageTexts.BookedSms : MessageTexts.CancelledSms).With(
            string.Join("; ", legs.Select(leg => $"{leg.Date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)} {leg.Time} {leg.Centre.Name}")),
            fact.Pair.Reference,
            MessageWords.Moment(now, legs[0].Zone, language)).In(language);

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}

/// <summary>Whom a message is for.</summary>
internal sealed record Addressee(Contact Contact, Language Language)
{
    public override string ToString() => nameof(Addressee);
}
