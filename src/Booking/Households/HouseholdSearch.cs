using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Eligibility;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains;

namespace WaitingRoom.Booking.Households;

/// <summary>Searches for those of a household who have nothing yet; what one of them could not book is offered to none.</summary>
internal sealed class HouseholdSearch(IGrains grains, CampaignBook campaigns, AvailabilityBoard board, OfferSearch search, HouseholdDesk household, TimeProvider time)
{
    public async Task<Answer<HouseholdOfferList>> Find(BookingSession session, string? vaccineId, string? typedPostcode, string? typedFrom)
    {
        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        if (edition.Campaign.FindVaccine(vaccineId ?? "") is not { } vaccine)
        {
            return Refusals.VaccineUnknown();
        }

        if (!Postcode.TryRead(typedPostcode, out var postcode))
        {
            return Refusals.PostcodeInvalid();
        }

        if (!OfferDesk.TryReadDate(typedFrom, out var from))
        {
            return Refusals.QueryNotUnderstood();
        }

        if (!board.IsLoaded)
        {
            return Refusals.Busy();
        }

        if (!(await household.Read(session)).IsGiven(out var view, out var refusal))
        {
            return refusal;
        }

        int[] members = [.. view.Members.Where(member => member.IsWaiting).Select(member => member.Member)];
        if (members.Length == 0)
        {
            return HouseholdRefusals.NobodyLeft();
        }

        var now = time.GetUtcNow();
        var born = new List<int>();
        foreach (var member in members)
        {
            if (await grains.Read(session.Members[member - 1].Code!.Value) is not { } state)
            {
                return Refusals.Busy();
            }

            if ((Standing.Refusal(state, session.Channel, edition, now) ?? (Standing.MayTake(state.Origin, vaccine, now) ? null : Refusals.VaccineNotForAge(vaccine))) is { } not)
            {
                return HouseholdRefusals.Of(member, not);
            }

            if (state.Origin?.BirthYear is { } year)
            {
                born.Add(year);
            }
        }

        var found = search.Find(new OfferQuery(session.Group, vaccine, postcode, from, session.Channel) { BirthYears = born, People = members.Length }, edition);
        return new HouseholdOfferList(found.Vaccine, found.Postcode, members, [.. found.Offers.Select(offer => Of(offer, members))], found.Held);
    }

    private static HouseholdOffer Of(Offer offer, int[] members) =>
        new([.. members.Select((member, i) => new MemberOffer(member, i == 0 ? offer.Legs : offer.Beside![i - 1]))], offer.Rank);
}
