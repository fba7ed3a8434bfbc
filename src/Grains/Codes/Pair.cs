using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Grains.Codes;

/// <summary>
/// The appointments one person books together: one for a single-dose vaccine, two otherwise. Carries the rule it was taken under: a rule that
/// changes later does not touch it.
/// </summary>
/// <param name="Reference">What the person reads on the confirmation: opaque, unguessable.</param>
public sealed record Pair(PairId Id, string Reference, IReadOnlyList<Leg> Legs, IntervalRule Rule, Channel Channel, DateTimeOffset HeldUntil)
{
    public bool Has(AppointmentId appointment)
    {
        foreach (var leg in Legs)
        {
            if (leg.Appointment == appointment)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>1 and up.</summary>
    public int DoseOf(Leg leg) => leg.Dose ?? Legs.TakeWhile(other => other.Appointment != leg.Appointment).Count() + 1;

    /// <summary>
    /// True where this pair may take the place of <paramref name="former"/>: some of the same appointments and no other (the rest is cancelled), or as many as before,
    /// each kept or moved, that keep this pair's rule. Where the former pair had lost a dose already, there is no interval left to keep.
    /// </summary>
    public bool MayReplace(Pair former)
    {
        if (Legs.Count == 0)
        {
            return false;
        }

        return Legs.All(leg => former.Has(leg.Appointment))
            ? Legs.Count < former.Legs.Count
            : Legs.Count == former.Legs.Count && (Legs.Count == Rule.Doses ? Rule.Allows(Legs) : Legs.All(leg => leg.Slot.Vaccine == Legs[0].Slot.Vaccine));
    }
}

/// <summary>One appointment of a pair.</summary>
/// <param name="Dose">Which dose, 1 and up, where its place in the pair does not say it any more because another appointment was cancelled; otherwise null.</param>
public sealed record Leg(DayId Day, SlotId Slot, AppointmentId Appointment, int Seat, int? Dose = null);

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
