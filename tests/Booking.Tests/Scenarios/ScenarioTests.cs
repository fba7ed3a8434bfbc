using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Pairs;

namespace WaitingRoom.Booking.Tests.Scenarios;

/// <summary>What went wrong in real life, over HTTP, real grains and real storage.</summary>
public sealed class ScenarioTests : IAsyncLifetime
{
    private static readonly DateOnly First = BookingHost.Today.AddDays(3);
    private static readonly DateOnly Second = First.AddDays(21);

    private readonly BookingHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Scenario_02_Berlin()
    {
        const string Slot = "1000-johnson";
        var day = await host.Supply(BookingHost.Dresden, First, Slot, web: 1, phone: 200);
        await host.Supply(BookingHost.Dresden, First, "1010-johnson", web: 160);
        using var citizen = await host.Citizen();

        // 2,000 searchers and 200 agents at once: searching removes nothing, agents take the phone's share only.
        var agents = Enumerable.Range(0, 200).Select(_ => host.Grains.Ask(day, new DayCommand.Hold(
            OperationId.New(), AppointmentId.From(OperationId.New().Value), Id(Slot), Channel.Phone, BookingHost.Start.AddMinutes(9))));
        var searches = Enumerable.Range(0, 2_000).Select(_ => citizen.Offers("johnson"));
        await Task.WhenAll(Task.WhenAll(agents), Task.WhenAll(searches));
        Assert.Equal((1, 0), (await host.FreeSeats(day, Slot), await host.FreeSeats(day, Slot, Channel.Phone)));
        Assert.Equal("10:00", await EarliestTime(citizen));

        // Held: the offer is the earliest unheld slot.
        using var other = await host.Citizen();
        var (status, hold) = await other.Hold("johnson", "k", (BookingHost.Dresden, First, Slot));
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal("10:10", await EarliestTime(citizen));

        // The hold runs out; within one second of the clock it is offered again.
        var until = DateTimeOffset.Parse(hold.Text("heldUntil"), CultureInfo.InvariantCulture);
        host.Time.Advance(until - host.Time.GetUtcNow() - TimeSpan.FromSeconds(1));
        Assert.Equal("10:10", await EarliestTime(citizen));
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await host.Watch.Until(day, state => state.Slots[Id(Slot)].FreeFor(Channel.Web, state.QuotaReturned) == 1);
        Assert.Equal("10:00", await EarliestTime(citizen));
    }

