using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Managing;

/// <summary>Seals new contact data for a booking. With the key of the old goes the old: nobody can read it any more.</summary>
internal sealed class ContactChanging(IGrains grains, BookingDesk desk, CampaignBook campaigns, ContactSeal seal, ContactMarking marking, IReadModels readModels)
{
    /// <summary>Null when it is changed.</summary>
    public async Task<ProblemResult?> Change(BookingSession session, string reference, IdempotencyKey key, Contact contact)
    {
        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        var code = session.Code!.Value;
        if (await desk.Settled(code) is not { } state)
        {
            return Refusals.Busy();
        }

        if (!state.IsBooked || BookingDesk.PairOf(state, reference) is not { } pair)
        {
            return Refusals.BookingUnknown();
        }

        if (await Known(state, pair) is { } earlier && earlier.IdempotencyKey == key.Value)
        {
            return earlier.Contact == contact ? null : Refusals.KeyReused();
        }

        // As when booking, or the limit would end with the first change. The booking itself is no second one.
        var marks = await marking.Of(contact);
        if (edition.Campaign.MostBookingsPerContact is var most && await readModels.CountBookings(marks, except: pair.Reference) >= most)
        {
            return ChangeRefusals.ContactLimit(most);
        }

        var closed = await seal.Seal(new SealedContent(contact, key.Value, Language.Current.Basis.Code), pair.Id);
        var operation = OperationId.Derive("contact", pair.Id.ToString(), key.Value);
        return await grains.Ask(code, new CodeCommand.ChangeContact(operation, pair.Id, closed.Data, closed.WrappedKey, marks)) switch
        {
            Reply<CodeOutcome>.Done { Outcome: CodeOutcome.PairBooked } => null,
            Reply<CodeOutcome>.Done { Outcome: CodeOutcome.OtherPair } or Reply<CodeOutcome>.Busy => Refusals.Busy(),
            Reply<CodeOutcome>.Done => Refusals.BookingUnknown(),
            _ => Refusals.OutcomeUnknown(),
        };
    }

    private async ValueTask<SealedContent?> Known(CodeState state, Pair pair) =>
        state.SealedFor is { } sealedFor && await readModels.FindContactKey(pair.Reference) is { } wrapped ? await seal.Open(state.SealedContact, wrapped, sealedFor) : null;
}
