using System.Collections.Immutable;

namespace WaitingRoom.Grains.Days;

/// <summary>Folds what happened into a centre-day's state. Pure and total: it never refuses what is already in the ledger.</summary>
internal static class DayEvolution
{
    public static DayState Evolve(DayState state, DayEvent happened)
    {
        var next = happened switch
        {
            DayEvent.SeatHeld e => Take(e.Former is { } former ? GiveBack(state, [former]) : state, new Appointment(e.Appointment, e.Slot, e.Seat, e.Channel, e.Until, e.Rule)),
            DayEvent.SeatBooked e => Book(state, new Appointment(e.Appointment, e.Slot, e.Seat, e.Channel, HeldUntil: null)),
            DayEvent.SeatFreed e => Free(state, e) with { Ended = state.Ended.Add(e.Appointment) },
            DayEvent.HoldsExpired e => GiveBack(state, e.Appointments),
            DayEvent.HoldExtended e => Extend(state, e),
            DayEvent.SupplyAdded e => Change(state, e.Places, +1) with { Zone = e.Zone, QuotaReturnsAt = e.QuotaReturnsAt ?? state.QuotaReturnsAt },
            DayEvent.SupplyWithdrawn e => Change(state, e.Places, -1),
            DayEvent.CapacitySet e => state with
            {
                Slots = state.Slots.SetItem(e.Places.Slot, state.Slots[e.Places.Slot] with { WebCapacity = e.Places.Web, PhoneCapacity = e.Places.Phone }),
            },
            DayEvent.SupplyScaled e => state with
            {
                Slots = state.Slots.SetItems(e.Places.Select(p => KeyValuePair.Create(p.Slot, state.Slots[p.Slot] with { WebCapacity = p.Web, PhoneCapacity = p.Phone }))),
            },
            DayEvent.QuotaReturnSet e => state with { QuotaReturnsAt = e.At, QuotaReturned = false },
            DayEvent.PhoneQuotaReturned => state with { QuotaReturned = true },
            DayEvent.DayClosed => state with { Closed = true },
            DayEvent.DayReopened => state with { Closed = false },
            _ => throw new InvalidOperationException($"No fold for {happened.GetType().Name}."),
        };
        return next with { Version = state.Version + 1 };
    }

    private static DayState Take(DayState state, Appointment appointment) => state with
    {
        Slots = state.Slots.SetItem(appointment.Slot, state.Slots[appointment.Slot].Take(appointment.Seat, appointment.Channel, appointment.IsBooked)),
        Appointments = state.Appointments.SetItem(appointment.Id, appointment),
        Expiries = appointment.HeldUntil is { } until ? state.Expiries.Add(new HoldExpiry(until, appointment.Id)) : state.Expiries,
    };

    /// <summary>Most bookings confirm the very seat that was held, on which nothing changes but who is counted where.</summary>
    private static DayState Book(DayState state, Appointment booked) =>
        state.Appointments.TryGetValue(booked.Id, out var held) && held.HeldUntil is { } until && held == booked with { HeldUntil = until, Rule = held.Rule }
            ? state with
            {
                Slots = state.Slots.SetItem(booked.Slot, state.Slots[booked.Slot].Confirm(booked.Channel)),
                Appointments = state.Appointments.SetItem(booked.Id, booked),
                Expiries = state.Expiries.Remove(new HoldExpiry(until, booked.Id)),
            }
            : Take(GiveBack(state, [booked.Id]), booked);

    private static DayState GiveBack(DayState state, IReadOnlyList<Identity.AppointmentId> ids)
    {
        foreach (var id in ids)
        {
            if (!state.Appointments.TryGetValue(id, out var appointment))
            {
                continue;
            }

            state = state with
            {
                Slots = state.Slots.SetItem(appointment.Slot, state.Slots[appointment.Slot].Give(appointment.Seat, appointment.Channel, appointment.IsBooked)),
                Appointments = state.Appointments.Remove(id),
                Expiries = appointment.HeldUntil is { } until ? state.Expiries.Remove(new HoldExpiry(until, id)) : state.Expiries,
            };
        }

        return state;
    }

    /// <summary>What cools already goes on cooling, however often it is given back.</summary>
    private static DayState Free(DayState state, DayEvent.SeatFreed e)
    {
        if (!state.Appointments.TryGetValue(e.Appointment, out var freed) || freed.Cooling)
        {
            return state;
        }

        var given = GiveBack(state, [e.Appointment]);
        return e.BackAt is { } until ? Take(given, freed with { HeldUntil = until, Cooling = true }) : given;
    }

    private static DayState Extend(DayState state, DayEvent.HoldExtended e) => state.Appointments.TryGetValue(e.Appointment, out var held) && held.HeldUntil is { } before
        ? state with
        {
            Appointments = state.Appointments.SetItem(held.Id, held with { HeldUntil = e.Until }),
            Expiries = state.Expiries.Remove(new HoldExpiry(before, held.Id)).Add(new HoldExpiry(e.Until, held.Id)),
        }
        : state;

    private static DayState Change(DayState state, IReadOnlyList<SlotPlaces> places, int sign)
    {
        var slots = state.Slots.ToBuilder();
        foreach (var (id, web, phone) in places)
        {
            var slot = slots.TryGetValue(id, out var existing) ? existing : new SlotState(id, 0, 0);
            slots[id] = slot with { WebCapacity = slot.WebCapacity + (sign * web), PhoneCapacity = slot.PhoneCapacity + (sign * phone) };
        }

        return state with { Slots = slots.ToImmutable() };
    }
}
