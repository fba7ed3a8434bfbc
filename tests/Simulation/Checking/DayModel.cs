using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Simulation.Checking;

/// <summary>
/// A centre-day folded from the ledger a second time, in the plainest way and without the product's fold. It tolerates nonsense, so that it can say what is wrong.
/// </summary>
internal sealed class DayModel(DayId id, Action<Rule, string> broken)
{
    public sealed class Slot
    {
        public int Web { get; set; }

        public int Phone { get; set; }
    }

    public sealed record Claim(SlotId Slot, int Seat, Channel Channel, DateTimeOffset? Until);

    public SortedDictionary<SlotId, Slot> Slots { get; } = [];

    public Dictionary<AppointmentId, Claim> Live { get; } = [];

    public HashSet<AppointmentId> Ended { get; } = [];

    /// <summary>Every seat an id ever had, for judging answers.</summary>
    public HashSet<(AppointmentId Appointment, int Seat)> EverHad { get; } = [];

    public bool Closed { get; private set; }

    public DateTimeOffset? QuotaAt { get; private set; }

    public bool QuotaReturned { get; private set; }

    public int Version { get; private set; }

    public int Booked => Live.Values.Count(c => c.Until is null);

    /// <summary>When the first seat comes back by itself: a hold that runs out, or one that has cooled.</summary>
    public DateTimeOffset? NextExpiry => Live.Values.Min(c => c.Until);

    /// <summary>When the first hold of a person runs out.</summary>
    public DateTimeOffset? NextHoldEnds => Live.Where(c => !Ended.Contains(c.Key)).Min(c => c.Value.Until);

    public DateTimeOffset? NextDue
    {
        get
        {
            var quota = QuotaReturned ? null : QuotaAt;
            return NextExpiry is { } hold && !(quota < hold) ? hold : quota;
        }
    }

    public int Count(SlotId slot, Channel channel, bool booked) => Live.Values.Count(c => c.Slot == slot && c.Channel == channel && c.Until is null == booked);

    /// <summary>Seats that a channel may still take.</summary>
    public int Free(SlotId slot, Channel? channel)
    {
        var places = Slots[slot];
        var all = places.Web + places.Phone - Live.Values.Count(c => c.Slot == slot);
        var own = QuotaReturned || channel is null
            ? all
            : (channel == Channel.Web ? places.Web : places.Phone) - Live.Values.Count(c => c.Slot == slot && c.Channel == channel);
        return Math.Max(0, Math.Min(all, own));
    }

    public void Apply(DayEvent happened, DateTimeOffset at)
    {
        Version++;
        switch (happened)
        {
            case DayEvent.SupplyAdded e:
                Change(e.Places, 1);
                QuotaAt = e.QuotaReturnsAt ?? QuotaAt;
                break;
            case DayEvent.SupplyWithdrawn e:
                Change(e.Places, -1);
                break;
            case DayEvent.CapacitySet e:
                Slots[e.Places.Slot] = new Slot { Web = e.Places.Web, Phone = e.Places.Phone };
                break;
            case DayEvent.SupplyScaled e:
                foreach (var (slot, web, phone) in e.Places)
                {
                    Slots[slot] = new Slot { Web = web, Phone = phone };
                }

                break;
            case DayEvent.QuotaReturnSet e:
                (QuotaAt, QuotaReturned) = (e.At, false);
                break;
            case DayEvent.PhoneQuotaReturned:
                if (QuotaAt is null || QuotaAt > at)
                {
                    broken(Rule.ExpiredEarly, $"{id}: the phone share returned at {at:O}, due {QuotaAt:O}");
                }

                QuotaReturned = true;
                break;
            case DayEvent.SeatHeld e:
                if (e.Former is { } former && (!Live.Remove(former, out var cooling) || !Ended.Contains(former) || cooling.Until is null || (cooling.Slot, cooling.Seat, cooling.Channel) != (e.Slot, e.Seat, e.Channel)))
                {
                    broken(Rule.TakenAgainstTheRules, $"{id}: {e.Appointment} took the seat of {former}, which did not cool");
                }

                Take(e.Appointment, new Claim(e.Slot, e.Seat, e.Channel, e.Until), at);
                break;
            case DayEvent.SeatBooked e:
                Book(e, at);
                break;
            case DayEvent.HoldExtended e:
                if (!Live.TryGetValue(e.Appointment, out var extended) || Ended.Contains(e.Appointment))
                {
                    broken(Rule.TakenAgainstTheRules, $"{id}: the hold of {e.Appointment} was extended, which is {extended}");
                    break;
                }

                Live[e.Appointment] = extended with { Until = e.Until };
                break;
            case DayEvent.HoldsExpired e:
                foreach (var appointment in e.Appointments)
                {
                    if (!Live.Remove(appointment, out var claim) || claim.Until is null || claim.Until > at)
                    {
                        broken(Rule.ExpiredEarly, $"{id}: hold {appointment} expired at {at:O}, due {claim?.Until:O}");
                    }
                }

                break;
            case DayEvent.SeatFreed e:
                if (Live.TryGetValue(e.Appointment, out var freed) && !Ended.Contains(e.Appointment))
                {
                    Live.Remove(e.Appointment);
                    if (e.BackAt is { } back)
                    {
                        Live.Add(e.Appointment, freed with { Until = back });
                        if (freed.Until is not null || back <= at || back > at + TimeSpan.FromHours(1))
                        {
                            broken(Rule.TakenAgainstTheRules, $"{id}: {e.Appointment} was {freed} at {at:O} and cools until {back:O}");
                        }
                    }
                }

                Ended.Add(e.Appointment);
                break;
            case DayEvent.DayClosed:
                Closed = true;
                break;
            case DayEvent.DayReopened:
                Closed = false;
                break;
            default:
                throw new InvalidOperationException($"No model for {happened.GetType().Name}.");
        }
    }

