using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WaitingRoom.Browser.Tests.Hosting;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Support;

namespace WaitingRoom.Browser.Tests;

/// <summary>While people wait: what the page follows by itself, and what it survives.</summary>
[Collection(Site.Name)]
public sealed class WaitingTests(SiteHost site)
{
    private static readonly RoomSettings Paused = new(60) { Override = RoomOverride.Paused, ClaimWindowSeconds = 60 };

    [Fact]
    public async Task While_the_line_moves_the_place_and_an_interval_follow()
    {
        var room = await site.NewRoom("moving", Paused with { CeilingPerMinute = 20, Override = RoomOverride.None, ClaimWindowSeconds = 300 });
        await site.Crowd(room, 60);
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.Sees("line");
        await Assertions.Expect(visit.Page.Locator("#wait")).ToHaveTextAsync(new Regex("^(etwa ([0-9]+ bis )?[0-9]+ (Minuten|Stunden)|weniger als eine Minute)$"));
        await Assertions.Expect(visit.Page.Locator("#serving")).Not.ToHaveTextAsync("0");
        Assert.True(await visit.Page.Locator("#progress").EvaluateAsync<double>("bar => bar.position") > 0);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Every_state_of_the_room_is_told_and_followed_without_a_reload()
    {
        var room = await site.NewRoom("states", Paused);
        await site.Crowd(room, 1);
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.Sees("line");
        await visit.Page.EvaluateAsync("window.here = true");
        await site.Configure(room, Paused with { Override = RoomOverride.HoldAll });
        await Assertions.Expect(visit.Page.Locator("#held")).ToBeVisibleAsync();
        await site.Configure(room, Paused with { Override = RoomOverride.SoldOut });
        await visit.Sees("soldout");
        Assert.True(await visit.Page.EvaluateAsync<bool>("window.here === true"));

        await site.Configure(room, Paused with { Override = RoomOverride.Closed });
        await SeesAfterReload(visit, room, "closed");
        await site.Configure(room, Paused with { Override = RoomOverride.None, OpensAt = site.Now.AddDays(2) });
        await SeesAfterReload(visit, room, "scheduled");

        // Postponed: told at the next look, which would be in a minute.
        var opens = visit.Page.Locator("[data-view=scheduled] time[data-local=opensAt]");
        var told = await opens.TextContentAsync();
        await site.Configure(room, Paused with { Override = RoomOverride.None, OpensAt = site.Now.AddDays(9) });
        await Patience.Until(async () =>
        {
            await visit.Page.EvaluateAsync("dispatchEvent(new Event('online'))");
            return await opens.TextContentAsync() != told;
        });
    }

    [Fact]
    public async Task Sleep_and_lost_network_cost_nothing_and_are_told()
    {
        var room = await site.NewRoom("tunnel", Paused);
        await site.Crowd(room, 1);
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.Sees("line");
        await visit.Page.Context.SetOfflineAsync(true);
        await Assertions.Expect(visit.Page.Locator("#offline")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#say")).ToHaveTextAsync(new Regex("Sie behalten Ihren Platz"));
        await visit.Page.Context.SetOfflineAsync(false);
        await Assertions.Expect(visit.Page.Locator("#offline")).ToBeHiddenAsync();
        await visit.Sees("line");
    }

    /// <summary>The script looks seldom while only the clock can change anything; people who return reload.</summary>
    private static Task SeesAfterReload(Visit visit, string room, string view) => Patience.Until(async () =>
    {
        await visit.Go("/rooms/" + room);
        return await visit.Page.Locator($"[data-view={view}]").IsVisibleAsync();
    });
}
