using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Waitlist;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Waitlist;

/// <summary>Tells somebody on the waiting list what is held for them and how long; a message that comes too late to be of use is not sent.</summary>
internal sealed class WaitlistAuthor(IGrains grains, IWaitlist list, CampaignBook campaigns, ContactSeal seal, IOptions<MessageOptions> options, TimeProvider time) : IMessageAuthor
{
    public const string Offered = "waitlist-offer";

    public IReadOnlyCollection<string> Kinds => [Offered];

    public async ValueTask<Draft> Write(OutboxMessage message, CancellationToken cancellation)
    {
        if (await list.FindOffer(message.Reference, cancellation) is not { } entry)
        {
            return new Draft.Nothing("offer-over");
        }

        var state = await grains.Read(entry.Code) ?? throw new LedgerUnavailableException("The code cannot be read.");
        var now = time.GetUtcNow();
        if (state.Pair is not { } pair || pair.Reference != message.Reference || !state.HoldsAt(now))
        {
            return new Draft.Nothing("offer-over");
        }

        var content = await seal.Open(entry.SealedContact, entry.WrappedKey, WaitlistDesk.SealedFor(entry.Code)) ?? throw new InvalidDataException("Contact data does not open with its key.");
        var edition = await campaigns.Get() ?? throw new LedgerUnavailableException("There is no campaign to read centres from.");
        return new Draft.Ready(Write(message, pair, content, edition, now));
    }

    private OutgoingMessage Write(OutboxMessage message, Pair pair, SealedContent content, CampaignEdition edition, DateTimeOffset now)
    {
        var language = Language.Find(content.Language) ?? Language.German;
        var legs = PairViews.Of(pair, PairStatus.Held, now, edition).Legs;
        var until = MessageWords.Moment(pair.HeldUntil, legs[0].Zone, language);
        var subject = WaitlistTexts.Subject.With(until).In(language);
        var places = legs.Select(leg => $"{MessageWords.LabelOf(leg, legs.Count).In(language)}: {MessageWords.When(leg, language)}, {MessageWords.Where(leg)}");
        var next = WaitlistTexts.Next.With(until, options.Value.PublicAddress).In(language);
        return content.Contact.Email is { } mail
            ? new OutgoingMessage(message.Id, MessageRoute.Email, mail, subject, $"{WaitlistTexts.Intro.In(language)}\n\n{string.Join('\n', places)}\n\n{next}\n\n{MessageTexts.Automatic.In(language)}\n")
            : new OutgoingMessage(
                message.Id,
                MessageRoute.Sms,
                content.Contact.Phone!,
                subject,
                $"{WaitlistTexts.Sms.In(language)} {string.Join("; ", legs.Select(leg => $"{leg.Date:dd.MM.yyyy} {leg.Time} {leg.Centre.Name}"))}. {next}");
    }
}
