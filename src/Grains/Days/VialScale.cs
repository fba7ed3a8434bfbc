namespace WaitingRoom.Grains.Days;

/// <summary>People beyond the capacity of a slot.</summary>
public sealed record SlotDeficit(SlotId Slot, int Seats);

/// <summary>
/// How a day's capacity follows the doses that are drawn from a vial. Each channel of a day is scaled as a whole and dealt out over its slots in their order,
/// so that five to six doses is a fifth more of the day and not of each small slot. Growing rounds down and shrinking up: there and back is exactly what was.
/// </summary>
public static class VialScale
{
    /// <summary>What each slot of one vaccine would have; <paramref name="slots"/> in their order.</summary>
    public static IReadOnlyList<SlotPlaces> Of(IReadOnlyList<SlotState> slots, int fromDoses, int toDoses)
    {
        var web = Dealt([.. slots.Select(s => s.WebCapacity)], fromDoses, toDoses);
        var phone = Dealt([.. slots.Select(s => s.PhoneCapacity)], fromDoses, toDoses);
        return [.. slots.Select((s, i) => new SlotPlaces(s.Id, web[i], phone[i]))];
    }

    /// <summary>Slots in which more people hold or have booked a seat than <paramref name="places"/> would leave.</summary>
    public static IReadOnlyList<SlotDeficit> Deficits(IReadOnlyList<SlotState> slots, IReadOnlyList<SlotPlaces> places) =>
    [
        .. slots.Zip(places)
            .Select(both => new SlotDeficit(both.First.Id, both.First.Held + both.First.Booked - both.Second.Web - both.Second.Phone))
            .Where(deficit => deficit.Seats > 0),
    ];

    internal static (DayEvent? Decisive, DayOutcome Outcome) Apply(DayState state, DayCommand.ScaleSupply scale)
    {
        if (scale.FromDoses < 1 || scale.ToDoses < 1)
        {
            return (null, new DayOutcome.Invalid("A vial holds at least one dose."));
        }

        SlotState[] slots = [.. state.Slots.Values.Where(s => s.Id.Vaccine == scale.Vaccine)];
        var places = Of(slots, scale.FromDoses, scale.ToDoses);
        if (places.Any(p => (long)p.Web + p.Phone > DayDecision.MostPlacesInSlot))
        {
            return (null, new DayOutcome.Invalid($"A slot has 0 to {DayDecision.MostPlacesInSlot} places."));
        }

        var (before, deficits) = (slots.Sum(s => s.Capacity), Deficits(slots, places));
        return (
            new DayEvent.SupplyScaled(scale.Vaccine, scale.FromDoses, scale.ToDoses, before, places, deficits),
            new DayOutcome.SupplyScaled(before, places.Sum(p => p.Web + p.Phone), deficits));
    }

    private static int[] Dealt(int[] capacities, int from, int to)
    {
        var dealt = new int[capacities.Length];
        var (sum, given) = (0L, 0L);
        for (var i = 0; i < capacities.Length; i++)
        {
            sum += capacities[i];
            var whole = to >= from ? sum * to / from : ((sum * to) + from - 1) / from;
            dealt[i] = (int)(whole - given);
            given = whole;
        }

        return dealt;
    }
}
