using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Households;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Pages.Booking;

/// <summary>What is free side by side; choosing one holds it for all or for none.</summary>
[Authorize(Policy = BookingSession.CodePolicy)]
internal sealed class HouseholdOffersModel(HouseholdDesk desk, HouseholdSearch search, HouseholdBooking booking) : SearchPage<HouseholdOfferList>
{
    /// <summary>Those who have nothing yet.</summary>
    public int People { get; private set; }

    public async Task<IActionResult> OnGet()
    {
        if (await Prepare() is { } refusal)
        {
            return Refuse(refusal);
        }

        return People == 0 ? SeeOther(HouseholdEndpoints.Path) : await Show();
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
        return answer.IsGiven(out _, out refusal) ? SeeOther($"{HouseholdEndpoints.Path}/hold") : await ShowWith(refusal);
    }

    protected override Task<Answer<HouseholdOfferList>> Find() => search.Find(Session, Vaccine, Postcode, From);

    private async Task<ProblemResult?> Prepare()
    {
        if (!(await desk.Read(Session)).IsGiven(out var view, out var refusal))
        {
            return refusal;
        }

        People = view.Members.Count(member => member.IsWaiting);
        ChooseFrom(view.Vaccines);
        return null;
    }

    private static List<MemberHoldRequest>? ReadMembers(string[] legs)
    {
        var members = new List<MemberHoldRequest>();
        foreach (var group in legs.GroupBy(text => text[..Math.Max(0, text.IndexOf(':', StringComparison.Ordinal))]))
        {
            if (!int.TryParse(group.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var member)
                || ReadLegs([.. group.Select(text => text[(group.Key.Length + 1)..])]) is not { } read)
            {
                return null;
            }

            members.Add(new MemberHoldRequest(member, read));
        }

        return members;
    }
}
