using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Calendars;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Messages.Confirmations;

/// <summary>The words of a confirmation, change or cancellation. Each says as of when it is true and where the newest state is found; none carries a link with a secret.</summary>
internal sealed class BookingWriting(BookingCalendar calendar, BookingLetter letter, IOptions<MessageOptions> options)
{
    public async ValueTask<OutgoingMessage> Write(OutboxMessage asked, MessageRoute route, Addressee to, BookingFact fact, CampaignEdition edition, DateTimeOffset now)
    {
        var (id, contact, language) = (asked.Id, to.Contact, to.Language);
        var told = Told.Of(fact, asked.Kind == BookingAuthor.Changed, edition, now);
        var subject = told.Subject.In(language);
        return route switch
        {
            MessageRoute.Email => new OutgoingMessage(id, route, contact.Email!, subject, Mail(told, to))
            {
                Attachments = [new Attachment(BookingCalendar.FileName, BookingCalendar.ContentTypeOf(fact), calendar.Write(fact, edition, language))],
            },
            MessageRoute.Sms => new OutgoingMessage(id, route, contact.Phone!, subject, Sms(told, language)),
            _ => new OutgoingMessage(id, route, contact.Address ?? "", subject, Mail(told, to)) { Html = await letter.Write(told, to) },
        };
    }

    private string Mail(Told told, Addressee to)
    {
        var (contact, language) = to;
        var text = new StringBuilder();
        Line(text, MessageTexts.Greeting.With(contact.Name).In(language));
        foreach (var part in told.Parts)
        {
            Line(text, "");
            Line(text, part.Intro.In(language));
            foreach (var leg in part.Legs)
            {
                Line(text, "");
                Line(text, $"{MessageWords.LabelOf(leg, told.Doses).In(language)}: {MessageWords.When(leg, language)}");
                Line(text, leg.Vaccine);
                Line(text, MessageWords.Where(leg));
            }
        }

        Line(text, "");
        Line(text, $"{PageTexts.Reference.In(language)}: {told.Reference}");
        Line(text, "");
        Line(text, told.AsOf(language));
        Line(text, told.Next.With(options.Value.PublicAddress).In(language));
        Line(text, "");
        Line(text, MessageTexts.Automatic.In(language));
        return text.ToString();
    }

    private static string Sms(Told told, Language language) => string.Join(
        " ",
        [
            .. told.Parts.Select(part => part.Sms.With(
                string.Join("; ", part.Legs.Select(leg => $"{leg.Date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)} {leg.Time} {leg.Centre.Name}"))).In(language)),
            MessageTexts.SmsEnd.With(told.Reference, told.Moment(language)).In(language),
        ]);

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}

/// <summary>Whom a message is for.</summary>
internal sealed record Addressee(Contact Contact, Language Language)
{
    public override string ToString() => nameof(Addressee);
}
