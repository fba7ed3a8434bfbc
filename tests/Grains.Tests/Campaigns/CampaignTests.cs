using System.Text;
using System.Text.Json;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Grains.Tests.Campaigns;

public sealed class CampaignTests
{
    /// <summary>As the first version wrote it.</summary>
    private const string Earlier = """
        {"title":"Frühjahr","vaccines":[{"id":"comirnaty","name":"Comirnaty","doses":2,"minDays":21,"maxDays":42}],
         "centres":[{"id":"01067","postcode":"01067","town":"Dresden","name":"Messe","region":"DE-SN","bookingGroup":1,"zone":"Europe/Berlin"}],
         "phoneSharePercent":20,"holdMinutes":10,"quotaReturnsAt":"16:00:00"}
        """;

    [Fact]
    public void A_campaign_of_the_first_version_still_reads_and_means_the_same()
    {
        var campaign = Campaign.FromJson(Encoding.UTF8.GetBytes(Earlier));
        Assert.Equal(("Frühjahr", 20, 10, new TimeOnly(16, 0)), (campaign.Title, campaign.PhoneSharePercent, campaign.HoldMinutes, campaign.QuotaReturnsAt));
        Assert.Empty(campaign.Groups);
        Assert.Equal([Channel.Web, Channel.Phone], campaign.Channels);
        Assert.Equal(Campaign.UsualBookingsPerContact, campaign.MostBookingsPerContact);
        var vaccine = Assert.Single(campaign.Vaccines);
        Assert.Equal(new Vaccine("comirnaty", "Comirnaty", 2, 21, 42), vaccine);
        Assert.True(vaccine.IsForAge(0) && vaccine.IsForAge(120) && vaccine.IsForAge(null));
        Assert.Empty(CampaignFaults.In(campaign));
    }

    [Fact]
    public void What_is_written_reads_back()
    {
        var campaign = Campaign.FromJson(Encoding.UTF8.GetBytes(Earlier)) with
        {
            Groups = [new PriorityGroup("over-80", new Dictionary<string, string> { ["de"] = "Über 80", ["en"] = "Over 80" }, null, 1941, true, new DateTimeOffset(2021, 3, 1, 8, 0, 0, TimeSpan.Zero))],
            Channels = [Channel.Phone],
            BookingsPerContact = 2,
        };
        var again = Campaign.FromJson(campaign.ToJson());
        Assert.Equal(JsonSerializer.Serialize(campaign), JsonSerializer.Serialize(again));
        Assert.Equal((1941, true), (again.Groups[0].BornTo, again.Groups[0].OccupationStatement));
        Assert.Empty(CampaignFaults.In(again));
    }

    [Fact]
    public void Ages_and_birth_years_count_at_their_edges()
    {
        var vaccine = new Vaccine("a", "A", 2, 28, 84, MinAge: 60, MaxAge: 64);
        Assert.Equal([false, true, true, false], new[] { 59, 60, 64, 65 }.Select(age => vaccine.IsForAge(age)));
        var group = new PriorityGroup("g", new Dictionary<string, string>(), BornFrom: 1942, BornTo: 1951);
        Assert.Equal([false, true, true, false], new[] { 1941, 1942, 1951, 1952 }.Select(group.IsForBirthYear));
        var opens = new DateTimeOffset(2021, 3, 1, 8, 0, 0, TimeSpan.Zero);
        Assert.False((group with { OpensAt = opens }).IsOpenAt(opens.AddTicks(-1)));
        Assert.True((group with { OpensAt = opens }).IsOpenAt(opens));
    }

    [Fact]
    public void The_same_id_twice_is_a_fault()
    {
        var campaign = Campaign.FromJson(Encoding.UTF8.GetBytes(Earlier));
        Assert.Equal("vaccines/comirnaty", Assert.Single(CampaignFaults.In(campaign with { Vaccines = [.. campaign.Vaccines, .. campaign.Vaccines] })).Field);
        Assert.Equal("centres/01067", Assert.Single(CampaignFaults.In(campaign with { Centres = [.. campaign.Centres, .. campaign.Centres] })).Field);
    }
}
