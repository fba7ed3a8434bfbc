using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Requesting;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Web.Components;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Pages.Booking;

/// <summary>A code for people without a letter: questions, then the number that was sent to them, then the code. One address, so that nobody gets lost between them.</summary>
[Authorize(Policy = BookingSession.Policy)]
internal sealed class RequestModel(CodeRequesting requesting, CampaignBook campaigns, SessionCarrier carrier) : BookingPage
{
    [BindProperty]
    public string? BirthYear { get; set; }

    [BindProperty]
    public string? Group { get; set; }

    [BindProperty]
    public bool Occupation { get; set; }

    [BindProperty]
    public string? Postcode { get; set; }

    /// <summary>Comes back with each form and is stored nowhere.</summary>
    [BindProperty]
    public string? Contact { get; set; }

    [BindProperty]
    public string? OneTimeCode { get; set; }

    public IReadOnlyList<Choice> Groups { get; private set; } = [];

    public bool AsksOccupation { get; private set; }

    public bool AsksPostcode { get; private set; }

    /// <summary>Null while the questions are asked.</summary>
    public VerificationView? Verification { get; private set; }

    public IssuedCode? Issued { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        if (Session.Code is not null)
        {
            return SeeOther("/booking");
        }

        if (await Prepare() is { } refusal)
        {
            return Refuse(refusal);
        }

        Verification = await UnderWay();
        return Page();
    }

    public async Task<IActionResult> OnPost()
    {
        if (await Prepare() is { } refusal)
        {
            return Refuse(refusal);
        }

        ModelState.Clear();
        var answer = await requesting.Ask(Session, new Questions(BirthYear, Group, Occupation, Postcode, Contact));
        if (answer.IsGiven(out var verification, out refusal))
        {
            Verification = verification;
            return Page();
        }

        // A second tap on the button: the message is on its way already.
        Verification = refusal.Problem.Name is "resend-too-soon" or "resend-limit" or "one-time-code-locked" ? await UnderWay() : null;
        return Tell(refusal);
    }

    public async Task<IActionResult> OnPostResend()
    {
        ModelState.Clear();
        var answer = await requesting.Resend(Session, Contact);
        if (!answer.IsGiven(out var verification, out var refusal))
        {
            return await Again(refusal);
        }

        Verification = verification;
        return Page();
    }

    public async Task<IActionResult> OnPostVerify()
    {
        ModelState.Clear();
        var answer = await requesting.Verify(Session, OneTimeCode, Contact);
        if (!answer.IsGiven(out var issued, out var refusal))
        {
            return await Again(refusal);
        }

        await carrier.HandOut(HttpContext, issued.Session);
        Issued = issued;
        return Page();
    }

    /// <summary>Null also when no provider took anything: then there is no number to wait for, and the questions are shown with another contact in mind.</summary>
    private async Task<VerificationView?> UnderWay() => await requesting.Current(Session) is { Sendings: > 0 } view ? view : null;

    private async Task<IActionResult> Again(ProblemResult refusal)
    {
        await Prepare();
        Verification = await UnderWay();
        return Tell(refusal);
    }

    /// <summary>Beside its field where it has one on this page; above the form otherwise.</summary>
    private IActionResult Tell(ProblemResult refusal)
    {
        var field = refusal.Problem.Status == 422 ? refusal.Problem.Extras?["field"]?.ToString() switch
        {
            RequestField.BirthYear => nameof(BirthYear),
            RequestField.Group => nameof(Group),
            RequestField.Occupation => nameof(Occupation),
            RequestField.Postcode => nameof(Postcode),
            RequestField.Contact => nameof(Contact),
            RequestField.OneTimeCode => nameof(OneTimeCode),
            _ => null,
        } : null;
        return field is null ? Refuse(refusal) : RefuseField(field, refusal);
    }

    private async Task<ProblemResult?> Prepare()
    {
        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        if (edition.Campaign.Groups.Count == 0)
        {
            return RequestRefusals.NotOnline();
        }

        Groups = [.. edition.Campaign.Groups.Select(ChoiceOf)];
        AsksOccupation = edition.Campaign.Groups.Any(g => g.OccupationStatement);
        AsksPostcode = edition.Campaign.Centres.Select(c => c.BookingGroup).Distinct().Count() > 1;
        return null;
    }

    private static Choice ChoiceOf(PriorityGroup group)
    {
        var title = group.Titles.GetValueOrDefault(Language.Current.Code) ?? group.Titles["de"];
        return new Choice(group.Id, title);
    }
}