    private void Book(DayEvent.SeatBooked e, DateTimeOffset at)
    {
        var claim = new Claim(e.Slot, e.Seat, e.Channel, null);
        if (e.Retaken)
        {
            Take(e.Appointment, claim, at);
            return;
        }

        if (!Live.TryGetValue(e.Appointment, out var held) || held.Until is null || held != claim with { Until = held.Until })
        {
            broken(Rule.TakenAgainstTheRules, $"{id}: {e.Appointment} booked {claim} without having held it");
        }

        if (Closed)
        {
            broken(Rule.TakenAgainstTheRules, $"{id}: {e.Appointment} booked on a closed day");
        }

        Live[e.Appointment] = claim;
        Judge(e.Appointment, claim);
    }

    private void Take(AppointmentId appointment, Claim claim, DateTimeOffset at)
    {
        if (Closed || Ended.Contains(appointment) || Live.ContainsKey(appointment) || !Slots.ContainsKey(claim.Slot))
        {
            broken(Rule.TakenAgainstTheRules, $"{id}: {appointment} took {claim}; closed {Closed}, ended {Ended.Contains(appointment)}, already there {Live.ContainsKey(appointment)}");
        }
        else if (Free(claim.Slot, claim.Channel) < 1)
        {
            broken(Rule.TakenAgainstTheRules, $"{id}: {appointment} took {claim} where nothing was free for {claim.Channel}");
        }

        if (claim.Until <= at)
        {
            broken(Rule.TakenAgainstTheRules, $"{id}: {appointment} holds until the past");
        }

        Live[appointment] = claim;
        EverHad.Add((appointment, claim.Seat));
        Judge(appointment, claim);
    }

    private void Judge(AppointmentId appointment, Claim claim)
    {
        foreach (var (other, theirs) in Live)
        {
            if (other != appointment && theirs.Slot == claim.Slot && theirs.Seat == claim.Seat)
            {
                if (theirs.Until is null && claim.Until is null)
                {
                    broken(Rule.SeatBookedTwice, $"{id} {claim.Slot} seat {claim.Seat} is booked by {other} and {appointment}");
                }

                broken(Rule.SeatTwice, $"{id} {claim.Slot} seat {claim.Seat} belongs to {other} and {appointment}");
            }
        }
    }

    private void Change(IReadOnlyList<SlotPlaces> places, int sign)
    {
        foreach (var (slot, web, phone) in places)
        {
            if (!Slots.TryGetValue(slot, out var found))
            {
                Slots.Add(slot, found = new Slot());
            }

            found.Web += sign * web;
            found.Phone += sign * phone;
            if (web < 0 || phone < 0 || found.Web < 0 || found.Phone < 0)
            {
                broken(Rule.Sums, $"{id} {slot}: {found.Web} web and {found.Phone} phone places after a change by {sign} x ({web}, {phone})");
            }
        }
    }
}
