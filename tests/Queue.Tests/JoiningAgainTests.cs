using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Joining;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests;

/// <summary>Once per browser holds for numbers that are worth something; whoever has none joins anew, at the end of the line.</summary>
public sealed class JoiningAgainTests : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(301);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Who_lost_turn_and_return_joins_anew_at_the_end_of_the_line_and_comes_in()
    {
        await using var host = await QueueHost.Start(folder);
        var visitor = await LostForGood(host);
        await host.NewVisitor().Join();
        using (var lost = await visitor.Claim())
        {
            Assert.Equal("turn-lost", await lost.Problem());
            Assert.False((await lost.Json()).GetProperty("mayReturn").GetBoolean());
        }

        var old = visitor.Ticket;
        using (var joined = await visitor.Post("/rooms/impfung/tickets", old))
        {
            Assert.Equal(HttpStatusCode.Created, joined.StatusCode);
            visitor.Ticket = (await joined.Json()).GetProperty("ticket").GetString();
            Assert.Equal(3, (await joined.Json()).GetProperty("number").GetInt64());
        }

        // Repeats, with the new ticket, the old one or none, change nothing more.
        foreach (var ticket in new[] { visitor.Ticket, old, null })
        {
            using var again = await visitor.Post("/rooms/impfung/tickets", ticket);
            Assert.Equal(visitor.Ticket, (await again.Json()).GetProperty("ticket").GetString());
        }

        Assert.Equal(3, host.Open.HandedOut);
        await RoomsAtRunTimeTests.Second(host);
        using var claim = await visitor.Claim();
        Assert.Equal(HttpStatusCode.Created, claim.StatusCode);
    }

    [Fact]
    public async Task A_number_that_is_worth_something_never_gets_a_second_one()
    {
        await using var host = await QueueHost.Start(folder);
        await Configure(host, RoomOverride.Paused);
        var visitor = host.NewVisitor();
        await visitor.Join();
        await AssertOneNumber("waiting");
        await Configure(host, RoomOverride.None);
        await AssertOneNumber("called");
        host.Time.Advance(Window);
        await RoomsAtRunTimeTests.Second(host);
        await AssertOneNumber("missed, with a return left");
        await Configure(host, RoomOverride.HoldAll);
        await AssertOneNumber("held");
        await Configure(host, RoomOverride.None);
        using (await visitor.Post("/rooms/impfung/turn/return", visitor.Ticket))
        {
            await AssertOneNumber("returned");
        }

        await visitor.Admission();
        await RoomsAtRunTimeTests.Second(host);
        await AssertOneNumber("inside");
        host.Time.Advance(TimeSpan.FromMinutes(14));
        await AssertOneNumber("still inside");

        async Task AssertOneNumber(string when)
        {
            foreach (var ticket in new[] { visitor.Ticket, null })
            {
                using var again = await visitor.Post("/rooms/impfung/tickets", ticket);
                Assert.Equal((when, 1L), (when, (await again.Json()).GetProperty("number").GetInt64()));
            }

            Assert.Equal(1, host.Open.HandedOut);
        }
    }

    [Fact]
    public async Task A_turn_extended_a_moment_ago_is_not_taken_for_lost()
    {
        await using var host = await QueueHost.Start(folder);
        await host.Configure(new RoomSettings(600) { GraceReentry = false });
        var visitor = host.NewVisitor();
        await visitor.Join();
        await RoomsAtRunTimeTests.Second(host);
        var before = (await host.Grains.Read(host.Open.Id))!;
        using (var extension = await visitor.Post("/rooms/impfung/turn/extension", visitor.Ticket))
        {
            Assert.Equal(HttpStatusCode.OK, extension.StatusCode);
        }

        host.Time.Advance(Window);
        // A node that saw the room just before, and has to judge now.
        var behind = new OpenRoom(host.Open.Entry, host.Grains, host.Services.GetRequiredService<StorageContact>(), host.Time);
        behind.See(before, host.Time.GetUtcNow());
        // The control: by what it saw, the turn has run out for good.
        Assert.True(before.IsSpent(1, 1, host.Time.GetUtcNow()));

        var kept = host.Services.GetRequiredService<KeptPlaces>();
        Assert.False(await kept.IsSpent(behind, new Place(1, host.Time.GetUtcNow())));
        host.Time.Advance(Window);
        Assert.True(await kept.IsSpent(behind, new Place(1, host.Time.GetUtcNow())));
    }

    [Fact]
    public async Task Who_was_inside_and_left_or_was_away_too_long_may_come_another_day()
    {
        await using var host = await QueueHost.Start(folder);
        var left = host.NewVisitor();
        var idle = host.NewVisitor();
        await left.Join();
        await idle.Join();
        await host.Tick();
        var admission = await left.Admission();
        await idle.Admission();
        await host.Grains.Ask(host.Open.Id, new RoomCommand.EndSession(OperationId.New(), 1));
        await RoomsAtRunTimeTests.Second(host);

        using (var session = await left.Post("/rooms/impfung/sessions", admission))
        {
            Assert.Equal("session-over", await session.Problem());
        }

        using (var used = await left.Claim())
        {
            Assert.Equal((HttpStatusCode.Gone, "session-over"), (used.StatusCode, await used.Problem()));
        }

        Assert.Equal(3, await left.Join());
        Assert.Equal(2, await idle.Join());
        host.Time.Advance(TimeSpan.FromHours(20));
        await RoomsAtRunTimeTests.Second(host);
        using (var tomorrow = await idle.Post("/rooms/impfung/tickets", idle.Ticket))
        {
            Assert.Equal(4, (await tomorrow.Json()).GetProperty("number").GetInt64());
        }
    }

    [Fact]
    public async Task Of_many_tabs_that_join_anew_at_once_all_get_one_number()
    {
        await using var host = await QueueHost.Start(folder);
        var visitor = await LostForGood(host);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            using var answer = await visitor.Post("/rooms/impfung/tickets", i % 2 == 0 ? visitor.Ticket : null);
            return (await answer.Json()).GetProperty("number").GetInt64();
        }));

        Assert.Equal([2L], answers.Distinct());
        Assert.Equal(2, host.Open.HandedOut);
    }

    /// <summary>The first visitor of the room: called, missed, returned, missed again.</summary>
    internal static async Task<Visitor> LostForGood(QueueHost host)
    {
        var visitor = host.NewVisitor();
        Assert.Equal(1, await visitor.Join());
        await RoomsAtRunTimeTests.Second(host);
        await LoseForGood(host, visitor);
        return visitor;
    }

    internal static async Task LoseForGood(QueueHost host, Visitor visitor)
    {
        host.Time.Advance(Window);
        await RoomsAtRunTimeTests.Second(host);
        using var back = await visitor.Post("/rooms/impfung/turn/return", visitor.Ticket);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        host.Time.Advance(Window);
        await RoomsAtRunTimeTests.Second(host);
    }

    private static async Task Configure(QueueHost host, RoomOverride by) => await host.Configure(new RoomSettings(600) { Override = by });
}
