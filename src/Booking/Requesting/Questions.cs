using System.Globalization;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Requesting;

/// <summary>What a person answers who has no letter.</summary>
/// <param name="BirthYear">Four digits.</param>
/// <param name="Group">Id of a priority group.</param>
/// <param name="Occupation">States that they work where the group says; needed where the group needs it.</param>
/// <param name="Postcode">Where they live; needed where the campaign has several booking groups.</param>
/// <param name="Contact">E-mail address or mobile number.</param>
internal sealed record Questions(string? BirthYear, string? Group, bool Occupation, string? Postcode, string? Contact);

/// <summary>Names of the fields of <see cref="Questions"/>, as in JSON and in forms.</summary>
internal static class RequestField
{
    public const string BirthYear = "birthYear";
    public const string Group = "group";
    public const string Occupation = "occupation";
    public const string Postcode = "postcode";
    public const string Contact = "contact";
    public const string OneTimeCode = "oneTimeCode";
}

/// <summary>Judges the answers by the campaign as it is now. Nobody checks them: what was stated is looked at again in the centre.</summary>
internal static class Eligible
{
    /// <summary>The longest human life on record was 122 years.</summary>
    private const int OldestAge = 130;

    public static ProblemResult? Refusal(Questions questions, CampaignEdition edition, DateTimeOffset now, out CodeAnswers answers)
    {
        answers = new CodeAnswers(0, "", 0);
        if (edition.Campaign.Groups.Count == 0)
        {
            return RequestRefusals.NotOnline();
        }

        if (!int.TryParse(questions.BirthYear?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < now.Year - OldestAge || year > now.Year)
        {
            return RequestRefusals.Invalid(RequestField.BirthYear, RequestRefusalTexts.BirthYearDetail.With(now.Year - 70));
        }

        if (edition.Campaign.FindGroup(questions.Group) is not { } group)
        {
            return RequestRefusals.Invalid(RequestField.Group, RequestRefusalTexts.GroupDetail);
        }

        if (!group.IsForBirthYear(year))
        {
            return RequestRefusals.NotEligible(group, year);
        }

        if (group.OccupationStatement && !questions.Occupation)
        {
            return RequestRefusals.Invalid(RequestField.Occupation, RequestRefusalTexts.OccupationDetail);
        }

        if (!group.IsOpenAt(now))
        {
            return Refusals.GroupNotOpenYet(group.OpensAt!.Value, now);
        }

        var groups = edition.Campaign.Centres.Select(c => c.BookingGroup).Distinct().ToArray();
        if (groups.Length > 1 && !Postcode.TryRead(questions.Postcode, out _))
        {
            return RequestRefusals.Invalid(RequestField.Postcode, RefusalTexts.PostcodeTitle);
        }

        answers = new CodeAnswers(year, group.Id, groups.Length == 1 ? groups[0] : NearestGroup(questions.Postcode!, edition));
        return null;
    }

    private static int NearestGroup(string typed, CampaignEdition edition)
    {
        Postcode.TryRead(typed, out var postcode);
        return edition.Campaign.Centres.MinBy(centre => Nearness.Between(postcode, centre.Postcode))!.BookingGroup;
    }
}
