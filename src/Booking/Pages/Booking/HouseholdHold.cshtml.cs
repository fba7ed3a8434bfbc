using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Households;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;

namespace WaitingRoom.Booking.Pages.Booking;

/// <summary>What is held for the household, its clock, and the form that makes bookings of it; afterwards how it ended for each.</summary>
[Authorize(Policy = BookingSession.CodePolicy)]
internal sealed class HouseholdHoldModel(HouseholdDesk desk, HouseholdBooking booking, CampaignBook campaigns) : BookingPage
{
    [BindProperty]
    public IList<string?> Names { get; set; } = [];

    /// <summary>In the order of <see cref="Names"/>.</summary>
    [BindProperty]
    public IList<int> Numbers { get; set; } = [];

    [BindProperty]
    public IList<string?> Holds { get; set; } = [];

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty(Name = IdempotencyKey.Field)]
    public string Key { get; set; } = IdempotencyKey.New();

    /// <summary>Those for whom something is held.</summary>
    public IReadOnlyList<MemberView> Members { get; private set; } = [];

    /// <summary>How it ended for each; null before.</summary>
    public IReadOnlyList<MemberOutcome>? Outcomes { get; private set; }

    public string HeldUntil { get; private set; } = "";

    public bool CanBeExtended => Members.All(member => member.Pair!.CanBeExtended == true);

    public int HoldMinutes { get; private set; }

    public async Task<IActionResult> OnGet() => await Load() ?? Page();

    public async Task<IActionResult> OnPost()
    {
        if (!IdempotencyKey.TryRead(Key, out var key) || Names.Count != Numbers.Count || Holds.Count != Numbers.Count
            || !HouseholdEndpoints.AreMembers(Session, Numbers.Select(number => (int?)number)))
        {
            return BadRequest();
        }

        var request = new HouseholdBookingRequest([.. Numbers.Select((number, i) => new MemberBookingRequest(number, Holds[i] ?? "", Names[i] ?? ""))], Email, Phone);
        if (HouseholdBooking.Faults(request, out _) is { Count: > 0 } faults)
        {
            return await Load() ?? RefuseFields(faults, FieldOf);
        }

        if (!(await booking.Confirm(Session, key, request)).IsGiven(out var outcome, out var refusal))
        {
            return await Load() ?? Refuse(refusal);
        }

        if (outcome.IsComplete)
        {
            return SeeOther(HouseholdEndpoints.Path);
        }

        // The truth for each at once, not after another click.
        Outcomes = outcome.Members;
        return Refuse(HouseholdRefusals.NotComplete(outcome));
    }

    public async Task<IActionResult> OnPostExtend()
    {
        ModelState.Clear();
        var answer = await booking.Extend(Session);
        return answer.Refusal is { } refusal ? await Load() ?? Refuse(refusal) : SeeOther(HttpContext.Request.Path);
    }

    public async Task<IActionResult> OnPostRelease()
    {
        ModelState.Clear();
        return await booking.Release(Session) is { } refusal ? await Load() ?? Refuse(refusal) : SeeOther($"{HouseholdEndpoints.Path}/offers");
    }

    /// <summary>Null when something is held.</summary>
    private async Task<IActionResult?> Load()
    {
        if (await campaigns.Get() is not { } edition)
        {
            return Refusals.NotOpenYet();
        }

        if (!(await desk.Read(Session)).IsGiven(out var view, out var refusal))
        {
            return refusal;
        }

        Members = [.. view.Members.Where(member => member.Pair is { Status: PairStatus.Held })];
        if (Members.Count == 0)
        {
            return SeeOther(HouseholdEndpoints.Path);
        }

        while (Names.Count < Members.Count)
        {
            Names.Add(null);
        }

        HeldUntil = ClockOf(Members.Min(member => member.Pair!.HeldUntil!.Value), Members[0].Pair!.Legs[0].Zone);
        HoldMinutes = edition.Campaign.HoldMinutes;
        return null;
    }

    private static string FieldOf(string field) => field switch
    {
        "email" => nameof(Email),
        "phone" => nameof(Phone),
        _ => $"{nameof(Names)}[{field.Split('/')[1]}]",
    };
}
