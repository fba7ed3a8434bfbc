using System.Net;
using System.Text.Json.Nodes;
using WaitingRoom.Booking.Agents;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Tests.Agents;

/// <summary>What an agent does for a caller: out of the phone's share, and with the refusals that a citizen gets.</summary>
public sealed class AgentTests : IAsyncLifetime
{
    private const string Slot = "1000-johnson";

    private static readonly DateOnly Date = BookingHost.Today.AddDays(3);

    private readonly CallCentre centre = new();

    private BookingHost Host => centre.Host;

    public Task InitializeAsync() => centre.InitializeAsync();

    public Task DisposeAsync() => centre.DisposeAsync();

    [Fact]
    public async Task A_caller_gets_a_seat_of_the_phone_share_that_the_web_cannot_have()
    {
        var day = await Host.Supply(BookingHost.Dresden, Date, Slot, web: 0, phone: 1);
        using var citizen = await Host.Citizen();
        Assert.Empty((await citizen.Offers("johnson")).Body!["offers"]!.AsArray());
        var code = await Host.Code();
        using var agent = await centre.Call(code);
        var (_, offers) = await agent.Send(HttpMethod.Get, "/agents/offers?vaccine=johnson&postcode=01067");
        Assert.Equal(Slot, offers!["offers"]![0]!["legs"]![0]!.Text("slot"));

        var booked = await agent.Book(BookingHost.Dresden, Date, Slot);
        Assert.Equal("booked", booked.Text("status"));
        Assert.Equal(Channel.Phone, Assert.Single((await Host.Grains.Read(day))!.Appointments.Values).Channel);

        // The caller sees the same booking online, and the agent cancels it.
        using var caller = await Host.Citizen(code);
        var reference = booked.Text("reference");
        Assert.Equal("booked", (await caller.Get($"/booking/bookings/{reference}")).Body.Text("status"));
        Assert.Equal("cancelled", (await agent.Send(HttpMethod.Delete, $"/agents/bookings/{reference}")).Body.Text("status"));
    }

    [Fact]
    public async Task An_agent_moves_a_callers_appointment_and_tells_what_the_code_has()
    {
        await Host.Supply(BookingHost.Dresden, Date, Slot, web: 0, phone: 1);
        await Host.Supply(BookingHost.Leipzig, Date.AddDays(1), Slot, web: 0, phone: 1);
        using var agent = await centre.Call();
        var reference = (await agent.Book(BookingHost.Dresden, Date, Slot)).Text("reference");
        var legs = new[] { new { centre = BookingHost.Leipzig, date = Date.AddDays(1), slot = Slot } };
        var (status, moved) = await agent.Send(HttpMethod.Post, $"/agents/bookings/{reference}/rebook", new { legs }, "r");
        Assert.Equal((HttpStatusCode.OK, BookingHost.Leipzig), (status, moved!["legs"]![0]!["centre"]!.Text("id")));
        var (_, current) = await agent.Send(HttpMethod.Get, "/agents/sessions", key: null);
        Assert.Equal((reference, BookingHost.Leipzig), (current!["pair"].Text("reference"), current["pair"]!["legs"]![0]!["centre"]!.Text("id")));
    }

    [Theory]
    [InlineData(Channel.Web, "/problems/channel-closed")]
    [InlineData(Channel.Phone, null)]
    public async Task An_agent_is_judged_by_the_phones_channel_and_not_by_the_webs(Channel open, string? problem)
    {
        await Host.WriteCampaign(BookingHost.ACampaign with { Channels = [open] });
        await Host.Supply(BookingHost.Dresden, Date, Slot, web: 1, phone: 1);
        Host.Time.Advance(TimeSpan.FromSeconds(2));
        using var agent = await centre.Call();
        Assert.Equal(problem, (await agent.Hold(BookingHost.Dresden, Date, Slot)).Body.Type());
    }

