using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Tests.Draws;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests;

/// <summary>What a number that is worth nothing any more means for the page, the draw, a restart, the work before a ticket, and the room's load.</summary>
public sealed class SpentNumberTests : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(301);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task People_without_a_ticket_cost_the_room_nothing_but_their_blocks()
    {
        await using var host = await QueueHost.Start(folder);
        await JoiningAgainTests.LostForGood(host);
        var (reads, asked) = (host.Grains.Reads, host.Grains.Asked.Where(entry => entry.Key != "TakeBlock").Sum(entry => entry.Value));
        for (var i = 0; i < 100; i++)
        {
            await host.NewVisitor().Join();
        }

        Assert.Equal(reads, host.Grains.Reads);
        Assert.Equal(asked, host.Grains.Asked.Where(entry => entry.Key != "TakeBlock").Sum(entry => entry.Value));
    }

    [Fact]
    public async Task The_page_says_that_the_number_is_spent_and_its_form_gives_a_new_one()
    {
        await using var host = await QueueHost.Start(folder);
        var browser = new FormBrowser(host);
        await browser.Post("/rooms/impfung/tickets");
        await host.Tick();
        host.Time.Advance(Window);
        await RoomsAtRunTimeTests.Second(host);
        Assert.Contains("Zurück an die Reihe", await browser.Get("/rooms/impfung"), StringComparison.Ordinal);
        await browser.Post("/rooms/impfung/turn/return");
        host.Time.Advance(Window);
        await RoomsAtRunTimeTests.Second(host);

        // Pressing the button of an old page leads here as well.
        Assert.Equal("/rooms/impfung", await browser.Post("/rooms/impfung/admissions"));
        var page = await browser.Get("/rooms/impfung");
        Assert.Contains("Ihre Wartenummer gilt nicht mehr", page, StringComparison.Ordinal);
        Assert.Contains("\"view\":\"join\"", page, StringComparison.Ordinal);
        Assert.Contains("not valid any more", await browser.Get("/rooms/impfung", "en"), StringComparison.Ordinal);
        Assert.Equal("/rooms/impfung", await browser.Post("/rooms/impfung/tickets"));
        Assert.Contains("\"number\":2", await browser.Get("/rooms/impfung"), StringComparison.Ordinal);

        await host.Tick();
        Assert.Equal("/booking", await browser.Post("/rooms/impfung/admissions"));
        host.Time.Advance(TimeSpan.FromHours(1));
        await RoomsAtRunTimeTests.Second(host);
        Assert.Equal("/rooms/impfung", await browser.Post("/rooms/impfung/admissions"));
        Assert.Contains("Ihre Sitzung ist zu Ende", await browser.Get("/rooms/impfung"), StringComparison.Ordinal);
        Assert.Contains("Sie waren schon drin.", await browser.Get("/rooms/impfung?lang=de-easy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spent_number_is_no_way_around_the_work_before_a_ticket()
    {
        await using var host = await QueueHost.Start(folder);
        var visitor = await JoiningAgainTests.LostForGood(host);
        await host.Configure(new RoomSettings(600) { ProofOfWorkBits = 4 });

        using var refused = await visitor.Post("/rooms/impfung/tickets", visitor.Ticket);

        Assert.Equal("challenge-needed", await refused.Problem());
        Assert.Equal(1, host.Open.HandedOut);
    }

    [Fact]
    public async Task Who_took_part_in_the_draw_and_missed_the_turn_joins_behind_those_who_came_later()
    {
        await using var host = await DrawHost.Start(folder, beacon: null, setting: "operator:lottery");
        await host.AdvanceTo(DrawHost.PreQueueAt);
        var visitor = host.NewVisitor();
        Assert.Equal(1, await visitor.Join());
        await host.AdvanceTo(DrawHost.OpensAt);
        var beacon = """{"value":"1 2 3","enteredBy":"op","at":"2026-01-05T08:03:00Z"}"""u8.ToArray();
        Assert.True(await host.Services.GetRequiredService<IDocuments>().Put("draw-beacon/impfung", 0, beacon));
        await host.Seconds(2);
        Assert.Equal(RoomPhase.Open, await host.Phase());
        await RoomsAtRunTimeTests.Second(host);
        Assert.Equal(1, await (visitor with { Ticket = null }).Join());
        await JoiningAgainTests.LoseForGood(host, visitor);
        Assert.Equal(2, await host.NewVisitor().Join());

        Assert.Equal(3, await (visitor with { Ticket = null }).Join());
        using var answer = await visitor.Post("/rooms/impfung/tickets", visitor.Ticket);
        Assert.Equal(3, (await answer.Json()).GetProperty("number").GetInt64());
        Assert.False((await answer.Json()).TryGetProperty("receiptUrl", out _));
    }

    [Fact]
    public async Task After_a_restart_the_spent_number_is_known_as_spent_and_a_good_one_as_good()
    {
        Visitor spent, good;
        string address;
        Microsoft.Extensions.Time.Testing.FakeTimeProvider time;
        await using (var before = await QueueHost.Start(folder))
        {
            (address, time) = (before.Address, before.Time);
            spent = await JoiningAgainTests.LostForGood(before);
            good = before.NewVisitor();
            await good.Join();
        }

        await using var after = await QueueHost.Start(folder, address: address, time: time);
        using var kept = await (good with { Client = after.Client }).Post("/rooms/impfung/tickets", good.Ticket);
        Assert.Equal(good.Ticket, (await kept.Json()).GetProperty("ticket").GetString());
        using var anew = await (spent with { Client = after.Client }).Post("/rooms/impfung/tickets", spent.Ticket);
        Assert.True((await anew.Json()).GetProperty("number").GetInt64() > 2);
    }
}
