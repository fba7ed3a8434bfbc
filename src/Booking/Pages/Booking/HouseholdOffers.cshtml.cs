using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Households;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Web.Components;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Pages.Booking;

/// <summary>What is free side by side; choosing one holds it for all or for none.</summary>
[Authorize(Policy = BookingSession.CodePolicy)]
internal sealed class HouseholdOffersModel(HouseholdDesk desk, HouseholdSearch search, HouseholdBooking booking) : BookingPage
{
    [BindProperty(SupportsGet = true)]
    public string? Vaccine { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Postcode { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    public IReadOnlyList<Choice> Vaccines { get; private set; } = [];

    /// <summary>Those who have nothing yet.</summary>
    public int People { get; private set; }

    /// <summary>Null before a search.</summary>
    public HouseholdOfferList? Found { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        if (await Prepare() is { } refusal)
        {
            return Refuse(refusal);
        }

        return People == 0 ? SeeOther(HouseholdEndpoints.Path) : Vaccine is null && Postcode is null ? Page() : await Search() ?? Page();
    }

    /// <param name="leg">member:centre/date/slot, one for each dose of each member.</param>
    public async Task<IActionResult> OnPost(string[] leg, [FromForm(Name = IdempotencyKey.Field)] string? key)
    {
        if (await Prepare() is { } refusal)
        {
            return Refuse(refusal);
        }

        if (!IdempotencyKey.TryRead(key, out var read) || ReadMembers(leg) is not { } members || !HouseholdEndpoints.AreMembers(Session, members.Select(member => (int?)member.Member)))
        {
            return BadRequest();
        }

        var answer = await booking.Hold(Session, read, new HouseholdHoldRequest(Vaccine ?? "", members, Postcode));
        return answer.IsGiven(out _, out refusal) ? SeeOther($"{HouseholdEndpoints.Path}/hold")
            // The refusal stands above what is free now.
            : await Search() ?? Refuse(refusal);
    }

    private async Task<ProblemResult?> Prepare()
    {
        if (!(await desk.Read(Session)).IsGiven(out var view, out var refusal))
        {
            return refusal;
        }

        People = view.Members.Count(member => member.IsWaiting);
        Vaccines = OffersModel.ChoicesOf(view.Vaccines);
        return null;
    }

    private async Task<IActionResult?> Search()
    {
        var answer = await search.Find(Session, Vaccine, Postcode, From);
        if (answer.IsGiven(out var found, out var refusal))
        {
            Found = found;
            return null;
        }

        return OffersModel.FieldOf(refusal) is { } field ? RefuseField(field, refusal.Problem.Name == "vaccine-unknown" ? OffersModel.Titled(refusal) : refusal) : Refuse(refusal);
    }

    private static List<MemberHoldRequest>? ReadMembers(string[] legs)
    {
        var members = new List<MemberHoldRequest>();
        foreach (var group in legs.GroupBy(text => text[..Math.Max(0, text.IndexOf(':', StringComparison.Ordinal))]))
        {
            if (!int.TryParse(group.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var member)
                || OffersModel.ReadLegs([.. group.Select(text => text[(group.Key.Length + 1)..])]) is not { } read)
            {
                return null;
            }

            members.Add(new MemberHoldRequest(member, read));
        }

        return members;
    }
}
