using WaitingRoom.Grains.Days;

namespace WaitingRoom.Server.Import;

/// <summary>From a delivery to places: over the centres of its region, the seven days after it, the slots of a day, the two channels. Loses no dose.</summary>
internal static class SupplySpread
{
    /// <summary>A delivery is given to people within the week after it.</summary>
    public const int Days = 7;

    /// <summary>Ten hours, as the large centres had.</summary>
    public static readonly TimeOnly Opening = new(8, 0);

    public static readonly TimeSpan SlotLength = TimeSpan.FromMinutes(10);

    /// <summary>Slots from 08:00 to 18:00.</summary>
    public const int Slots = 60;

    /// <summary>
    /// Even shares of the doses: the remainder goes to the first centres in the order given, and within a centre to the earlier days. Shares of zero are left out.
    /// </summary>
    /// <param name="doses">At least 0.</param>
    public static IEnumerable<(DayId Day, int Doses)> OverDays(DateOnly delivered, int doses, IReadOnlyList<string> centres)
    {
        for (var c = 0; c < centres.Count; c++)
        {
            var ofCentre = Share(doses, centres.Count, c);
            for (var d = 0; d < Days; d++)
            {
                if (Share(ofCentre, Days, d) is > 0 and var ofDay)
                {
                    yield return (new DayId(centres[c], delivered.AddDays(d + 1)), ofDay);
                }
            }
        }
    }

    /// <summary>One place for each dose. Both roundings are cumulative, so that the day's totals are exact.</summary>
    /// <param name="phase">
    /// 0 to <see cref="Slots"/> - 1: where the rounding begins. A small delivery reaches only a few slots; different phases let different ones reach different slots.
    /// </param>
    public static IReadOnlyList<SlotPlaces> OverSlots(string vaccine, int doses, int phonePercent, int phase)
    {
        var places = new List<SlotPlaces>(Math.Min(doses, Slots));
        var (given, phoneGiven) = (0, 0);
        for (var s = 0; s < Slots; s++)
        {
            var upTo = (int)((((long)(s + 1) * doses) + phase) / Slots);
            var here = upTo - given;
            if (here == 0)
            {
                continue;
            }

            var phoneUpTo = (int)((((long)upTo * phonePercent) + 50) / 100);
            var phone = phoneUpTo - phoneGiven;
            places.Add(new SlotPlaces(new SlotId(Opening.Add(s * SlotLength), vaccine), here - phone, phone));
            (given, phoneGiven) = (upTo, phoneUpTo);
        }

        return places;
    }

    private static int Share(int amount, int parts, int index) => (amount / parts) + (index < amount % parts ? 1 : 0);
}
