using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Offers;

namespace WaitingRoom.Booking.Pages.Booking;

/// <summary>The public overview of a vaccine: every centre on each of seven days.</summary>
[ResponseCache(Duration = 1, Location = ResponseCacheLocation.Any, VaryByHeader = "Accept, Accept-Language, Cookie")]
internal sealed class AvailabilityDaysModel(AvailabilityShelf shelf, CampaignBook campaigns, TimeProvider time) : PageModel
{
    /// <summary>As many columns as fit beside a name on a desk; on a phone they stand below each other.</summary>
    public const int Columns = 7;

    public string Name { get; private set; } = "";

    public IReadOnlyList<DateOnly> Dates { get; private set; } = [];

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>When storage was last read for it, here; null where nothing was read yet.</summary>
    public DateTime? AsOf { get; private set; }

    public string? Earlier { get; private set; }

    public string? Later { get; private set; }

    public async Task<IActionResult> OnGet(string vaccine, string? from)
    {
        if (await campaigns.GetOrLast() is not { } edition || edition.Campaign.FindVaccine(vaccine) is not { } found || !OfferDesk.TryReadDate(from, out var asked))
        {
            return NotFound();
        }

        var (first, last) = (shelf.Today, shelf.Today.AddDays(AvailabilityModel.Days - Columns));
        var begin = asked is not { } wanted || wanted < first ? first : wanted > last ? last : wanted;
        Name = found.Name;
        AsOf = shelf.AsOfLocal;
        Dates = [.. Enumerable.Range(0, Columns).Select(begin.AddDays)];
        Earlier = begin > first ? Link(vaccine, begin.AddDays(-Columns)) : null;
        Later = begin < last ? Link(vaccine, begin.AddDays(Columns)) : null;
        var now = time.GetUtcNow();
        Rows = [.. shelf.Centres
            .Select(days => edition.FindCentre(days.Centre) is { } centre && Has(days, found.Id, first) ? new Row(CentreView.Of(centre), [.. Dates.Select(date => CellOf(days, date, found.Id, now))]) : null)
            .OfType<Row>()
            .OrderBy(row => row.Centre.Postcode, StringComparer.Ordinal).ThenBy(row => row.Centre.Id, StringComparer.Ordinal)];
        return Page();
    }

    private static bool Has(CentreDays days, string vaccine, DateOnly from)
    {
        foreach (var day in days.From(from))
        {
            if (day.Of(vaccine) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static Cell? CellOf(CentreDays days, DateOnly date, string vaccine, DateTimeOffset now) =>
        days.Find(date) is { } day && day.Of(vaccine) is { } totals && Remaining.Of(day, totals, now) is { } remaining ? new Cell(remaining.Free, totals.Held) : null;

    private static string Link(string vaccine, DateOnly from) =>
        $"/availability/{Uri.EscapeDataString(vaccine)}?from={from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    /// <param name="Cells">By date; null where the centre gives none of the vaccine any more on that day.</param>
    internal sealed record Row(CentreView Centre, IReadOnlyList<Cell?> Cells);

    internal sealed record Cell(int Free, int Held);
}