    [Fact]
    public async Task Scenario_09_last_slot()
    {
        const string Slot = "1000-johnson";
        var returnsAt = BookingHost.Start.AddHours(1);
        var day = await host.Supply(BookingHost.Dresden, First, Slot, web: 0, phone: 1, returnsAt);
        await host.Supply(BookingHost.Leipzig, First.AddDays(1), Slot, web: 5);
        using var citizen = await host.Citizen();
        Assert.Equal(BookingHost.Leipzig, await EarliestCentre(citizen));
        var (status, refused) = await citizen.Hold("johnson", "early", (BookingHost.Dresden, First, Slot));
        Assert.Equal((HttpStatusCode.Conflict, "/problems/slot-just-taken"), (status, refused.Type()));

        // The hour has come: the unused phone share is the web's.
        host.Time.Advance(returnsAt - host.Time.GetUtcNow());
        await host.Watch.Until(day, state => state.QuotaReturned);
        using var late = await host.Citizen();
        Assert.Equal(BookingHost.Dresden, await EarliestCentre(late));

        // Both reach for the one seat at once.
        var agentCode = await CodeId();
        var pair = new Pair(PairId.New(), "AGENT", [new Leg(day, Id(Slot), AppointmentId.From(OperationId.New().Value), -1)], new IntervalRule(1, 1, 0, 0), Channel.Phone, host.Time.GetUtcNow().AddMinutes(10));
        var agent = host.Get<PairSaga>().Hold(agentCode, pair);
        var person = late.Hold("johnson", "race", (BookingHost.Dresden, First, Slot));
        var agentGot = await agent is PairOutcome.Held;
        var (personStatus, body) = await person;
        Assert.True(agentGot ^ (personStatus == HttpStatusCode.Created));

        // The other one sees the truth and the next.
        using var third = await host.Citizen();
        (status, body) = await third.Hold("johnson", "third", (BookingHost.Dresden, First, Slot));
        Assert.Equal((HttpStatusCode.Conflict, "/problems/slot-just-taken"), (status, body.Type()));
        Assert.Contains("KEINEN Termin", body.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(BookingHost.Leipzig, body!["next"]!["offers"]![0]!["legs"]![0]!["centre"]!.Text("id"));
        Assert.Equal(1, body["next"]!["held"]!["seats"]!.GetValue<int>());
    }

    [Fact]
    public async Task Scenario_12_pair()
    {
        var (one, two) = await SupplyPair(places: 1, secondPlaces: 1);
        await host.Supply(BookingHost.Dresden, First, "1000-comirnaty", web: 4);
        using var winner = await host.Citizen();
        using var loser = await host.Citizen();
        var (_, hold) = await winner.Hold("comirnaty", "k", Legs);

        // The second appointment cannot be had: neither is held.
        var (status, body) = await loser.Hold("comirnaty", "k", Legs);
        Assert.Equal((HttpStatusCode.Conflict, "/problems/slot-just-taken", 2), (status, body.Type(), body!["dose"]!.GetValue<int>()));
        Assert.Equal(4, await host.FreeSeats(one, "1000-comirnaty"));

        // The winner thinks too long, somebody takes the second: on confirming neither is booked, and that is said.
        host.Time.Advance(TimeSpan.FromMinutes(11));
        await host.Watch.Until(two, state => state.Appointments.IsEmpty);
        (status, _) = await loser.Hold("comirnaty", "k2", Legs);
        Assert.Equal(HttpStatusCode.Created, status);
        (status, body) = await winner.Book(hold.Text("id"));
        Assert.Equal((HttpStatusCode.Conflict, "/problems/appointments-gone"), (status, body.Type()));
        Assert.Contains("weder den ersten noch den zweiten", body.Text("detail"), StringComparison.Ordinal);
        Assert.DoesNotContain((await host.Grains.Read(one))!.Appointments.Values, a => a.IsBooked);
    }

    [Fact]
    public async Task Scenario_12_a_changed_rule_does_not_touch_what_is_held_and_this_is_shown()
    {
        await SupplyPair(places: 5, secondPlaces: 5);
        using var citizen = await host.Citizen();
        var (_, hold) = await citizen.Hold("comirnaty", "k", Legs);
        Assert.False(hold!["rule"]!["changedSince"]!.GetValue<bool>());

        var campaign = BookingHost.ACampaign;
        await host.WriteCampaign(campaign with { Vaccines = [campaign.Vaccines[0] with { MinDays = 28 }, campaign.Vaccines[1]] });
        host.Time.Advance(TimeSpan.FromSeconds(1));
        var (status, booked) = await citizen.Book(hold.Text("id"));
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal((1, 21, true), (booked!["rule"]!["version"]!.GetValue<int>(), booked["rule"]!["minDays"]!.GetValue<int>(), booked["rule"]!["changedSince"]!.GetValue<bool>()));
        Assert.Contains("28", booked["rule"]!.Text("note"), StringComparison.Ordinal);

        // A new choice is judged by the new rule.
        using var newcomer = await host.Citizen();
        (status, var body) = await newcomer.Hold("comirnaty", "k", Legs);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/problems/interval-violated"), (status, body.Type()));
    }

    [Fact]
    public async Task Scenario_13_twice()
    {
        var (one, two) = await SupplyPair(places: 5, secondPlaces: 5);
        using var citizen = await host.Citizen();
        var holds = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => citizen.Hold("comirnaty", "same", Legs)));
        Assert.All(holds, answer => Assert.Equal((HttpStatusCode.Created, holds[0].Body!.ToJsonString()), (answer.Status, answer.Body!.ToJsonString())));
        var id = holds[0].Body.Text("id");

        // Written, but the answer never came.
        host.Ledger.Silent = true;
        var (status, body) = await citizen.Book(id);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "/problems/outcome-unknown"), (status, body.Type()));
        host.Ledger.Silent = false;

        var books = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => citizen.Book(id)));
        Assert.All(books, answer => Assert.Equal((HttpStatusCode.Created, books[0].Body!.ToJsonString()), (answer.Status, answer.Body!.ToJsonString())));
        foreach (var day in new[] { one, two })
        {
            Assert.Single((await host.Grains.Read(day))!.Appointments.Values, a => a.IsBooked);
        }

        // The same key with other content is no repeat.
        (status, body) = await citizen.Book(id, name: "Max Mustermann");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/problems/idempotency-key-reused"), (status, body.Type()));
    }

    private static (string, DateOnly, string)[] Legs => [(BookingHost.Dresden, First, "1000-comirnaty"), (BookingHost.Dresden, Second, "1000-comirnaty")];

    private async Task<(DayId One, DayId Two)> SupplyPair(int places, int secondPlaces) => (
        await host.Supply(BookingHost.Dresden, First, "1000-comirnaty", places),
        await host.Supply(BookingHost.Dresden, Second, "1000-comirnaty", secondPlaces));

    private static SlotId Id(string slot) => SlotId.TryParse(slot, out var id) ? id : throw new FormatException(slot);

    private async Task<CodeId> CodeId()
    {
        Assert.True(BookingCode.TryRead(await host.Code(), out var code));
        return await host.Get<CodeHashing>().Of(code);
    }

    private static async Task<string> EarliestTime(Citizen citizen) => (await Earliest(citizen)).Text("time");

    private static async Task<string> EarliestCentre(Citizen citizen) => (await Earliest(citizen))["centre"]!.Text("id");

    private static async Task<JsonNode> Earliest(Citizen citizen)
    {
        var (status, body) = await citizen.Offers("johnson");
        Assert.Equal(HttpStatusCode.OK, status);
        return body!["offers"]![0]!["legs"]![0]!;
    }
}
