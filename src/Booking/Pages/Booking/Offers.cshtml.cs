using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Days;
using WaitingRoom.Web.Components;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Pages.Booking;

/// <summary>Vaccine and postcode, then what is free; choosing one holds it.</summary>
[Authorize(Policy = BookingSession.CodePolicy)]
internal sealed class OffersModel(OfferDesk offers, BookingDesk desk, Holder holder) : BookingPage
{
    [BindProperty(SupportsGet = true)]
    public string? Vaccine { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Postcode { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    public IReadOnlyList<Choice> Vaccines { get; private set; } = [];

    /// <summary>Null before a search.</summary>
    public OfferList? Found { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        if (await Prepare() is { } refusal)
        {
            return Refuse(refusal);
        }

        return Vaccine is null && Postcode is null ? Page() : await Search() ?? Page();
    }

    /// <param name="leg">centre/date/slot, one for each dose.</param>
    public async Task<IActionResult> OnPost(string[] leg, [FromForm(Name = IdempotencyKey.Field)] string? key)
    {
        if (await Prepare() is { } refusal)
        {
            return Refuse(refusal);
        }

        if (!IdempotencyKey.TryRead(key, out var read) || ReadLegs(leg) is not { } legs)
        {
            return BadRequest();
        }

        var answer = await holder.Hold(Session, read, new HoldRequest(Vaccine ?? "", legs, Postcode));
        if (answer.IsGiven(out var pair, out refusal))
        {
            return SeeOther(pair.Reference is { } reference ? $"/booking/bookings/{reference}" : $"/booking/holds/{pair.Id}");
        }

        if (refusal.Problem.Name is "code-already-holds" or "code-already-booked")
        {
            // The start page knows where what is already there is shown.
            return SeeOther("/booking");
        }

        // The refusal stands above what is free now.
        return await Search() ?? Refuse(refusal);
    }

    private async Task<ProblemResult?> Prepare()
    {
        var current = await desk.Current(Session);
        if (!current.IsGiven(out var code, out var refusal))
        {
            return refusal;
        }

        Vaccines = ChoicesOf(code.Vaccines);
        return null;
    }

    private async Task<IActionResult?> Search()
    {
        var answer = await offers.Find(Session, Vaccine, Postcode, From);
        if (answer.IsGiven(out var found, out var refusal))
        {
            Found = found;
            return null;
        }

        return FieldOf(refusal) is { } field ? RefuseField(field, refusal.Problem.Name == "vaccine-unknown" ? Titled(refusal) : refusal) : Refuse(refusal);
    }

    internal static Choice[] ChoicesOf(IReadOnlyList<VaccineView> vaccines) =>
        [.. vaccines.Select(v => new Choice(v.Id, v.Name, (v.Doses == 1 ? PageTexts.OneDose : PageTexts.TwoDoses.With(v.MinDays, v.MaxDays)).ToString()))];

    /// <summary>The field that a search was refused for; null for none.</summary>
    internal static string? FieldOf(ProblemResult refusal) => refusal.Problem.Name switch
    {
        "vaccine-unknown" or "vaccine-not-for-age" => nameof(Vaccine),
        "postcode-invalid" => nameof(Postcode),
        "query-not-understood" => nameof(From),
        _ => null,
    };

    /// <summary>Beside a field the title says it best.</summary>
    internal static ProblemResult Titled(ProblemResult refusal) => Problems.Of(refusal.Problem.Name, refusal.Problem.Status, PageTexts.PleaseChooseVaccine);

    internal static List<LegRequest>? ReadLegs(string[] legs)
    {
        var read = new List<LegRequest>(legs.Length);
        foreach (var text in legs)
        {
            var slash = text.LastIndexOf('/');
            if (slash < 0 || !DayId.TryParse(text[..slash], out var day))
            {
                return null;
            }

            read.Add(new LegRequest(day.Centre, day.Date, text[(slash + 1)..]));
        }

        return read;
    }
}
