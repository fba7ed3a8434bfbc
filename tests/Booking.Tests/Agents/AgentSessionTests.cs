using System.Net;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Booking.Tests.Agents;

/// <summary>A caller's session is a place in the room that was taken past the line, and one agent's only.</summary>
public sealed class AgentSessionTests : IAsyncLifetime
{
    private readonly CallCentre centre = new();

    public Task InitializeAsync() => centre.InitializeAsync();

    public Task DisposeAsync() => centre.DisposeAsync();

    [Fact]
    public async Task Each_caller_is_counted_inside_until_the_call_is_over_and_repeating_counts_nobody_twice()
    {
        using var agent = new Agent(centre.Host.Address);
        var code = await centre.Host.Code();
        await agent.Begin(code, "first");
        await agent.Begin(code, "first");
        var state = await centre.State();
        Assert.Equal((1, 0), (state.StaffAdmitted, state.Issued));
        Assert.Equal([-1], state.Sessions.Keys);
        await agent.Begin(await centre.Host.Code(), "second");
        Assert.Equal(2, (await centre.State()).StaffAdmitted);

        Assert.Equal(HttpStatusCode.NoContent, (await agent.Send(HttpMethod.Delete, "/agents/sessions")).Status);
        Assert.Equal([-1], (await centre.State()).Sessions.Keys);
    }

    [Fact]
    public async Task Callers_come_out_of_the_rooms_ceiling_and_a_full_door_says_when_to_knock_again()
    {
        await centre.Configure(new RoomSettings(1));
        using var agent = new Agent(centre.Host.Address);
        var answers = new List<(HttpStatusCode Status, string? Problem)>();
        for (var i = 0; i < 4; i++)
        {
            var (status, body) = await agent.Begin(await centre.Host.Code());
            answers.Add((status, body.Type()));
        }

        Assert.Equal(answers.Count(a => a.Status == HttpStatusCode.Created), (await centre.State()).StaffAdmitted);
        Assert.Equal((HttpStatusCode.Conflict, "/problems/one-moment"), answers[^1]);
        Assert.InRange((await centre.State()).StaffAdmitted, 1, AdmissionWindow.Most(1));
        centre.Host.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(HttpStatusCode.Created, (await agent.Begin(await centre.Host.Code())).Status);
    }

    [Fact]
    public async Task A_room_that_is_not_open_lets_no_caller_in()
    {
        await centre.Configure(new RoomSettings(600) { OpensAt = BookingHost.Start.AddHours(1) });
        using var agent = new Agent(centre.Host.Address);
        Assert.Equal("/problems/not-admitting", (await agent.Begin(await centre.Host.Code())).Body.Type());
        Assert.Equal("/problems/room-unknown", (await agent.Send(HttpMethod.Post, "/agents/sessions", new { code = await centre.Host.Code(), room = "elsewhere" })).Body.Type());
    }

    [Fact]
    public async Task Only_the_agent_who_began_it_uses_it_and_no_citizen_and_not_for_ever()
    {
        const string Offers = "/agents/offers?vaccine=johnson&postcode=01067";
        using var agent = await centre.Call();
        using var colleague = new Agent(centre.Host.Address, "carla") { Session = agent.Session };
        Assert.Equal("/problems/agent-session-not-yours", (await colleague.Send(HttpMethod.Get, Offers)).Body.Type());
        using var idle = new Agent(centre.Host.Address);
        Assert.Equal("/problems/agent-session-missing", (await idle.Send(HttpMethod.Get, Offers)).Body.Type());

        // A citizen's session is neither a staff token nor a caller's session, and a caller's session is no citizen's.
        using var citizen = await centre.Host.Citizen();
        Assert.Equal(HttpStatusCode.Unauthorized, (await citizen.Get(Offers)).Status);
        idle.Session = citizen.Token;
        Assert.Equal("/problems/agent-session-missing", (await idle.Send(HttpMethod.Get, Offers)).Body.Type());
        citizen.Token = agent.Session!;
        Assert.Equal("/problems/session-missing", (await citizen.Get("/booking/offers?vaccine=johnson&postcode=01067")).Body.Type());

        Assert.Equal(HttpStatusCode.OK, (await agent.Send(HttpMethod.Get, Offers)).Status);
        centre.Host.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal((HttpStatusCode.Gone, "/problems/agent-session-over"), await Problem(agent, Offers));
    }

    private static async Task<(HttpStatusCode, string?)> Problem(Agent agent, string path)
    {
        var (status, body) = await agent.Send(HttpMethod.Get, path);
        return (status, body.Type());
    }
}
