using Microsoft.AspNetCore.Http;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Codes;

namespace WaitingRoom.Booking.Households;

/// <summary>Who books side by side in one session, and what each of them has.</summary>
internal sealed class HouseholdDesk(BookingDesk desk, Redeeming redeeming)
{
    /// <summary>As many as one telephone number or e-mail address is good for, and as fit into one car.</summary>
    public const int MostMembers = 4;

    public async Task<Answer<HouseholdView>> Read(BookingSession session)
    {
        var members = new List<MemberView>();
        IEnumerable<VaccineView>? vaccines = null;
        foreach (var member in session.Members)
        {
            if (!(await desk.Current(member)).IsGiven(out var code, out var refusal))
            {
                return refusal;
            }

            members.Add(new MemberView(members.Count + 1, code.Pair));
            vaccines = vaccines?.IntersectBy(code.Vaccines.Select(v => v.Id), v => v.Id) ?? code.Vaccines;
        }

        return new HouseholdView(members, [.. vaccines ?? []]);
    }

    /// <summary>Takes another code into the session; one that is in it already is no error.</summary>
    /// <returns>The session with it.</returns>
    public async Task<Answer<BookingSession>> Add(HttpContext context, BookingSession session, string? typed)
    {
        var answer = await redeeming.Redeem(context, session, typed);
        if (!answer.IsGiven(out var redeemed, out var refusal))
        {
            return refusal;
        }

        var code = redeemed.Session.Code!.Value;
        CodeId[] codes = [.. session.Members.Select(member => member.Code!.Value)];
        return codes.Contains(code) ? session
            : codes.Length >= MostMembers ? HouseholdRefusals.Full(MostMembers)
            : redeemed.Session.Group != session.Group ? HouseholdRefusals.OtherGroup()
            : session with { Household = [.. codes, code] };
    }

    /// <summary>The session without one of the others; what that one has stays theirs.</summary>
    /// <param name="member">1 and up. The one whose code the session is acting for stays.</param>
    public static BookingSession Without(BookingSession session, int member)
    {
        CodeId[] codes = [.. session.Household];
        return member < 1 || member > codes.Length || codes[member - 1] == session.Code ? session
            : session with { Household = codes.Length == 2 ? [] : [.. codes.Where((_, i) => i != member - 1)] };
    }
}
