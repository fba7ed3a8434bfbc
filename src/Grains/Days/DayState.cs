using System.Collections.Immutable;
using System.Text.Json.Serialization;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Grains.Days;

/// <summary>A seat that somebody holds (<paramref name="HeldUntil"/> says how long) or has booked (null).</summary>
/// <param name="Rule">While held: version of the campaign whose rule it was chosen under; 0 where none is known.</param>
/// <param name="Cooling">The booking was given back and the seat counts as held until it is anybody's again, so that nobody can pass it on.</param>
public sealed record Appointment(
    AppointmentId Id,
    SlotId Slot,
    int Seat,
    Channel Channel,
    DateTimeOffset? HeldUntil,
    long Rule = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Cooling = false)
{
    public bool IsBooked => HeldUntil is null;
}

/// <summary>When a hold runs out; sorts by time.</summary>
public readonly record struct HoldExpiry(DateTimeOffset Until, AppointmentId Appointment) : IComparable<HoldExpiry>
{
    public int CompareTo(HoldExpiry other)
    {
        var byTime = Until.CompareTo(other.Until);
        return byTime != 0 ? byTime : Appointment.CompareTo(other.Appointment);
    }

    public static bool operator <(HoldExpiry left, HoldExpiry right) => left.CompareTo(right) < 0;

    public static bool operator >(HoldExpiry left, HoldExpiry right) => left.CompareTo(right) > 0;

    public static bool operator <=(HoldExpiry left, HoldExpiry right) => left.CompareTo(right) <= 0;

    public static bool operator >=(HoldExpiry left, HoldExpiry right) => left.CompareTo(right) >= 0;
}

/// <summary>A centre's day: everything that can be taken on it and who took it. Immutable; shared freely with readers.</summary>
public sealed record DayState(DayId Id)
{
    /// <summary>IANA zone of the centre's wall clock; empty until slots are published.</summary>
    public string Zone { get; init; } = "";

    public bool Closed { get; init; }

    /// <summary>When the unused phone share becomes everybody's; null when it never does.</summary>
    public DateTimeOffset? QuotaReturnsAt { get; init; }

    public bool QuotaReturned { get; init; }

    public ImmutableSortedDictionary<SlotId, SlotState> Slots { get; init; } = ImmutableSortedDictionary<SlotId, SlotState>.Empty;

    public ImmutableDictionary<AppointmentId, Appointment> Appointments { get; init; } = ImmutableDictionary<AppointmentId, Appointment>.Empty;

    public ImmutableSortedSet<HoldExpiry> Expiries { get; init; } = [];

    /// <summary>
    /// When the first hold of a person runs out; null where nobody holds anything. A seat that cools is not among them: whoever knew its instant could wait for it.
    /// </summary>
    public DateTimeOffset? NextHoldEnds
    {
        get
        {
            foreach (var expiry in Expiries)
            {
                if (!Appointments[expiry.Appointment].Cooling)
                {
                    return expiry.Until;
                }
            }

            return null;
        }
    }

    /// <summary>Ids that gave their seat back for good. A step of a saga that arrives late must not take a seat for them again.</summary>
    public ImmutableHashSet<AppointmentId> Ended { get; init; } = [];

    /// <summary>Events folded so far; the availability row's version.</summary>
    public long Version { get; init; }

    public DateTimeOffset? NextDue
    {
        get
        {
            var expiry = Expiries.IsEmpty ? (DateTimeOffset?)null : Expiries.Min.Until;
            var quota = QuotaReturned ? null : QuotaReturnsAt;
            return expiry is null || quota < expiry ? quota ?? expiry : expiry;
        }
    }
}
