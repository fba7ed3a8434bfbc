using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Grains.Campaigns;

namespace WaitingRoom.Booking.Feed;

/// <summary>
/// Writes the feed by SMART Scheduling Links (smart-on-fhir/smart-scheduling-links, specification.md). A Location is a centre, a Schedule a vaccine at a centre, a Slot a day of a
/// Schedule: what is free there, and beside it what is taken, each with its capacity. By the day and not by ten minutes, because a feed is read whole and every minute.
/// </summary>
internal sealed class FeedWriting(CampaignEdition edition, string address, string phone)
{
    /// <summary>As far as the overview for people looks.</summary>
    public const int Days = 84;

    private readonly FeedLines lines = new(address, phone);

    public FeedFiles Write(IReadOnlyList<CentreDays> board, DateOnly today, DateTimeOffset now, DateTimeOffset asOf)
    {
        var pairable = new PairableDays(board, edition, today, now);
        var centres = board
            .Select(days => (Centre: edition.FindCentre(days.Centre), Days: days))
            .Where(c => c.Centre is not null)
            .OrderBy(c => c.Centre!.Id, StringComparer.Ordinal)
            .Select(c => (Centre: c.Centre!, c.Days))
            .ToArray();
        using var locations = new NdjsonWriter();
        using var schedules = new NdjsonWriter();
        foreach (var (centre, days) in centres)
        {
            locations.Line(json => lines.Location(json, centre));
            foreach (var vaccine in edition.Campaign.Vaccines)
            {
                if (Has(days, vaccine, today))
                {
                    schedules.Line(json => FeedLines.Schedule(json, centre, vaccine));
                }
            }
        }

        var slots = new SortedDictionary<string, FeedFile>(StringComparer.Ordinal);
        foreach (var region in centres.GroupBy(c => c.Centre.Region))
        {
            using var writer = new NdjsonWriter();
            foreach (var (centre, days) in region)
            {
                Slots(writer, centre, days, pairable, today, now);
            }

            slots.Add(region.Key, FeedFile.Of(FeedFile.Lines, writer.ToArray()));
        }

        return new FeedFiles(
            FeedManifest.Write(address, slots.Keys, asOf), FeedFile.Of(FeedFile.Lines, locations.ToArray()), FeedFile.Of(FeedFile.Lines, schedules.ToArray()), slots, asOf);
    }

    private static bool Has(CentreDays days, Vaccine vaccine, DateOnly today)
    {
        foreach (var day in days.From(today))
        {
            if (day.Of(vaccine.Id) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private void Slots(NdjsonWriter writer, Centre centre, CentreDays days, PairableDays pairable, DateOnly today, DateTimeOffset now)
    {
        var last = today.AddDays(Days - 1);
        foreach (var day in days.From(today))
        {
            if (day.Day.Date > last)
            {
                break;
            }

            foreach (var totals in day.Totals)
            {
                if (edition.Campaign.FindVaccine(totals.Vaccine) is not { } vaccine || Remaining.Of(day, totals, now) is not { } remaining)
                {
                    continue;
                }

                var free = pairable.Contains(centre.BookingGroup, vaccine, day.Day.Date) ? remaining.Free : 0;
                if (free > 0)
                {
                    writer.Line(json => lines.Slot(json, day.Day, vaccine.Id, remaining, "free", free));
                }

                if (remaining.Capacity > free)
                {
                    writer.Line(json => lines.Slot(json, day.Day, vaccine.Id, remaining, "busy", remaining.Capacity - free));
                }
            }
        }
    }
}
