using System.Net;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests;

public sealed class TurnTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_turn_is_told_extended_once_lost_and_had_again_once()
    {
        await using var host = await QueueHost.Start(folder);
        var visitor = host.NewVisitor();
        await visitor.Join();
        await host.Tick();
        var called = await Turn(host, visitor);
        Assert.True(called.GetProperty("called").GetBoolean());
        Assert.True(called.GetProperty("extensionLeft").GetBoolean());
        var ends = called.GetProperty("turnEnds").GetDateTimeOffset();

        using var extension = await visitor.Post("/rooms/impfung/turn/extension", visitor.Ticket);
        Assert.Equal(ends.AddSeconds(300), (await extension.Json()).GetProperty("turnEnds").GetDateTimeOffset());
        using var again = await visitor.Post("/rooms/impfung/turn/extension", visitor.Ticket);
        Assert.Equal(ends.AddSeconds(300), (await again.Json()).GetProperty("turnEnds").GetDateTimeOffset());
        Assert.False((await again.Json()).GetProperty("extensionLeft").GetBoolean());

        host.Time.Advance(TimeSpan.FromSeconds(601));
        await host.Tick();
        using var lost = await visitor.Claim();
        Assert.Equal(HttpStatusCode.Gone, lost.StatusCode);
        Assert.Equal("turn-lost", await lost.Problem());
        Assert.True((await lost.Json()).GetProperty("mayReturn").GetBoolean());
        Assert.True((await Turn(host, visitor)).GetProperty("returnLeft").GetBoolean());

        using var back = await visitor.Post("/rooms/impfung/turn/return", visitor.Ticket);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        host.Time.Advance(TimeSpan.FromSeconds(301));
        await host.Tick();
        using var lostAgain = await visitor.Claim();
        Assert.False((await lostAgain.Json()).GetProperty("mayReturn").GetBoolean());
        using var noReturn = await visitor.Post("/rooms/impfung/turn/return", visitor.Ticket);
        Assert.Equal("turn-lost", await noReturn.Problem());
    }

    [Fact]
    public async Task Who_returns_in_time_is_admitted()
    {
        await using var host = await QueueHost.Start(folder);
        var visitor = host.NewVisitor();
        await visitor.Join();
        await host.Tick();
        host.Time.Advance(TimeSpan.FromSeconds(301));
        await host.Tick();
        using var back = await visitor.Post("/rooms/impfung/turn/return", visitor.Ticket);
        Assert.True((await back.Json()).GetProperty("called").GetBoolean());
        using var claim = await visitor.Claim();
        Assert.Equal(HttpStatusCode.Created, claim.StatusCode);
        Assert.True((await Turn(host, visitor)).GetProperty("admitted").GetBoolean());
    }

    [Fact]
    public async Task While_all_is_held_nobody_comes_in_and_no_turn_runs_out()
    {
        await using var host = await QueueHost.Start(folder);
        var visitor = host.NewVisitor();
        await visitor.Join();
        await host.Tick();
        await Set(host, RoomOverride.HoldAll);
        using var held = await visitor.Claim();
        Assert.Equal("not-admitting", await held.Problem());
        Assert.Equal("hold-all", (await held.Json()).GetProperty("state").GetString());

        host.Time.Advance(TimeSpan.FromHours(1));
        await Set(host, RoomOverride.None);
        using var claim = await visitor.Claim();
        Assert.Equal(HttpStatusCode.Created, claim.StatusCode);
    }

    [Fact]
    public async Task While_paused_the_called_come_in_and_nobody_new_is_called()
    {
        await using var host = await QueueHost.Start(folder);
        var visitor = host.NewVisitor();
        await visitor.Join();
        await host.Tick();
        await Set(host, RoomOverride.Paused);
        using var claim = await visitor.Claim();
        Assert.Equal(HttpStatusCode.Created, claim.StatusCode);
        await host.NewVisitor().Join();
        await RoomsAtRunTimeTests.Second(host);
        Assert.Equal(1, host.Open.Sight!.Serving);
    }

    [Fact]
    public async Task A_turn_before_its_time_is_told_as_not_called()
    {
        await using var host = await QueueHost.Start(folder);
        await Set(host, RoomOverride.Paused);
        var visitor = host.NewVisitor();
        await visitor.Join();
        var turn = await Turn(host, visitor);
        Assert.False(turn.GetProperty("called").GetBoolean());
        Assert.Equal(1, turn.GetProperty("place").GetInt64());
        using var extension = await visitor.Post("/rooms/impfung/turn/extension", visitor.Ticket);
        Assert.Equal("not-your-turn", await extension.Problem());
        using var stranger = await host.Get("/rooms/impfung/turn");
        Assert.Equal("ticket-missing", await stranger.Problem());
    }

    private static async Task Set(QueueHost host, RoomOverride by)
    {
        await host.Grains.Ask(host.Open.Id, new RoomCommand.Configure(OperationId.New(), new RoomSettings(600) { Override = by }));
        await RoomsAtRunTimeTests.Second(host);
    }

    private static async Task<System.Text.Json.JsonElement> Turn(QueueHost host, Visitor visitor)
    {
        using var answer = await host.Get("/rooms/impfung/turn", ("Authorization", "Bearer " + visitor.Ticket), ("Waiting-Room-Browser", visitor.Secret));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Json();
    }
}
