using WaitingRoom.Grains.Writing;
using Decision = WaitingRoom.Grains.Writing.Decision<WaitingRoom.Grains.Days.DayEvent, WaitingRoom.Grains.Days.DayOutcome>;

namespace WaitingRoom.Grains.Days;

/// <summary>Decides for a centre-day: from a state, a command and an instant to events and an outcome. Pure.</summary>
internal static class DayDecision
{
    /// <summary>No hold lasts longer, whatever a caller asks: a seat out of sight for half an hour is a seat wasted on the first day.</summary>
    public static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(30);

    /// <summary>No offer to somebody on the waiting list lasts longer: messages are read within a day, and a seat out of sight for longer is wasted.</summary>
    public static readonly TimeSpan LongestOffer = TimeSpan.FromHours(24);

    /// <summary>No seat cools longer, whatever a caller asks: the delay hides an instant, not a seat.</summary>
    public static readonly TimeSpan LongestCooling = TimeSpan.FromHours(1);

    /// <summary>Places in one slot. The largest centres of 2021 gave about 500 doses an hour; a hundred times that is a typing error.</summary>
    public const int MostPlacesInSlot = 50_000;

    public static Decision Decide(DayState state, DayCommand command, DateTimeOffset now)
    {
        var due = WhatIsDue(state, now);
        foreach (var happened in due)
        {
            state = DayEvolution.Evolve(state, happened);
        }

        var (decisive, outcome) = command switch
        {
            DayCommand.Hold hold => Hold(state, hold, now),
            DayCommand.Book book => Book(state, book, now),
            DayCommand.Free { OnlyIfHeld: true } free when state.Appointments.TryGetValue(free.Appointment, out var booked) && booked.IsBooked =>
                (null, new DayOutcome.Booked(booked.Id, booked.Seat, Retaken: false)),
            DayCommand.Free free => (new DayEvent.SeatFreed(free.Appointment, BackAt(state, free, now)), new DayOutcome.Freed()),
            DayCommand.ExtendHold extend => Extend(state, extend, now),
            DayCommand.AddSupply add => Supply.Add(state, add),
            DayCommand.WithdrawSupply withdraw => Supply.Withdraw(state, withdraw),
            DayCommand.SetCapacity set => Supply.SetCapacity(state, set),
            DayCommand.ScaleSupply scale => VialScale.Apply(state, scale),
            DayCommand.SetQuotaReturn set => (new DayEvent.QuotaReturnSet(set.At), new DayOutcome.QuotaReturnSet()),
            DayCommand.Close => (new DayEvent.DayClosed(), new DayOutcome.DayClosed()),
            DayCommand.Reopen => (new DayEvent.DayReopened(), new DayOutcome.DayReopened()),
            DayCommand.Tick => ((DayEvent?)null, (DayOutcome)new DayOutcome.Ticked()),
            _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
        };
        return new Decision(due, decisive, outcome);
    }

    private static List<DayEvent> WhatIsDue(DayState state, DateTimeOffset now)
    {
        if (state.NextDue is not { } next || next > now)
        {
            return [];
        }

        var due = new List<DayEvent>(2);
        var expired = state.Expiries.TakeWhile(e => e.Until <= now).Select(e => e.Appointment).ToArray();
        if (expired.Length > 0)
        {
            due.Add(new DayEvent.HoldsExpired(expired));
        }

        if (!state.QuotaReturned && state.QuotaReturnsAt <= now)
        {
            due.Add(new DayEvent.PhoneQuotaReturned());
        }

        return due;
    }

    private static (DayEvent? Decisive, DayOutcome Outcome) Hold(DayState state, DayCommand.Hold hold, DateTimeOffset now)
    {
        if (state.Appointments.TryGetValue(hold.Appointment, out var existing) && !existing.Cooling)
        {
            // Another operation already took this seat for the same claim: one claim, one seat.
            return (null, existing.HeldUntil is { } until
                ? new DayOutcome.Held(existing.Id, existing.Seat, until)
                : new DayOutcome.Booked(existing.Id, existing.Seat, Retaken: false));
        }

        var former = Former(state, hold);
        if (Refusal(state, hold.Appointment, hold.Slot, hold.Channel, now, out var slot, former) is { } refusal)
        {
            return (null, refusal);
        }

        var longest = now + (hold.IsOffer ? LongestOffer : LongestHold);
        var heldUntil = hold.Until > longest ? longest : hold.Until;
        if (heldUntil <= now)
        {
            return (null, new DayOutcome.Invalid("A hold must end in the future."));
        }

        var seat = former?.Seat ?? slot.Taken.LowestFree();
        return (new DayEvent.SeatHeld(hold.Appointment, hold.Slot, seat, hold.Channel, heldUntil, hold.Rule, former?.Id), new DayOutcome.Held(hold.Appointment, seat, heldUntil));
    }

