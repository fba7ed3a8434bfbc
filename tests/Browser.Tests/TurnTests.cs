using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WaitingRoom.Browser.Tests.Hosting;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Support;

namespace WaitingRoom.Browser.Tests;

/// <summary>One's turn: the warning before it ends, more time, coming back once, and a door that is full.</summary>
[Collection(Site.Name)]
public sealed class TurnTests(SiteHost site)
{
    private static readonly RoomSettings Open = new(600) { ClaimWindowSeconds = 60 };

    [Fact]
    public async Task Before_a_turn_ends_one_is_warned_and_may_take_more_time()
    {
        var room = await site.NewRoom("warned", Open);
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.IsCalled();
        await Assertions.Expect(visit.Page.Locator("#ending")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#say")).ToHaveTextAsync(new Regex("läuft bald ab"));
        await visit.Press("Mehr Zeit");
        await Assertions.Expect(visit.Page.Locator("#ending")).ToBeHiddenAsync();
        await Assertions.Expect(visit.Page.Locator("#say")).ToHaveTextAsync(new Regex("Sie haben mehr Zeit"));
        await Assertions.Expect(visit.Page.Locator("#extend")).ToBeHiddenAsync();
        await Assertions.Expect(visit.Page.Locator("#enter")).ToBeFocusedAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_status_that_is_behind_calls_nobody_back()
    {
        var room = await site.NewRoom("behind", Open);
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.IsCalled();
        await Assertions.Expect(visit.Page.Locator("#say")).ToHaveTextAsync(new Regex("läuft bald ab"));
        var served = 0;
        await visit.Page.RouteAsync("**/status", async route =>
        {
            var status = JsonNode.Parse(await (await route.FetchAsync()).TextAsync())!;
            status["nowServing"] = 0;
            await route.FulfillAsync(new() { Status = 200, ContentType = "application/json", Body = status.ToJsonString() });
            served++;
        });
        // The second is asked for when the first has been shown.
        await Patience.Until(async () =>
        {
            await visit.Page.EvaluateAsync("dispatchEvent(new Event('online'))");
            return served > 1;
        });
        await visit.Sees("turn");
        await Assertions.Expect(visit.Page.Locator("[data-view=line]")).ToBeHiddenAsync();
        await Assertions.Expect(visit.Page.Locator("#say")).ToHaveTextAsync(new Regex("läuft bald ab"));
    }

    [Fact]
    public async Task Who_misses_the_turn_is_told_and_may_come_back_once()
    {
        var room = await site.NewRoom("missed", Open);
        await using var visit = await Visit.Begin(site);
        await visit.Page.Clock.InstallAsync(new() { TimeDate = site.Now.UtcDateTime });
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.IsCalled();
        site.Move(TimeSpan.FromSeconds(70));
        await visit.Page.Clock.FastForwardAsync(70_000);
        await visit.Sees("lost");
        await visit.Press("Zurück an die Reihe");
        await visit.Sees("turn");
        await visit.Press("Weiter zur Terminbuchung");
        await visit.Page.WaitForURLAsync("**/booking");
    }

    [Fact]
    public async Task Whoever_finds_the_door_full_is_let_in_by_the_page_as_soon_as_it_opens()
    {
        var room = await site.NewRoom("door", Open);
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.IsCalled();
        // One a minute, and a member of staff is that one.
        await site.Configure(room, Open with { CeilingPerMinute = 1 });
        await site.Grains.Ask(new RoomId(room), new RoomCommand.AdmitStaff(OperationId.New()));
        await visit.Press("Weiter zur Terminbuchung");
        await Assertions.Expect(visit.Page.GetByText("Einen Moment noch")).ToBeVisibleAsync();
        await visit.IsAccessible("one-moment");
        await site.Configure(room, Open);
        await visit.Page.WaitForURLAsync("**/booking");
    }
}
