using System.Globalization;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Confirming;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Households;

/// <summary>
/// Holds and books for a household. Each member's pair is held and booked as anybody's is, both appointments or neither; what is common to them is that a choice is held for all
/// or for none, and that how it ended is told for each.
/// </summary>
internal sealed class HouseholdBooking(Holder holder, Confirmer confirmer, HouseholdDesk desk)
{
    /// <summary>Holds for all; where one is refused, the others are given back.</summary>
    public async Task<Answer<HouseholdView>> Hold(BookingSession session, IdempotencyKey key, HouseholdHoldRequest request)
    {
        var held = new List<(BookingSession Session, PairView Pair)>();
        foreach (var wanted in request.Members)
        {
            var member = session.Members[wanted.Member - 1];
            var answer = await holder.Hold(member, key, new HoldRequest(request.Vaccine, wanted.Legs, request.Postcode));
            if (answer.IsGiven(out var pair, out var refusal))
            {
                held.Add((member, pair));
                continue;
            }

            // An open outcome is asked for again with the same key, which finds what is held; nobody's is given back for it.
            var isOpen = refusal.Problem.Status == 503;
            if (!isOpen)
            {
                await GiveBack(held);
            }

            return HouseholdRefusals.Of(wanted.Member, refusal, othersGivenBack: !isOpen && held.Count > 0);
        }

        return await desk.Read(session);
    }

    /// <summary>Gives back whatever the members hold. Null when it is given back.</summary>
    public async Task<ProblemResult?> Release(BookingSession session) =>
        (await desk.Read(session)).IsGiven(out var view, out var refusal) ? await GiveBack(Held(session, view)) : refusal;

    /// <summary>Lengthens whatever the members hold, once.</summary>
    public async Task<Answer<HouseholdView>> Extend(BookingSession session)
    {
        if (!(await desk.Read(session)).IsGiven(out var view, out var refusal))
        {
            return refusal;
        }

        foreach (var (member, pair) in Held(session, view))
        {
            if (PairIds.TryRead(pair.Id, out var id) && (await holder.Extend(member, id)).Refusal is { } not)
            {
                return not;
            }
        }

        return await desk.Read(session);
    }

    /// <summary>Books one after the other. One that fails stops nobody else: each is told how it ended for them.</summary>
    public async Task<Answer<HouseholdOutcome>> Confirm(BookingSession session, IdempotencyKey key, HouseholdBookingRequest request)
    {
        if (Faults(request, out var contacts) is { Count: > 0 } faults)
        {
            return Refusals.ContactInvalid(faults);
        }

        var outcomes = new List<MemberOutcome>();
        foreach (var (wanted, contact) in request.Members.Zip(contacts))
        {
            var answer = PairIds.TryRead(wanted.Hold, out var id) ? await confirmer.Confirm(session.Members[wanted.Member - 1], key, id, contact) : Refusals.HoldUnknown();
            outcomes.Add(answer.IsGiven(out var pair, out var refusal) ? new MemberOutcome(wanted.Member, pair, null) : new MemberOutcome(wanted.Member, null, refusal.Problem));
        }

        return new HouseholdOutcome(outcomes);
    }

    /// <summary>What is wrong with what was entered; a name's field is members/{n}/name with n from 0.</summary>
    public static IReadOnlyList<FieldFault> Faults(HouseholdBookingRequest request, out IReadOnlyList<Contact> contacts)
    {
        var (read, faults) = (new List<Contact>(), new List<FieldFault>());
        foreach (var member in request.Members)
        {
            // Address and number are the same for all and wrong only once.
            var i = read.Count;
            faults.AddRange(Contact.Faults(member.Name, request.Email, request.Phone, out var contact)
                .Where(fault => i == 0 || fault.Field == "name")
                .Select(fault => fault.Field == "name"
                    ? new FieldFault(string.Create(CultureInfo.InvariantCulture, $"members/{i}/name"), HouseholdTexts.OfMember.With(member.Member, fault.Detail))
                    : fault));
            read.Add(contact);
        }

        contacts = read;
        return faults;
    }

    private static IEnumerable<(BookingSession Session, PairView Pair)> Held(BookingSession session, HouseholdView view) =>
        view.Members.Where(member => member.Pair is { Status: PairStatus.Held }).Select(member => (session.Members[member.Member - 1], member.Pair!));

    private async Task<ProblemResult?> GiveBack(IEnumerable<(BookingSession Session, PairView Pair)> held)
    {
        ProblemResult? refusal = null;
        foreach (var (member, pair) in held)
        {
            // What cannot be given back now runs out by itself.
            if (pair.Status == PairStatus.Held && PairIds.TryRead(pair.Id, out var id))
            {
                refusal = await holder.Release(member, id) ?? refusal;
            }
        }

        return refusal;
    }
}
