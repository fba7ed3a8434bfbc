using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Grains.Campaigns;

namespace WaitingRoom.Booking.Feed;

/// <summary>
/// Which days somebody could really book: of two doses, only a day that has a partner at its distance, before or after, at a centre of the same booking group. A first dose
/// whose second cannot be had is not advertised as free.
/// </summary>
internal sealed class PairableDays
{
    private readonly Dictionary<(int Group, string Vaccine), HashSet<int>> free = [];

    public PairableDays(IEnumerable<CentreDays> board, CampaignEdition edition, DateOnly today, DateTimeOffset now)
    {
        foreach (var days in board)
        {
            if (edition.FindCentre(days.Centre) is not { } centre)
            {
                continue;
            }

            foreach (var day in days.From(today))
            {
                foreach (var totals in day.Totals)
                {
                    if (totals.Web > 0 && Remaining.Of(day, totals, now) is { Free: > 0 })
                    {
                        var key = (centre.BookingGroup, totals.Vaccine);
                        if (!free.TryGetValue(key, out var dates))
                        {
                            free.Add(key, dates = []);
                        }

                        dates.Add(day.Day.Date.DayNumber);
                    }
                }
            }
        }
    }

    public bool Contains(int group, Vaccine vaccine, DateOnly date)
    {
        if (!free.TryGetValue((group, vaccine.Id), out var dates))
        {
            return false;
        }

        if (vaccine.Doses == 1)
        {
            return true;
        }

        for (var distance = Math.Max(1, vaccine.MinDays); distance <= vaccine.MaxDays; distance++)
        {
            if (dates.Contains(date.DayNumber + distance) || dates.Contains(date.DayNumber - distance))
            {
                return true;
            }
        }

        return false;
    }
}
