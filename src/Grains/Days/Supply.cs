namespace WaitingRoom.Grains.Days;

/// <summary>The rules by which a day's capacity grows and shrinks.</summary>
internal static class Supply
{
    public static (DayEvent? Decisive, DayOutcome Outcome) Add(DayState state, DayCommand.AddSupply add)
    {
        if (!SlotClock.IsZone(add.Zone))
        {
            return (null, new DayOutcome.Invalid($"'{add.Zone}' is no IANA time zone."));
        }

        if (state.Zone.Length > 0 && state.Zone != add.Zone)
        {
            return (null, new DayOutcome.Invalid($"The day's clock is {state.Zone}; slots cannot be added in {add.Zone}."));
        }

        foreach (var places in add.Places)
        {
            state.Slots.TryGetValue(places.Slot, out var slot);
            if (places.Web < 0 || places.Phone < 0 || (long)places.Web + places.Phone + (slot?.Capacity ?? 0) > DayDecision.MostPlacesInSlot)
            {
                return (null, new DayOutcome.Invalid($"Slot {places.Slot} would leave 0 to {DayDecision.MostPlacesInSlot} places."));
            }
        }

        return (new DayEvent.SupplyAdded(add.Zone, add.Places, add.QuotaReturnsAt), new DayOutcome.SupplyAdded(add.Places.Sum(p => p.Web + p.Phone)));
    }

    public static (DayEvent? Decisive, DayOutcome Outcome) SetCapacity(DayState state, DayCommand.SetCapacity set)
    {
        var (slot, web, phone) = set.Places;
        if (web < 0 || phone < 0 || (long)web + phone > DayDecision.MostPlacesInSlot)
        {
            return (null, new DayOutcome.Invalid($"A slot has 0 to {DayDecision.MostPlacesInSlot} places."));
        }

        if (!state.Slots.TryGetValue(slot, out var existing))
        {
            return (null, new DayOutcome.NoSuchSlot());
        }

        var deficit = Math.Max(0, existing.Held + existing.Booked - web - phone);
        return (new DayEvent.CapacitySet(set.Places, deficit), new DayOutcome.CapacitySet(deficit));
    }

    public static (DayEvent? Decisive, DayOutcome Outcome) Withdraw(DayState state, DayCommand.WithdrawSupply withdraw)
    {
        if (withdraw.Doses < 0)
        {
            return (null, new DayOutcome.Invalid("Doses taken back are counted from 0 up."));
        }

        var slots = state.Slots.Values.Where(s => s.Id.Vaccine == withdraw.Vaccine).ToArray();
        var lowered = Level(slots.Select(s => s.Free).ToArray(), withdraw.Doses);
        var places = new List<SlotPlaces>(slots.Length);
        for (var i = 0; i < slots.Length; i++)
        {
            if (lowered[i] == 0)
            {
                continue;
            }

            // First from the channel with more room, so that neither loses a seat it has given away while the other has one spare.
            var phoneRoom = Math.Max(0, slots[i].PhoneCapacity - slots[i].PhoneHeld - slots[i].PhoneBooked);
            var webRoom = Math.Max(0, slots[i].WebCapacity - slots[i].WebHeld - slots[i].WebBooked);
            var fromPhone = Math.Min(slots[i].PhoneCapacity, Math.Min(phoneRoom, (int)((long)lowered[i] * phoneRoom / Math.Max(1, phoneRoom + webRoom))));
            var fromWeb = Math.Min(lowered[i] - fromPhone, slots[i].WebCapacity);
            places.Add(new SlotPlaces(slots[i].Id, fromWeb, lowered[i] - fromWeb));
        }

        var taken = lowered.Sum();
        return (new DayEvent.SupplyWithdrawn(places, withdraw.Doses - taken), new DayOutcome.SupplyWithdrawn(taken, withdraw.Doses - taken));
    }

    /// <summary>Takes <paramref name="amount"/> from <paramref name="free"/>, always from the largest, so that what remains is as even as it can be.</summary>
    internal static int[] Level(int[] free, int amount)
    {
        var lowered = new int[free.Length];
        var left = Math.Min(amount, free.Sum());
        while (left > 0)
        {
            var most = 0;
            var next = 0;
            for (var i = 0; i < free.Length; i++)
            {
                var here = free[i] - lowered[i];
                if (here > most)
                {
                    (most, next) = (here, most);
                }
                else if (here < most && here > next)
                {
                    next = here;
                }
            }

            // Bring everything at the top down to the second level, or by what is left, the later slots first.
            var atTop = Enumerable.Range(0, free.Length).Where(i => free[i] - lowered[i] == most).Reverse().ToArray();
            var step = Math.Min(most - next, Math.Max(1, left / atTop.Length));
            foreach (var i in atTop)
            {
                var take = Math.Min(step, left);
                lowered[i] += take;
                left -= take;
            }
        }

        return lowered;
    }
}
