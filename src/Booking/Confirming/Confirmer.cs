using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Codes.Batches;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Pairs;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Confirming;

/// <summary>Makes a booking of a hold: both appointments or neither.</summary>
internal sealed class Confirmer(
    IGrains grains, PairSaga saga, CampaignBook campaigns, ContactSeal seal, ContactMarking marking, BatchBook batches, IReadModels readModels, Alternatives alternatives, TimeProvider time)
{
    public async Task<Answer<PairView>> Confirm(BookingSession session, IdempotencyKey key, PairId id, Contact contact)
    {
        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        var code = session.Code!.Value;
        if (await grains.Read(code) is not { } state)
        {
            return Refusals.Busy();
        }

        var content = new SealedContent(contact, key.Value, Language.Current.Basis.Code);
        if (state.Pair is { } begun && begun.Id == id && await SaysOtherwise(state, begun, content))
        {
            return Refusals.KeyReused();
        }

        if (state.Phase == PairPhase.Held && await batches.IsRevoked(state.Origin))
        {
            return Refusals.CodeRevoked();
        }

        // Two who confirm at the same moment may both still pass: the limit is against hoarding, not a promise.
        var marks = await marking.Of(contact);
        if (state.Phase == PairPhase.Held && edition.Campaign.MostBookingsPerContact is var most && await readModels.CountBookings(marks) >= most)
        {
            return Refusals.ContactLimit(most);
        }

        var closed = await seal.Seal(content, id);
        return await saga.Confirm(code, id, closed.Data, closed.WrappedKey, marks) switch
        {
            PairOutcome.Booked booked => PairViews.Of(booked.Pair, PairStatus.Booked, time.GetUtcNow(), edition),
            PairOutcome.LegRefused refused => Refusals.AppointmentsGone(refused.Leg, state.Pair is null ? null : await alternatives.To(state.Pair, session, edition)),
            // The booking that came of it was changed since; what is booked now is the truth.
            PairOutcome.Ended { End: PairEnd.Replaced } => await grains.Read(code) is { } now && PairViews.Of(now, time.GetUtcNow(), edition) is { } view ? view : Refusals.Busy(),
            PairOutcome.Ended => Refusals.HoldEnded(state.Pair is null ? null : await alternatives.To(state.Pair, session, edition)),
            PairOutcome.CodeRefused => Refusals.HoldUnknown(),
            PairOutcome.Busy => Refusals.Busy(),
            _ => Refusals.OutcomeUnknown(),
        };
    }

    /// <summary>True when this key was already used for this pair with another contact.</summary>
    private async ValueTask<bool> SaysOtherwise(CodeState state, Pair pair, SealedContent content)
    {
        if (state.SealedFor is not { } sealedFor)
        {
            return false;
        }

        var wrapped = await readModels.FindContactKey(pair.Reference);
        var earlier = wrapped is { } key ? await seal.Open(state.SealedContact, key, sealedFor) : null;
        return earlier is not null && earlier.IdempotencyKey == content.IdempotencyKey && earlier.Contact != content.Contact;
    }
}
