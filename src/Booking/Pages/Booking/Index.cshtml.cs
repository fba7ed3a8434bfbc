using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Web;

namespace WaitingRoom.Booking.Pages.Booking;

/// <summary>
/// Where people arrive from the waiting room: the admission becomes a session, then the code is asked for. The session is read by hand, so that the
/// form is anonymous both when it is shown and when it comes back, whichever of the two the session began with.
/// </summary>
internal sealed class IndexModel(
    IPolicyEvaluator evaluator, IAuthorizationPolicyProvider policies, SessionStart start, SessionCarrier carrier, Redeeming redeeming, BookingDesk desk, CampaignBook campaigns,
    IOptions<WebOptions> web) : BookingPage
{
    /// <summary>Whether somebody without a letter can get a code here.</summary>
    public bool CodesOnline { get; private set; }

    [BindProperty]
    public string? Code { get; set; }

    public async Task<IActionResult> OnGet()
    {
        await Prepare();
        var known = await HttpContext.AuthenticateAsync(BookingSession.Scheme);
        if (known is { Succeeded: true, Principal: SessionPrincipal { Session: var session } })
        {
            return session.Code is null ? Page() : await GoOn(session);
        }

        return await Admit();
    }

    public async Task<IActionResult> OnPost()
    {
        await Prepare();
        var known = await HttpContext.AuthenticateAsync(BookingSession.Scheme);
        if (known is not { Succeeded: true, Principal: SessionPrincipal { Session: var session } })
        {
            return SeeOther(web.Value.StartPath);
        }

        var answer = await redeeming.Redeem(HttpContext, session, Code);
        if (!answer.IsGiven(out var redeemed, out var refusal))
        {
            return refusal.Problem.Status is 404 or 422 ? RefuseField(nameof(Code), refusal) : Refuse(refusal);
        }

        await carrier.HandOut(HttpContext, redeemed.Session);
        return await GoOn(redeemed.Session);
    }

    private async Task Prepare() => CodesOnline = await campaigns.Get() is { Campaign.Groups.Count: > 0 };

    private async Task<IActionResult> Admit()
    {
        var policy = await policies.GetPolicyAsync(SessionStart.AdmissionPolicy) ?? throw new InvalidOperationException("The host wires the policy 'admission'.");
        var anonymous = HttpContext.User;
        var admission = await evaluator.AuthenticateAsync(policy, HttpContext);
        var allowed = admission.Succeeded && (await evaluator.AuthorizeAsync(policy, admission, HttpContext, resource: null)).Succeeded;
        // The evaluator makes the admission the user, and the form would be tied to it.
        HttpContext.User = anonymous;
        if (!allowed)
        {
            // A wrong admission gets the gate's own words; nobody without one is lectured.
            return admission.None ? SeeOther(web.Value.StartPath) : Challenge([.. policy.AuthenticationSchemes]);
        }

        await start.Begin(HttpContext, admission.Principal!);
        return Page();
    }

    private async Task<IActionResult> GoOn(BookingSession session)
    {
        var current = await desk.Current(session);
        if (!current.IsGiven(out var code, out var refusal))
        {
            return Refuse(refusal);
        }

        return SeeOther(code.Pair switch
        {
            { Status: PairStatus.Held, Id: { } id } => $"/booking/holds/{id}",
            { Status: PairStatus.Booked, Reference: { } reference } => $"{BookingEndpoints.Path}/{reference}",
            _ => "/booking/offers",
        });
    }
}
