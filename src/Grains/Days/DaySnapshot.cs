using System.Collections.Immutable;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Grains.Days;

/// <summary>A centre-day's state at rest. Counters and expiries are not stored: they follow from the appointments.</summary>
internal sealed record DaySnapshot(
    long Version,
    string Zone,
    bool Closed,
    DateTimeOffset? QuotaReturnsAt,
    bool QuotaReturned,
    SlotPlaces[] Slots,
    Appointment[] Appointments,
    AppointmentId[] Ended)
{
    public static DaySnapshot Of(DayState state) => new(
        state.Version,
        state.Zone,
        state.Closed,
        state.QuotaReturnsAt,
        state.QuotaReturned,
        [.. state.Slots.Values.Select(s => new SlotPlaces(s.Id, s.WebCapacity, s.PhoneCapacity))],
        [.. state.Appointments.Values],
        [.. state.Ended]);

    public DayState ToState(DayId id)
    {
        var slots = Slots.ToDictionary(p => p.Slot, p => new SlotState(p.Slot, p.Web, p.Phone));
        foreach (var a in Appointments)
        {
            slots[a.Slot] = slots[a.Slot].Take(a.Seat, a.Channel, a.IsBooked);
        }

        return new DayState(id)
        {
            Version = Version,
            Zone = Zone,
            Closed = Closed,
            QuotaReturnsAt = QuotaReturnsAt,
            QuotaReturned = QuotaReturned,
            Slots = slots.ToImmutableSortedDictionary(),
            Appointments = Appointments.ToImmutableDictionary(a => a.Id),
            Expiries = [.. Appointments.Where(a => !a.IsBooked).Select(a => new HoldExpiry(a.HeldUntil!.Value, a.Id))],
            Ended = [.. Ended],
        };
    }
}
