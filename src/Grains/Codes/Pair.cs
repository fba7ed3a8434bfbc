using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Grains.Codes;

/// <summary>
/// The appointments one person books together: one for a single-dose vaccine, two otherwise. Carries the rule it was taken under: a rule that
/// changes later does not touch it.
/// </summary>
/// <param name="Reference">What the person reads on the confirmation: opaque, unguessable.</param>
public sealed record Pair(PairId Id, string Reference, IReadOnlyList<Leg> Legs, IntervalRule Rule, Channel Channel, DateTimeOffset HeldUntil);

/// <summary>One appointment of a pair.</summary>
public sealed record Leg(DayId Day, SlotId Slot, AppointmentId Appointment, int Seat);

/// <summary>How many doses, and how many calendar days between the first and the second.</summary>
/// <param name="Version">The campaign version the rule was read from; shown where the rule has changed since.</param>
public sealed record IntervalRule(long Version, int Doses, int MinDays, int MaxDays)
{
    /// <summary>True when the legs are as many as the doses, of one vaccine, and their dates keep the interval.</summary>
    public bool Allows(IReadOnlyList<Leg> legs)
    {
        if (legs.Count != Doses || legs.Any(l => l.Slot.Vaccine != legs[0].Slot.Vaccine))
        {
            return false;
        }

        for (var i = 1; i < legs.Count; i++)
        {
            var days = legs[i].Day.Date.DayNumber - legs[i - 1].Day.Date.DayNumber;
            if (days < MinDays || days > MaxDays)
            {
                return false;
            }
        }

        return true;
    }
}
