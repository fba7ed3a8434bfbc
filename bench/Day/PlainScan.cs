using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Bench.Day;

/// <summary>
/// What the earliest first dose is, found without the product's search and its board: by looking through the seats of the grains' states, date by date and centre by centre. What was
/// seen of a state is remembered as long as it is the state.
/// </summary>
internal sealed class PlainScan(IReadOnlyDictionary<DayId, DayState> days, CampaignEdition edition)
{
    private readonly Dictionary<(DayId Day, string Vaccine, Channel Channel), (DayState State, bool Free)> seen = [];

    /// <summary>Null where nobody can have what is asked for. A pair at one centre goes before one at two.</summary>
    public DateOnly? Earliest(int group, Vaccine vaccine, DateOnly from, DateOnly last, Channel channel)
    {
        var centres = edition.CentresOf(group);
        for (var date = from; date <= last; date = date.AddDays(1))
        {
            if (centres.Any(centre => IsFree(centre, date, vaccine, channel) && (vaccine.Doses == 1 || Second(vaccine, date).Any(second => IsFree(centre, second, vaccine, channel)))))
            {
                return date;
            }
        }

        for (var date = from; vaccine.Doses == 2 && date <= last; date = date.AddDays(1))
        {
            if (centres.Any(centre => IsFree(centre, date, vaccine, channel)) && Second(vaccine, date).Any(second => centres.Any(centre => IsFree(centre, second, vaccine, channel))))
            {
                return date;
            }
        }

        return null;
    }

    private static IEnumerable<DateOnly> Second(Vaccine vaccine, DateOnly first) => Enumerable.Range(vaccine.MinDays, vaccine.MaxDays - vaccine.MinDays + 1).Select(first.AddDays);

    private bool IsFree(Centre centre, DateOnly date, Vaccine vaccine, Channel channel)
    {
        var key = (new DayId(centre.Id, date), vaccine.Id, channel);
        if (!days.TryGetValue(key.Item1, out var state))
        {
            return false;
        }

        if (!seen.TryGetValue(key, out var known) || !ReferenceEquals(known.State, state))
        {
            known = (state, !state.Closed && state.Slots.Values.Any(slot => slot.Id.Vaccine == vaccine.Id && slot.FreeFor(channel, state.QuotaReturned) > 0));
            seen[key] = known;
        }

        return known.Free;
    }
}
