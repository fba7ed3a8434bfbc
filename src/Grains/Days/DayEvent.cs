using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Grains.Days;

/// <summary>What happened to a centre-day. Stored forever: fields are only added, and every added one is optional.</summary>
public abstract record DayEvent
{
    private DayEvent()
    {
    }

    /// <param name="Places">Added to what each slot had.</param>
    public sealed record SupplyAdded(string Zone, IReadOnlyList<SlotPlaces> Places, DateTimeOffset? QuotaReturnsAt) : DayEvent;

    /// <param name="Places">Taken from what each slot had.</param>
    public sealed record SupplyWithdrawn(IReadOnlyList<SlotPlaces> Places, int Deficit) : DayEvent;

    public sealed record CapacitySet(SlotPlaces Places, int Deficit) : DayEvent;

    /// <param name="Places">What each slot has from now on.</param>
    /// <param name="Before">Places of the vaccine on this day before.</param>
    public sealed record SupplyScaled(string Vaccine, int FromDoses, int ToDoses, int Before, IReadOnlyList<SlotPlaces> Places, IReadOnlyList<SlotDeficit> Deficits) : DayEvent;

    public sealed record QuotaReturnSet(DateTimeOffset? At) : DayEvent;

    public sealed record PhoneQuotaReturned : DayEvent;

    /// <param name="Former">The appointment whose cooling seat this was; it cools no longer.</param>
    public sealed record SeatHeld(AppointmentId Appointment, SlotId Slot, int Seat, Channel Channel, DateTimeOffset Until, long Rule = 0, AppointmentId? Former = null) : DayEvent;

    public sealed record HoldExtended(AppointmentId Appointment, DateTimeOffset Until) : DayEvent;

    public sealed record HoldsExpired(IReadOnlyList<AppointmentId> Appointments) : DayEvent;

    public sealed record SeatBooked(AppointmentId Appointment, SlotId Slot, int Seat, Channel Channel, bool Retaken) : DayEvent;

    /// <param name="BackAt">Where the appointment was booked: the seat cools until then. Null for a seat that was free at once.</param>
    public sealed record SeatFreed(AppointmentId Appointment, DateTimeOffset? BackAt = null) : DayEvent;

    public sealed record DayClosed : DayEvent;

    public sealed record DayReopened : DayEvent;
}
