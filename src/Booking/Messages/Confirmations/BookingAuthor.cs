using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Messages.Confirmations;

/// <summary>
/// Confirmations, changes and cancellations, written from what is true when they are sent: what is no longer so is not said. The contact data is opened here, in memory, for one message.
/// </summary>
internal sealed class BookingAuthor(BookingFacts facts, CampaignBook campaigns, IReadModels readModels, ContactSeal seal, BookingWriting writing, TimeProvider time) : IMessageAuthor
{
    public const string Confirmed = "booking-confirmed";
    public const string Cancelled = "booking-cancelled";
    public const string Changed = "booking-changed";

    /// <summary>The confirmation on paper, asked for by staff.</summary>
    public const string Letter = "booking-letter";

    /// <summary>Both days answer within a second, or the saga is taken up after a few.</summary>
    private static readonly TimeSpan UntilDecided = TimeSpan.FromSeconds(5);

    public IReadOnlyCollection<string> Kinds => [Confirmed, Cancelled, Changed, Letter];

    public async ValueTask<Draft> Write(OutboxMessage message, CancellationToken cancellation)
    {
        if (await facts.Find(message.Reference, cancellation) is not { } fact)
        {
            return new Draft.Nothing("booking-unknown");
        }

        if (fact.Status == PairStatus.Pending)
        {
            return new Draft.Later(UntilDecided);
        }

        if (fact.Status != (message.Kind == Cancelled ? PairStatus.Cancelled : PairStatus.Booked))
        {
            return new Draft.Nothing("no-longer-true");
        }

        if (fact.SealedContact.IsEmpty || await readModels.FindContactKey(message.Reference, cancellation) is not { } key)
        {
            return new Draft.Nothing("contact-destroyed");
        }

        var content = await seal.Open(fact.SealedContact, key, fact.SealedFor) ?? throw new InvalidDataException("Contact data does not open with its key.");
        var edition = await campaigns.Get() ?? throw new LedgerUnavailableException("There is no campaign to read centres from.");
        MessageRoute? route = message.Kind == Letter ? MessageRoute.Letter : RouteTo(content.Contact);
        return route is { } found
            ? new Draft.Ready(await writing.Write(message, found, new Addressee(content.Contact, Language.Find(content.Language) ?? Language.German), fact, edition, time.GetUtcNow()))
            : new Draft.Nothing("no-address");
    }

    /// <summary>The quickest that the person left. One message says it; two would only differ in their delays.</summary>
    private static MessageRoute? RouteTo(Contact contact) => contact switch
    {
        { Email: not null } => MessageRoute.Email,
        { Phone: not null } => MessageRoute.Sms,
        { Address: not null } => MessageRoute.Letter,
        _ => null,
    };
}