    private static (DayEvent? Decisive, DayOutcome Outcome) Book(DayState state, DayCommand.Book book, DateTimeOffset now)
    {
        if (state.Appointments.TryGetValue(book.Appointment, out var existing) && !existing.Cooling)
        {
            if (existing.IsBooked)
            {
                return (null, new DayOutcome.Booked(existing.Id, existing.Seat, Retaken: false));
            }

            if (state.Closed)
            {
                return (null, new DayOutcome.Closed());
            }

            return (new DayEvent.SeatBooked(existing.Id, existing.Slot, existing.Seat, existing.Channel, Retaken: false),
                new DayOutcome.Booked(existing.Id, existing.Seat, Retaken: false));
        }

        if (Refusal(state, book.Appointment, book.Slot, book.Channel, now, out var slot) is { } refusal)
        {
            return (null, refusal);
        }

        var seat = slot.Taken.LowestFree();
        return (new DayEvent.SeatBooked(book.Appointment, book.Slot, seat, book.Channel, Retaken: true), new DayOutcome.Booked(book.Appointment, seat, Retaken: true));
    }

    private static (DayEvent? Decisive, DayOutcome Outcome) Extend(DayState state, DayCommand.ExtendHold extend, DateTimeOffset now)
    {
        if (!state.Appointments.TryGetValue(extend.Appointment, out var existing) || existing.Cooling || existing.HeldUntil is not { } current)
        {
            return (null, new DayOutcome.HoldGone());
        }

        var until = extend.Until > now + LongestHold ? now + LongestHold : extend.Until;
        return until <= current
            ? (null, new DayOutcome.HoldExtended(current))
            : (new DayEvent.HoldExtended(extend.Appointment, until), new DayOutcome.HoldExtended(until));
    }

    /// <summary>When a booked seat that is given back is anybody's; null for at once, and for what nobody has booked.</summary>
    private static DateTimeOffset? BackAt(DayState state, DayCommand.Free free, DateTimeOffset now) =>
        free.BackAt is { } at && state.Appointments.TryGetValue(free.Appointment, out var booked) && booked.IsBooked
            ? at > now + LongestCooling ? now + LongestCooling : at > now ? at : null
            : null;

    /// <summary>
    /// The person's own cooling seat of the wanted slot, taken through the same door, or, for whoever waits on the list, anybody's where no seat is free; null where there is none.
    /// </summary>
    private static Appointment? Former(DayState state, DayCommand.Hold hold)
    {
        if (hold.Former is { } id && state.Appointments.TryGetValue(id, out var former) && IsCooling(former, hold))
        {
            return former;
        }

        return hold.IsOffer && state.Slots.TryGetValue(hold.Slot, out var slot) && slot.FreeFor(hold.Channel, state.QuotaReturned) == 0
            ? state.Expiries.Select(expiry => state.Appointments[expiry.Appointment]).FirstOrDefault(appointment => IsCooling(appointment, hold))
            : null;
    }

    private static bool IsCooling(Appointment appointment, DayCommand.Hold hold) => appointment.Cooling && appointment.Slot == hold.Slot && appointment.Channel == hold.Channel;

    /// <summary>Why no seat of this slot can be taken, or null when one can. The order goes from what lasts to what may pass.</summary>
    private static DayOutcome? Refusal(DayState state, Identity.AppointmentId id, SlotId slotId, Channel channel, DateTimeOffset now, out SlotState slot, Appointment? former = null)
    {
        slot = null!;
        if (state.Ended.Contains(id))
        {
            return new DayOutcome.AppointmentEnded();
        }

        if (!state.Slots.TryGetValue(slotId, out var found))
        {
            return new DayOutcome.NoSuchSlot();
        }

        slot = found;
        if (SlotClock.StartsAt(state.Id.Date, slotId.Start, state.Zone) <= now)
        {
            return new DayOutcome.SlotPast();
        }

        if (state.Closed)
        {
            return new DayOutcome.Closed();
        }

        // Their own cooling seat counts as free for them, unless the capacity no longer covers it.
        var theirs = former is null ? slot : slot.Give(former.Seat, former.Channel, booked: false);
        return theirs.FreeFor(channel, state.QuotaReturned) > 0 ? null : new DayOutcome.Full(slot.Held, state.NextHoldEnds);
    }
}
