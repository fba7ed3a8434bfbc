using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Households;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;

namespace WaitingRoom.Booking.Pages.Booking;

/// <summary>The people who book side by side, what each of them has, and another code.</summary>
[Authorize(Policy = BookingSession.CodePolicy)]
internal sealed class HouseholdModel(HouseholdDesk desk, SessionCarrier carrier) : BookingPage
{
    [BindProperty]
    public string? Code { get; set; }

    public IReadOnlyList<MemberView> Members { get; private set; } = [];

    public int Booked => Members.Count(member => member.Pair is { Status: PairStatus.Booked });

    /// <summary>3 while something is to be searched or added, 4 while something is held, 5 when all have appointments.</summary>
    public int Step => Members.Any(member => member.Pair is { Status: PairStatus.Held }) ? 4 : Booked == Members.Count ? 5 : 2;

    public bool MayAdd => Members.Count is > 0 and < HouseholdDesk.MostMembers && Booked < Members.Count;

    public async Task<IActionResult> OnGet() => await Load() ?? Page();

    public async Task<IActionResult> OnPost()
    {
        if (!(await desk.Add(HttpContext, Session, Code)).IsGiven(out var session, out var refusal))
        {
            return await Load() ?? (refusal.Problem.Status is 404 or 422 ? RefuseField(nameof(Code), refusal) : Refuse(refusal));
        }

        await carrier.HandOut(HttpContext, session);
        return SeeOther(HouseholdEndpoints.Path);
    }

    public async Task<IActionResult> OnPostRemove(int member)
    {
        await carrier.HandOut(HttpContext, HouseholdDesk.Without(Session, member));
        return SeeOther(HouseholdEndpoints.Path);
    }

    /// <summary>From now on the session acts for this member; the start page knows where what they have is shown.</summary>
    public async Task<IActionResult> OnPostOpen(int member)
    {
        if (member < 1 || member > Session.Members.Count)
        {
            return BadRequest();
        }

        await carrier.HandOut(HttpContext, Session with { Code = Session.Members[member - 1].Code });
        return SeeOther("/booking");
    }

    /// <summary>Null when the members are there to be shown.</summary>
    private async Task<IActionResult?> Load()
    {
        if (!(await desk.Read(Session)).IsGiven(out var view, out var refusal))
        {
            return Refuse(refusal);
        }

        Members = view.Members;
        return null;
    }
}
