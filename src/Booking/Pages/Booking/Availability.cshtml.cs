using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Campaigns;

namespace WaitingRoom.Booking.Pages.Booking;

/// <summary>The public overview for people: by vaccine and centre, over the coming weeks.</summary>
[ResponseCache(Duration = 1, Location = ResponseCacheLocation.Any, VaryByHeader = "Accept, Accept-Language, Cookie")]
internal sealed class AvailabilityModel(AvailabilityShelf shelf, CampaignBook campaigns, TimeProvider time) : PageModel
{
    /// <summary>Twelve weeks: both doses of every vaccine lie within.</summary>
    public const int Days = 84;

    public IReadOnlyList<Section> Sections { get; private set; } = [];

    /// <summary>When storage was last read for it, here; null where nothing was read yet.</summary>
    public DateTime? AsOf { get; private set; }

    public async Task OnGet()
    {
        if (await campaigns.GetOrLast() is not { } edition)
        {
            return;
        }

        AsOf = shelf.AsOfLocal;
        var (today, last, now) = (shelf.Today, shelf.Today.AddDays(Days - 1), time.GetUtcNow());
        Sections = [.. edition.Campaign.Vaccines
            .Select(vaccine => new Section(vaccine.Id, vaccine.Name, [.. shelf.Centres
                .Select(centre => RowOf(centre, vaccine.Id, today, last, now, edition))
                .OfType<Row>()
                .OrderBy(row => row.Centre.Postcode, StringComparer.Ordinal)]))
            .Where(section => section.Rows.Count > 0)];
    }

    private static Row? RowOf(CentreDays days, string vaccine, DateOnly today, DateOnly last, DateTimeOffset now, CampaignEdition edition)
    {
        if (edition.FindCentre(days.Centre) is not { } centre)
        {
            return null;
        }

        var (free, held, capacity, next) = (0, 0, 0, (DateOnly?)null);
        foreach (var day in days.From(today))
        {
            if (day.Day.Date > last)
            {
                break;
            }

            if (day.Of(vaccine) is { } totals)
            {
                var left = Remaining.Of(day, totals, now)?.Free ?? 0;
                free += left;
                held += totals.Held;
                capacity += totals.Capacity;
                next ??= left > 0 ? day.Day.Date : null;
            }
        }

        return capacity == 0 ? null : new Row(CentreView.Of(centre), free, held, capacity, next);
    }

    internal sealed record Section(string Id, string Name, IReadOnlyList<Row> Rows);

    internal sealed record Row(CentreView Centre, int Free, int Held, int Capacity, DateOnly? NextFree);
}
