using System.Net;
using System.Text.Json.Nodes;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Tests.Rules;

public sealed class RulesTests : IAsyncLifetime
{
    private const string Path = "/operators/campaign";

    private static readonly DateOnly First = BookingHost.Today.AddDays(3);

    private readonly BookingHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Only_an_operator_reads_or_changes_the_rules()
    {
        using var agent = new Staff(host.Address, "agent");
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.Send(HttpMethod.Get, Path)).Status);
        using var nobody = new Staff(host.Address, "");
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.Send(HttpMethod.Put, Path, new JsonObject())).Status);
    }

    [Fact]
    public async Task Rules_are_replaced_by_who_has_read_them_and_the_change_is_audited()
    {
        using var staff = new Staff(host.Address);
        var (status, read) = await staff.Send(HttpMethod.Get, Path);
        Assert.Equal((HttpStatusCode.OK, 1), (status, read!["version"]!.GetValue<int>()));
        var changed = read["campaign"]!.DeepClone();
        changed["title"] = "Sommer";

        (status, var body) = await staff.Send(HttpMethod.Put, Path, changed);
        Assert.Equal(((HttpStatusCode)428, "/problems/if-match-missing"), (status, body.Type()));
        (status, body) = await staff.Send(HttpMethod.Put, Path, changed, version: 7);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "/problems/campaign-changed"), (status, body.Type()));
        (status, body) = await staff.Send(HttpMethod.Put, Path, changed, version: 1, key: null);
        Assert.Equal((HttpStatusCode.BadRequest, "/problems/idempotency-key-missing"), (status, body.Type()));
        (status, body) = await staff.Send(HttpMethod.Put, Path, changed, version: 1);
        Assert.Equal((HttpStatusCode.OK, 2), (status, body!["version"]!.GetValue<int>()));

        // The same again is the same answer and no second change.
        (status, body) = await staff.Send(HttpMethod.Put, Path, changed, version: 1);
        Assert.Equal((HttpStatusCode.OK, 2), (status, body!["version"]!.GetValue<int>()));
        var record = Assert.Single(await host.Get<IAuditLog>().Read("campaign", 10));
        Assert.Equal(("olga", "campaign.change"), (record.Who, record.Action));
        Assert.Equal("Frühjahr", JsonNode.Parse(record.Before!)!["title"]!.GetValue<string>());
        Assert.Equal("Sommer", JsonNode.Parse(record.After!)!["title"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"vaccines":[{"id":"comirnaty","name":"C","doses":2,"minDays":42,"maxDays":21}]}""", "vaccines/comirnaty/maxDays")]
    [InlineData("""{"holdMinutes":0}""", "holdMinutes")]
    [InlineData("""{"phoneSharePercent":101}""", "phoneSharePercent")]
    [InlineData("""{"groups":[{"id":"g","titles":{"de":"Gruppe"}}]}""", "groups/g/titles/en")]
    [InlineData("""{"vaccines":[{"id":"j","name":"J","doses":1,"minDays":0,"maxDays":0,"dosesPerVial":0}]}""", "vaccines/j/dosesPerVial")]
    [InlineData("""{"holdMinuets":5}""", "holdMinuets")]
    public async Task Rules_that_make_no_sense_are_refused_with_the_place_that_is_wrong(string patch, string field)
    {
        using var staff = new Staff(host.Address);
        var changed = (await staff.Send(HttpMethod.Get, Path)).Body!["campaign"]!.DeepClone();
        foreach (var (name, value) in JsonNode.Parse(patch)!.AsObject())
        {
            changed[name] = value!.DeepClone();
        }

        var (status, body) = await staff.Send(HttpMethod.Put, Path, changed, version: 1);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/problems/campaign-invalid", field), (status, body.Type(), body.Text("field")));
        Assert.Equal(1, (await staff.Send(HttpMethod.Get, Path)).Body!["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_vaccine_is_not_held_for_somebody_too_young_and_a_letter_is_not_asked_for_its_age()
    {
        await host.Supply(BookingHost.Dresden, First, "1000-johnson", web: 5);
        var campaign = BookingHost.ACampaign;
        await host.WriteCampaign(campaign with { Vaccines = [campaign.Vaccines[0], campaign.Vaccines[1] with { MinAge = 60 }] });
        host.Time.Advance(TimeSpan.FromSeconds(2));
        using var young = await host.Citizen(await host.Code(origin: new(BirthYear: First.Year - 59)));
        var (status, body) = await young.Hold("johnson", "k", (BookingHost.Dresden, First, "1000-johnson"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/problems/vaccine-not-for-age", 60), (status, body.Type(), body!["minAge"]!.GetValue<int>()));
        using var old = await host.Citizen(await host.Code(origin: new(BirthYear: First.Year - 60)));
        Assert.Equal(HttpStatusCode.Created, (await old.Hold("johnson", "k", (BookingHost.Dresden, First, "1000-johnson"))).Status);
        using var letter = await host.Citizen();
        Assert.Equal(HttpStatusCode.Created, (await letter.Hold("johnson", "k", (BookingHost.Dresden, First, "1000-johnson"))).Status);
    }

    [Fact]
    public async Task A_group_waits_for_its_opening_and_a_closed_door_holds_nothing()
    {
        await host.Supply(BookingHost.Dresden, First, "1000-johnson", web: 5);
        var opens = BookingHost.Start.AddHours(1);
        await host.WriteCampaign(BookingHost.ACampaign with { Groups = [AGroup with { OpensAt = opens }] });
        host.Time.Advance(TimeSpan.FromSeconds(2));
        using var citizen = await host.Citizen(await host.Code(origin: new(Priority: AGroup.Id)));
        var (status, body) = await citizen.Hold("johnson", "k", (BookingHost.Dresden, First, "1000-johnson"));
        Assert.Equal((HttpStatusCode.Conflict, "/problems/group-not-open-yet", opens), (status, body.Type(), body!["opensAt"]!.GetValue<DateTimeOffset>()));

        using var closed = await host.Citizen();
        await host.WriteCampaign(BookingHost.ACampaign with { Channels = [WaitingRoom.Grains.Days.Channel.Phone] });
        host.Time.Advance(TimeSpan.FromSeconds(2));
        (status, body) = await closed.Hold("johnson", "k", (BookingHost.Dresden, First, "1000-johnson"));
        Assert.Equal((HttpStatusCode.Conflict, "/problems/channel-closed"), (status, body.Type()));
        await host.WriteCampaign(BookingHost.ACampaign with { Groups = [AGroup with { OpensAt = opens }] });
        host.Time.Advance(opens - host.Time.GetUtcNow());
        using var again = await host.Citizen(await host.Code(origin: new(Priority: AGroup.Id)));
        Assert.Equal(HttpStatusCode.Created, (await again.Hold("johnson", "k", (BookingHost.Dresden, First, "1000-johnson"))).Status);
    }

    private static PriorityGroup AGroup => new("over-80", new Dictionary<string, string> { ["de"] = "Über 80", ["en"] = "Over 80" }, BornTo: 1941);
}
