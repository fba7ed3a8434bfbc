using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Eligibility;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Waitlist;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Waitlist;

/// <summary>Puts a code on the waiting list, shows its entry, takes it off.</summary>
internal sealed class WaitlistDesk(IGrains grains, IWaitlist list, CampaignBook campaigns, ContactSeal seal, CoolingSeats cooling, TimeProvider time)
{
    public async Task<Answer<WaitlistView>> Put(BookingSession session, IdempotencyKey key, WaitlistRequest request)
    {
        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        if (edition.Campaign.FindVaccine(request.Vaccine ?? "") is not { } vaccine)
        {
            return Refusals.VaccineUnknown();
        }

        if (!Postcode.TryRead(request.Postcode, out var postcode))
        {
            return Refusals.PostcodeInvalid();
        }

        if (Faults(request, out var contact) is { Count: > 0 } faults)
        {
            return Refusals.ContactInvalid(faults);
        }

        var code = session.Code!.Value;
        if (await grains.Read(code) is not { } state)
        {
            return Refusals.Busy();
        }

        var now = time.GetUtcNow();
        if (PairViews.Of(state, now, edition) is { Status: PairStatus.Booked } booked)
        {
            return Refusals.CodeAlreadyBooked(booked);
        }

        if (!Standing.MayTake(state.Origin, vaccine, now))
        {
            return Refusals.VaccineNotForAge(vaccine);
        }

        var closed = await seal.Seal(new SealedContent(contact, key.Value, Language.Current.Code), SealedFor(code));
        var wish = new WaitlistWish(session.Group, vaccine.Id, postcode, request.From, request.Until, request.Standby, Language.Current.Code);
        var entry = new WaitlistEntry(code, PriorityOf(state, edition.Campaign), now, wish.ToJson(), closed.Data, closed.WrappedKey);
        if (!await list.Put(entry))
        {
            return WaitlistRefusals.HasOffer();
        }

        cooling.Watch();
        return await Read(session);
    }

    public async Task<Answer<WaitlistView>> Read(BookingSession session) => await list.Find(session.Code!.Value) is { } entry ? View(entry) : WaitlistRefusals.NotOnIt();

    public async Task Leave(BookingSession session) => await list.Remove(session.Code!.Value);

    /// <summary>Under what an entry's contact data is sealed.</summary>
    public static PairId SealedFor(CodeId code) => PairId.Derive("waitlist", code.Hash);

    private static WaitlistView View(WaitlistEntry entry)
    {
        var wish = WaitlistWish.FromJson(entry.Wish);
        // Whoever is being called by a centre has no appointments held.
        var isOffered = entry.Offer is { } has && !StandbyDesk.IsCall(has);
        return new WaitlistView(
            wish.Vaccine, wish.Postcode, wish.From, wish.Until, wish.Standby, entry.At, isOffered ? "offered" : "waiting", isOffered ? entry.Offer?.Until : null);
    }

    /// <summary>Groups stand in the campaign in the order of their priority; codes of none come after them.</summary>
    private static int PriorityOf(CodeState state, Campaign campaign)
    {
        var place = campaign.Groups.Select(group => group.Id).ToList().IndexOf(state.Origin?.Priority ?? "");
        return place < 0 ? campaign.Groups.Count : place;
    }

    private static IReadOnlyList<FieldFault> Faults(WaitlistRequest request, out Contact contact)
    {
        // A name is needed when booking, not here.
        var faults = Contact.Faults("-", request.Email, request.Phone, out contact);
        return faults.Count > 0 ? faults
            : request.Standby && contact.Phone is null ? [new FieldFault("phone", WaitlistTexts.StandbyNeedsPhone)]
            : contact is { Email: null, Phone: null } ? [new FieldFault("email", WaitlistTexts.ReachMissing)]
            : [];
    }
}
