using System.Text.RegularExpressions;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Grains.Campaigns;

/// <summary>What is wrong with a member of a campaign document.</summary>
/// <param name="Field">Where, such as <c>vaccines/comirnaty/maxDays</c>.</param>
public sealed record CampaignFault(string Field, string Reason);

/// <summary>Judges a campaign document before it counts. Pure.</summary>
public static partial class CampaignFaults
{
    /// <summary>No vaccine's doses lie farther apart than a year; more is a typing error.</summary>
    private const int LongestIntervalDays = 366;

    /// <summary>The longest human life on record was 122 years.</summary>
    private const int OldestAge = 130;

    /// <summary>Vials of 2021 held 1 to 11 doses.</summary>
    private const int MostDosesPerVial = 20;

    private const int LongestHoldMinutes = 30;

    private const int MostBookingsPerContact = 100;

    /// <summary>Empty when the document may be used.</summary>
    public static IReadOnlyList<CampaignFault> In(Campaign campaign) =>
    [
        .. OfCampaign(campaign),
        .. Twice("vaccines", campaign.Vaccines.Select(v => v.Id)),
        .. Twice("centres", campaign.Centres.Select(c => c.Id)),
        .. Twice("groups", campaign.Groups.Select(g => g.Id)),
        .. campaign.Vaccines.SelectMany(OfVaccine),
        .. campaign.Centres.SelectMany(OfCentre),
        .. campaign.Groups.SelectMany(OfGroup),
    ];

    private static IEnumerable<CampaignFault> OfCampaign(Campaign c) => Faults(
        (string.IsNullOrWhiteSpace(c.Title), "title", "A campaign has a title."),
        (c.PhoneSharePercent is < 0 or > 100, "phoneSharePercent", "The phone share is 0 to 100 percent."),
        (c.HoldMinutes is < 1 or > LongestHoldMinutes, "holdMinutes", $"A choice is held for 1 to {LongestHoldMinutes} minutes."),
        (c.BookingsPerContact is < 1 or > MostBookingsPerContact, "bookingsPerContact", $"A contact may have 1 to {MostBookingsPerContact} bookings."),
        (c.Channels.Distinct().Count() != c.Channels.Count, "channels", "A channel is named once."));

    private static IEnumerable<CampaignFault> OfVaccine(Vaccine v) => Faults(
        (!Id().IsMatch(v.Id), $"vaccines/{v.Id}", "An id has 1 to 40 lower-case letters, digits and hyphens."),
        (string.IsNullOrWhiteSpace(v.Name), $"vaccines/{v.Id}/name", "A vaccine has a name."),
        (v.Doses is < 1 or > 2, $"vaccines/{v.Id}/doses", "A vaccine is given in one or two doses."),
        (v.Doses == 1 && (v.MinDays, v.MaxDays) != (0, 0), $"vaccines/{v.Id}/minDays", "A single dose has no interval: minDays and maxDays are 0."),
        (v.Doses == 2 && v.MinDays is < 1 or > LongestIntervalDays, $"vaccines/{v.Id}/minDays", $"Two doses lie 1 to {LongestIntervalDays} days apart."),
        (v.Doses == 2 && v.MaxDays is < 1 or > LongestIntervalDays, $"vaccines/{v.Id}/maxDays", $"Two doses lie 1 to {LongestIntervalDays} days apart."),
        (v.MaxDays < v.MinDays, $"vaccines/{v.Id}/maxDays", "maxDays is not below minDays."),
        (v.MinAge is < 0 or > OldestAge, $"vaccines/{v.Id}/minAge", $"An age is 0 to {OldestAge}."),
        (v.MaxAge < v.MinAge || v.MaxAge > OldestAge, $"vaccines/{v.Id}/maxAge", $"maxAge is from minAge to {OldestAge}."),
        (v.DosesPerVial is < 1 or > MostDosesPerVial, $"vaccines/{v.Id}/dosesPerVial", $"A vial holds 1 to {MostDosesPerVial} doses."));

    private static IEnumerable<CampaignFault> OfCentre(Centre c) => Faults(
        (!CentreId().IsMatch(c.Id), $"centres/{c.Id}", "An id has 1 to 64 letters, digits, dots and hyphens."),
        (string.IsNullOrWhiteSpace(c.Name), $"centres/{c.Id}/name", "A centre has a name."),
        (!Postcode().IsMatch(c.Postcode), $"centres/{c.Id}/postcode", "A postcode has five digits."),
        (c.BookingGroup < 1, $"centres/{c.Id}/bookingGroup", "Booking groups are counted from 1."),
        (!SlotClock.IsZone(c.Zone), $"centres/{c.Id}/zone", "The zone is no IANA time zone."));

    private static IEnumerable<CampaignFault> OfGroup(PriorityGroup g) => Faults(
        (!Id().IsMatch(g.Id), $"groups/{g.Id}", "An id has 1 to 40 lower-case letters, digits and hyphens."),
        (!HasTitle(g, "de"), $"groups/{g.Id}/titles/de", "A group has a German title."),
        (!HasTitle(g, "en"), $"groups/{g.Id}/titles/en", "A group has an English title."),
        (g.BornFrom is < 1850 or > 2200, $"groups/{g.Id}/bornFrom", "A birth year has four digits."),
        (g.BornTo is < 1850 or > 2200, $"groups/{g.Id}/bornTo", "A birth year has four digits."),
        (g.BornTo < g.BornFrom, $"groups/{g.Id}/bornTo", "bornTo is not before bornFrom."));

    private static bool HasTitle(PriorityGroup group, string language) => group.Titles.TryGetValue(language, out var title) && !string.IsNullOrWhiteSpace(title);

    private static IEnumerable<CampaignFault> Twice(string list, IEnumerable<string> ids) =>
        ids.GroupBy(id => id, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => new CampaignFault($"{list}/{same.Key}", "This id is there twice."));

    private static IEnumerable<CampaignFault> Faults(params (bool Wrong, string Field, string Reason)[] rules) =>
        rules.Where(rule => rule.Wrong).Select(rule => new CampaignFault(rule.Field, rule.Reason));

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,39}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9.-]{0,63}\z")]
    private static partial Regex CentreId();

    [GeneratedRegex(@"\A[0-9]{5}\z")]
    private static partial Regex Postcode();
}
