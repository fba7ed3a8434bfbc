namespace WaitingRoom.Chaos.Checks;

/// <summary>No seat belongs to two, and free + held + booked = capacity on every centre-day, in every slot and channel.</summary>
internal static class SeatRules
{
    public static IEnumerable<Violation> Check(Facts facts)
    {
        foreach (var taken in facts.TakenTwice)
        {
            yield return new Violation("one-writer", $"the ledger holds two events at {taken}");
        }

        foreach (var seat in facts.Appointments.GroupBy(row => (row.Place, row.Seat)).Where(seat => seat.Count() > 1))
        {
            yield return new Violation("double-booking", $"seat {seat.Key.Seat} of {seat.Key.Place} has {seat.Count()} live appointments");
        }

        var booked = facts.Appointments.ToLookup(row => row.Day);
        var rows = facts.Rows.ToDictionary(row => row.Day);
        foreach (var day in facts.Days)
        {
            foreach (var violation in CheckDay(day, [.. booked[day.Day]], rows.GetValueOrDefault(day.Day)))
            {
                yield return violation;
            }
        }

        var known = facts.Days.Select(day => day.Day).ToHashSet();
        foreach (var stray in facts.Appointments.Where(row => !known.Contains(row.Day)))
        {
            yield return new Violation("sums", $"{stray.Place} is booked on a day that has no history");
        }
    }

    private static IEnumerable<Violation> CheckDay(DayBook day, AppointmentRow[] booked, DayRow? row)
    {
        foreach (var seat in day.Claims.Values.GroupBy(claim => (claim.Slot, claim.Seat)).Where(seat => seat.Count() > 1))
        {
            yield return new Violation("double-booking", $"by the ledger seat {seat.Key.Seat} of {day.Day}/{seat.Key.Slot} belongs to {seat.Count()} people at once");
        }

        var byLedger = day.Claims.Where(pair => pair.Value.IsBooked).Select(pair => (pair.Key, pair.Value.Slot, pair.Value.Seat)).ToHashSet();
        if (!byLedger.SetEquals(booked.Select(one => (one.Id, one.Slot, one.Seat))))
        {
            yield return new Violation("sums", $"{day.Day} has {byLedger.Count} booked seats by the ledger and {booked.Length} in the table of appointments, or not the same");
        }

        if (row is null || row.Version != day.Version)
        {
            yield return new Violation("sums", $"{day.Day} is told as of event {row?.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"} and has {day.Version}");
            yield break;
        }

        var claims = day.Claims.Values.ToLookup(claim => claim.Slot);
        var inTable = booked.ToLookup(one => one.Slot);
        foreach (var (slot, capacity) in day.Slots)
        {
            if (!row.Slots.TryGetValue(slot, out var told))
            {
                yield return new Violation("sums", $"{day.Day}/{slot} is not told at all");
                continue;
            }

            var expected = Counts(capacity, [.. claims[slot]], day.QuotaReturned);
            var free = day.QuotaReturned ? told.Web : told.Web + told.Phone;
            if (told != expected || free + told.Held + inTable[slot].Count() != told.Capacity)
            {
                yield return new Violation("sums", $"{day.Day}/{slot} is told as {told} with {inTable[slot].Count()} booked; by the ledger it is {expected}");
            }
        }
    }

    private static SlotCounts Counts(Capacity capacity, Claim[] claims, bool quotaReturned)
    {
        int Taken(bool phone) => claims.Count(claim => claim.IsPhone == phone);
        var all = capacity.Web + capacity.Phone;
        var free = all - claims.Length;
        return quotaReturned
            ? new SlotCounts(free, free, claims.Count(claim => !claim.IsBooked), all)
            : new SlotCounts(capacity.Web - Taken(phone: false), capacity.Phone - Taken(phone: true), claims.Count(claim => !claim.IsBooked), all);
    }
}
