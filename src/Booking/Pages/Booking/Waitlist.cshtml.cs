using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Waitlist;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Web.Components;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Pages.Booking;

/// <summary>The waiting list: leave a wish and an address, see where one stands, go away again.</summary>
[Authorize(Policy = BookingSession.CodePolicy)]
internal sealed class WaitlistModel(WaitlistDesk waitlist, BookingDesk desk) : BookingPage
{
    [BindProperty(SupportsGet = true)]
    public string? Vaccine { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Postcode { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public bool Standby { get; set; }

    public IReadOnlyList<Choice> Vaccines { get; private set; } = [];

    /// <summary>Null while the code is not on the list.</summary>
    public WaitlistView? Entry { get; private set; }

    public bool HasLeft { get; private set; }

    public async Task<IActionResult> OnGet() => await Prepare() is { } refusal ? Refuse(refusal) : Page();

    public async Task<IActionResult> OnPost([FromForm(Name = IdempotencyKey.Field)] string? key)
    {
        if (await Prepare() is { } unread)
        {
            return Refuse(unread);
        }

        if (!IdempotencyKey.TryRead(key, out var read))
        {
            return BadRequest();
        }

        var answer = await waitlist.Put(Session, read, new WaitlistRequest(Vaccine, Postcode, Standby: Standby, Email: Email, Phone: Phone));
        return answer.IsGiven(out _, out var refusal) ? SeeOther("/booking/waitlist") : refusal.Problem.Name switch
        {
            "vaccine-unknown" => RefuseField(nameof(Vaccine), Problems.Of(refusal.Problem.Name, refusal.Problem.Status, PageTexts.PleaseChooseVaccine)),
            "vaccine-not-for-age" => RefuseField(nameof(Vaccine), refusal),
            "postcode-invalid" => RefuseField(nameof(Postcode), refusal),
            "contact-invalid" => RefuseField(refusal.Problem.Extras?["field"]?.GetValue<string>() == "phone" ? nameof(Phone) : nameof(Email), refusal),
            _ => Refuse(refusal),
        };
    }

    public async Task<IActionResult> OnPostLeave()
    {
        await waitlist.Leave(Session);
        HasLeft = true;
        return await OnGet();
    }

    private async Task<ProblemResult?> Prepare()
    {
        var current = await desk.Current(Session);
        if (!current.IsGiven(out var code, out var refusal))
        {
            return refusal;
        }

        Vaccines = [.. code.Vaccines.Select(v => new Choice(v.Id, v.Name, (v.Doses == 1 ? PageTexts.OneDose : PageTexts.TwoDoses.With(v.MinDays, v.MaxDays)).ToString()))];
        Entry = (await waitlist.Read(Session)).Value;
        return null;
    }
}
