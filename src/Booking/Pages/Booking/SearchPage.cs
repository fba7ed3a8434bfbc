using Microsoft.AspNetCore.Mvc;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Web.Components;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Pages.Booking;

/// <summary>What pages share on which free appointments are searched by vaccine and postcode: what is asked, what was found, and where a refusal is shown.</summary>
internal abstract class SearchPage<TFound> : BookingPage
    where TFound : class
{
    [BindProperty(SupportsGet = true)]
    public string? Vaccine { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Postcode { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    public IReadOnlyList<Choice> Vaccines { get; private set; } = [];

    /// <summary>Null before a search.</summary>
    public TFound? Found { get; private set; }

    /// <summary>The page as the address asks for it: the empty form, or what is found.</summary>
    protected async Task<IActionResult> Show() => Vaccine is null && Postcode is null ? Page() : await Search() ?? Page();

    /// <summary>The refusal stands above what is free now.</summary>
    protected async Task<IActionResult> ShowWith(ProblemResult refusal) => await Search() ?? Refuse(refusal);

    /// <summary>Searches for what the page asks.</summary>
    protected abstract Task<Answer<TFound>> Find();

    protected void ChooseFrom(IReadOnlyList<VaccineView> vaccines) => Vaccines =
        [.. vaccines.Select(v => new Choice(v.Id, v.Name, (v.Doses == 1 ? PageTexts.OneDose : PageTexts.TwoDoses.With(v.MinDays, v.MaxDays)).ToString()))];

    /// <summary>Null when something may be shown; otherwise the page with the refusal beside its field.</summary>
    private async Task<IActionResult?> Search()
    {
        var answer = await Find();
        if (answer.IsGiven(out var found, out var refusal))
        {
            Found = found;
            return null;
        }

        return refusal.Problem.Name switch
        {
            // Beside a field the title says it best.
            "vaccine-unknown" => RefuseField(nameof(Vaccine), Problems.Of(refusal.Problem.Name, refusal.Problem.Status, PageTexts.PleaseChooseVaccine)),
            "vaccine-not-for-age" => RefuseField(nameof(Vaccine), refusal),
            "postcode-invalid" => RefuseField(nameof(Postcode), refusal),
            "query-not-understood" => RefuseField(nameof(From), refusal),
            _ => Refuse(refusal),
        };
    }
}