    [Fact]
    public async Task Codes_that_do_not_exist_are_limited_and_good_ones_are_not()
    {
        using var agent = new Agent(Host.Address);
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(HttpStatusCode.Created, (await agent.Begin(await Host.Code())).Status);
        }

        Assert.Equal("/problems/code-mistyped", (await agent.Begin("2222-2222")).Body.Type());
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("/problems/code-unknown", (await agent.Begin(BookingCode.New().ToString())).Body.Type());
        }

        Assert.Equal("/problems/too-many-codes", (await agent.Begin(await Host.Code())).Body.Type());
        using var colleague = await centre.Call(name: "carla");
    }

    [Fact]
    public async Task A_code_of_a_batch_that_was_called_back_is_refused_before_it_costs_a_place()
    {
        using var staff = new Staff(Host.Address);
        var (_, list) = await staff.SendForText(HttpMethod.Post, "/operators/code-batches", new JsonObject { ["id"] = "march", ["group"] = 1, ["count"] = 1 });
        var code = list.Split('\n')[1].Split(',')[0];
        await staff.Send(HttpMethod.Post, "/operators/code-batches/march/revocation", new JsonObject());
        Host.Time.Advance(TimeSpan.FromSeconds(2));
        using var agent = new Agent(Host.Address);
        Assert.Equal("/problems/code-revoked", (await agent.Begin(code)).Body.Type());
        Assert.Equal(0, (await centre.State()).StaffAdmitted);
    }

    [Fact]
    public async Task A_code_is_read_out_by_both_alphabets()
    {
        using var agent = new Agent(Host.Address);
        var (_, view) = await agent.Begin(await Host.Code());
        Assert.Equal(12, view!["spelling"]!["german"]!.AsArray().Count);
        var (_, spelled) = await agent.Send(HttpMethod.Post, "/agents/spelling", new { text = "2A-xzö" });
        Assert.Equal(
            """["Zwei","Aachen","Xanten","Zwickau","Umlaut Offenbach"]|["Two","Alfa","X-ray","Zulu"]""",
            string.Join('|', spelled!["german"]!.AsArray().ToJsonString(Plain), spelled["international"]!.ToJsonString(Plain)));
        Assert.All("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", c => Assert.All(
            (IReadOnlyDictionary<char, string>[])[SpellingAlphabets.German, SpellingAlphabets.International],
            alphabet => Assert.True(char.IsAsciiDigit(c) || alphabet[c][0] == c, $"{c}: {alphabet[c]}")));
        Assert.Equal(HttpStatusCode.BadRequest, (await agent.Send(HttpMethod.Post, "/agents/spelling", new { text = new string('a', 65) })).Status);
    }

    [Fact]
    public async Task A_letter_is_queued_once_however_often_it_is_asked_for()
    {
        await Host.Supply(BookingHost.Dresden, Date, Slot, web: 0, phone: 1);
        using var agent = await centre.Call();
        var letter = $"/agents/bookings/{(await agent.Book(BookingHost.Dresden, Date, Slot)).Text("reference")}/letter";
        var before = (await Host.Get<IOutbox>().Count()).Waiting;
        Assert.Equal(HttpStatusCode.Accepted, (await agent.Send(HttpMethod.Post, letter, key: "l")).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await agent.Send(HttpMethod.Post, letter, key: "l")).Status);
        Assert.Equal(before + 1, (await Host.Get<IOutbox>().Count()).Waiting);
        Assert.Equal(HttpStatusCode.Accepted, (await agent.Send(HttpMethod.Post, letter, key: "another")).Status);
        Assert.Equal(before + 2, (await Host.Get<IOutbox>().Count()).Waiting);
        Assert.Equal("/problems/idempotency-key-missing", (await agent.Send(HttpMethod.Post, letter, key: null)).Body.Type());
        Assert.Equal("/problems/booking-unknown", (await agent.Send(HttpMethod.Post, "/agents/bookings/2222/letter")).Body.Type());
    }

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
