using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Eligibility;

/// <summary>What a code may still take. Judged for what is new; what is held or booked keeps the rules it was taken under.</summary>
internal static class Standing
{
    /// <summary>Null when the code may take appointments by this door now.</summary>
    public static ProblemResult? Refusal(CodeState state, Channel channel, CampaignEdition edition, DateTimeOffset now)
    {
        if (!edition.Campaign.Channels.Contains(channel))
        {
            return Refusals.ChannelClosed(channel);
        }

        return edition.Campaign.FindGroup(state.Origin?.Priority) is { OpensAt: { } opens } && opens > now ? Refusals.GroupNotOpenYet(opens, now) : null;
    }

    /// <summary>Whether the person may begin with the vaccine this year or next; nobody gives appointments beyond that.</summary>
    public static bool MayTake(CodeOrigin? origin, Vaccine vaccine, DateTimeOffset now) =>
        Refusal(origin, vaccine, DateOnly.FromDateTime(now.UtcDateTime)) is null || Refusal(origin, vaccine, DateOnly.FromDateTime(now.UtcDateTime).AddYears(1)) is null;

    /// <summary>Null when the vaccine may be given to whom the code was issued for, on that day.</summary>
    public static ProblemResult? Refusal(CodeOrigin? origin, Vaccine vaccine, DateOnly first) =>
        vaccine.IsForAge(origin?.BirthYear is { } year ? first.Year - year : null) ? null : Refusals.VaccineNotForAge(vaccine);
}
