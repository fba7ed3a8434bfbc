using System.Text.Json.Serialization;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Grains.Days;

/// <summary>How a centre-day answers. A closed set.</summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(SupplyAdded), "supply-added")]
[JsonDerivedType(typeof(SupplyWithdrawn), "supply-withdrawn")]
[JsonDerivedType(typeof(CapacitySet), "capacity-set")]
[JsonDerivedType(typeof(SupplyScaled), "supply-scaled")]
[JsonDerivedType(typeof(QuotaReturnSet), "quota-return-set")]
[JsonDerivedType(typeof(Held), "held")]
[JsonDerivedType(typeof(HoldExtended), "hold-extended")]
[JsonDerivedType(typeof(HoldGone), "hold-gone")]
[JsonDerivedType(typeof(Booked), "booked")]
[JsonDerivedType(typeof(Freed), "freed")]
[JsonDerivedType(typeof(Full), "full")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(NoSuchSlot), "no-such-slot")]
[JsonDerivedType(typeof(SlotPast), "slot-past")]
[JsonDerivedType(typeof(AppointmentEnded), "appointment-ended")]
[JsonDerivedType(typeof(DayClosed), "day-closed")]
[JsonDerivedType(typeof(DayReopened), "day-reopened")]
[JsonDerivedType(typeof(Invalid), "invalid")]
[JsonDerivedType(typeof(Ticked), "ticked")]
public abstract record DayOutcome
{
    private DayOutcome()
    {
    }

    public sealed record SupplyAdded(int Places) : DayOutcome;

    /// <param name="Lowered">Places taken back.</param>
    /// <param name="Deficit">Places that are held or booked, or were never there, and so could not be taken back.</param>
    public sealed record SupplyWithdrawn(int Lowered, int Deficit) : DayOutcome;

    /// <param name="Deficit">People beyond the new capacity of the slot.</param>
    public sealed record CapacitySet(int Deficit) : DayOutcome;

    /// <param name="Before">Places of the vaccine on this day before.</param>
    /// <param name="After">And now.</param>
    /// <param name="Deficits">Slots with more people than places; nobody was cancelled.</param>
    public sealed record SupplyScaled(int Before, int After, IReadOnlyList<SlotDeficit> Deficits) : DayOutcome;

    public sealed record QuotaReturnSet : DayOutcome;

    public sealed record Held(AppointmentId Appointment, int Seat, DateTimeOffset Until) : DayOutcome;

    public sealed record HoldExtended(DateTimeOffset Until) : DayOutcome;

    /// <summary>The hold ran out, was given back, or became a booking.</summary>
    public sealed record HoldGone : DayOutcome;

    /// <param name="Retaken">The hold had run out and another seat was found.</param>
    public sealed record Booked(AppointmentId Appointment, int Seat, bool Retaken) : DayOutcome;

    public sealed record Freed : DayOutcome;

    /// <summary>Every seat of this channel is taken.</summary>
    /// <param name="HeldNow">How many of them are only held and may come back.</param>
    /// <param name="NextHoldEnds">When the first of the day's holds runs out; null where all that is held cools.</param>
    public sealed record Full(int HeldNow, DateTimeOffset? NextHoldEnds) : DayOutcome;

    public sealed record Closed : DayOutcome;

    public sealed record NoSuchSlot : DayOutcome;

    /// <summary>The slot's start has passed.</summary>
    public sealed record SlotPast : DayOutcome;

    /// <summary>This id has given its seat back already; a new attempt needs a new id.</summary>
    public sealed record AppointmentEnded : DayOutcome;

    public sealed record DayClosed : DayOutcome;

    public sealed record DayReopened : DayOutcome;

    /// <summary>The command makes no sense (a negative number, an unknown zone); a bug of the caller.</summary>
    public sealed record Invalid(string Reason) : DayOutcome;

    public sealed record Ticked : DayOutcome;
}
