using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Households;

/// <summary>People who book side by side, each with a code of their own.</summary>
/// <param name="Members">1 to <see cref="HouseholdDesk.MostMembers"/>, in the order of their codes.</param>
/// <param name="Vaccines">Those that every member may take, as far as the codes know their ages.</param>
internal sealed record HouseholdView(IReadOnlyList<MemberView> Members, IReadOnlyList<VaccineView> Vaccines)
{
    /// <summary>The session with all codes in it, for clients with bearer tokens.</summary>
    public string? Token { get; init; }
}

/// <param name="Member">1 and up.</param>
/// <param name="Pair">What the member has; null for nothing.</param>
internal sealed record MemberView(int Member, PairView? Pair)
{
    /// <summary>Has neither appointments nor a choice under way: offers are for them.</summary>
    internal bool IsWaiting => Pair is null or { Status: PairStatus.Cancelled or PairStatus.Failed };
}

/// <param name="Code">As in POST /booking/codes.</param>
internal sealed record MemberRequest(string? Code);

/// <summary>What can be had side by side: all members at one centre, at one time or at one time and the next. Nothing of it is reserved.</summary>
/// <param name="Members">Whom it is for: those who have nothing yet.</param>
internal sealed record HouseholdOfferList(string Vaccine, string Postcode, IReadOnlyList<int> Members, IReadOnlyList<HouseholdOffer> Offers, HeldSeats Held);

/// <param name="Members">One entry for each, ready to be sent to POST /booking/household/holds.</param>
/// <param name="Rank">1 for the nearest centre of the group, 2 for the next, ...</param>
internal sealed record HouseholdOffer(IReadOnlyList<MemberOffer> Members, int Rank);

internal sealed record MemberOffer(int Member, IReadOnlyList<OfferLeg> Legs);

/// <param name="Postcode">Where alternatives are to be near to; the first centre's when absent.</param>
internal sealed record HouseholdHoldRequest(string Vaccine, IReadOnlyList<MemberHoldRequest> Members, string? Postcode = null);

internal sealed record MemberHoldRequest(int Member, IReadOnlyList<LegRequest> Legs);

/// <summary>One address and number for all, a name for each.</summary>
internal sealed record HouseholdBookingRequest(IReadOnlyList<MemberBookingRequest> Members, string? Email = null, string? Phone = null);

/// <param name="Hold">Id of the member's hold.</param>
internal sealed record MemberBookingRequest(int Member, string Hold, string Name);

/// <summary>How it ended for one member: a booking, or the refusal.</summary>
internal sealed record MemberOutcome(int Member, PairView? Pair, Problem? Refusal);

internal sealed record HouseholdOutcome(IReadOnlyList<MemberOutcome> Members)
{
    public bool IsComplete => Members.All(member => member.Pair is not null);
}
