using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Messages.Confirmations;

/// <summary>The words of a confirmation or cancellation. Each says as of when it is true and where the newest state is found; none carries a link with a secret.</summary>
internal sealed class BookingWriting(IOptions<MessageOptions> options)
{
    /// <summary>By e-mail, else by SMS. Null for somebody who left neither.</summary>
    public OutgoingMessage? Write(OperationId id, BookingFact fact, Contact contact, Language language, CampaignEdition edition, DateTimeOffset now)
    {
        var booked = fact.Status == PairStatus.Booked;
        var legs = PairViews.Of(fact.Pair, fact.Status, fact.Since, edition).Legs;
        var subject = (booked ? MessageTexts.BookedSubject : MessageTexts.CancelledSubject).In(language);
        return contact switch
        {
            { Email: { } email } => new OutgoingMessage(id, MessageRoute.Email, email, subject, Mail(fact, contact, legs, language, now)),
            { Phone: { } phone } => new OutgoingMessage(id, MessageRoute.Sms, phone, subject, Sms(fact, legs, language, now)),
            _ => null,
        };
    }

    private string Mail(BookingFact fact, Contact contact, IReadOnlyList<LegView> legs, Language language, DateTimeOffset now)
    {
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
            Line(text, $"{leg.Centre.Name}, {leg.Centre.Postcode} {leg.Centre.Town}");
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
