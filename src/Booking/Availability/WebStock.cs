using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Booking.Availability;

/// <summary>How many citizens could still book: free web seats of slots to come, two of them for one person where a vaccine has two doses. Counted at most once a second.</summary>
internal sealed class WebStock(AvailabilityBoard board, AvailabilityShelf shelf, CampaignBook campaigns, IOptions<BookingOptions> options, TimeProvider time) : IStockSignal
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private DateTimeOffset countedAt;
    private long? counted;
    private CampaignEdition? campaign;

    /// <summary>Null while nothing has been read, while no day was ever published, and for a room that leads elsewhere.</summary>
    public long? LeftBehind(RoomId room)
    {
        if (options.Value.Rooms is { Count: > 0 } rooms && !rooms.Contains(room.Name))
        {
            return null;
        }

        lock (gate)
        {
            var now = time.GetUtcNow();
            if (now - countedAt >= Fresh)
            {
                _ = ReadCampaign();
                (counted, countedAt) = (Count(now), now);
            }

            return counted;
        }
    }

    private async Task ReadCampaign()
    {
        try
        {
            Volatile.Write(ref campaign, await campaigns.Get());
        }
        catch (Exception)
        {
            // Storage is silent: the doses known so far still hold.
        }
    }

    private long? Count(DateTimeOffset now)
    {
        if (!board.IsLoaded)
        {
            return null;
        }

        var seats = new Dictionary<string, long>(StringComparer.Ordinal);
        var (any, today) = (false, shelf.Today);
        foreach (var centre in shelf.Centres)
        {
            any = true;
            var local = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(centre.Zone));
            foreach (var day in centre.From(today))
            {
                foreach (var totals in day.Totals)
                {
                    seats[totals.Vaccine] = seats.GetValueOrDefault(totals.Vaccine) + (day.Day.Date == today ? LaterToday(totals, (int)local.TimeOfDay.TotalMinutes) : totals.Web);
                }
            }
        }

        return any ? seats.Sum(vaccine => vaccine.Value / Math.Max(1, Volatile.Read(ref campaign)?.Campaign.FindVaccine(vaccine.Key)?.Doses ?? 1)) : null;
    }

    private static long LaterToday(VaccineTotals totals, int minute)
    {
        var sum = 0L;
        for (var i = 0; totals.Web > 0 && i < totals.Slots.Starts.Length; i++)
        {
            sum += totals.Slots.Starts[i] > minute ? totals.Slots.Web[i] : 0;
        }

        return sum;
    }
}
