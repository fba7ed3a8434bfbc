using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WaitingRoom.Browser.Tests.Hosting;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Support;

namespace WaitingRoom.Browser.Tests;

/// <summary>From joining to booking: in one page with script, by forms and reloads without it, and with the keyboard alone.</summary>
[Collection(Site.Name)]
public sealed class WaitingPathTests(SiteHost site)
{
    private static readonly RoomSettings Paused = new(60) { Override = RoomOverride.Paused, ClaimWindowSeconds = 60 };

    private static readonly RoomSettings Open = new(600) { ClaimWindowSeconds = 60 };

    [Fact]
    public async Task One_joins_waits_is_called_and_goes_on_to_booking_in_the_same_page()
    {
        var room = await site.NewRoom("path", Paused);
        await site.Crowd(room, 4);
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.Sees("join");
        await visit.Join();
        await visit.Sees("line");
        await Assertions.Expect(visit.Page.Locator("#ahead")).ToHaveTextAsync("4");
        await Assertions.Expect(visit.Page).ToHaveTitleAsync("(4) Warteraum");
        await site.Configure(room, Open);
        await visit.Sees("turn");
        await Assertions.Expect(visit.Page).ToHaveTitleAsync(new Regex("^Sie sind dran!"));
        await Assertions.Expect(visit.Page.Locator("#say")).ToHaveTextAsync(new Regex("Sie sind an der Reihe|Ihr Aufruf läuft bald ab"));
        await visit.Press("Weiter zur Terminbuchung");
        await visit.Page.WaitForURLAsync("**/booking");
        await visit.Go("/rooms/" + room);
        await visit.Sees("inside");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Without_script_forms_and_reloads_lead_to_booking()
    {
        var room = await site.NewRoom("plain", Paused with { Override = RoomOverride.None, CeilingPerMinute = 1 });
        // The first of them is called at once, and nobody else for a minute.
        await site.Crowd(room, 3);
        await Patience.Until(() => site.ServingOf(room) == 1);
        await using var visit = await Visit.Begin(site, script: false);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.Sees("line");
        await Assertions.Expect(visit.Page.Locator("#ahead")).ToHaveTextAsync("2");
        Assert.Equal(1, await visit.Page.Locator("meta[http-equiv=refresh]").CountAsync());
        await visit.Picture("noscript-line");
        await site.Configure(room, Open);
        // By itself: the page reloads within its interval.
        await Patience.Until(async () =>
        {
            await visit.Go("/rooms/" + room);
            return await visit.Page.Locator("[data-view=turn]").IsVisibleAsync();
        });
        Assert.Equal(0, await visit.Page.Locator("meta[http-equiv=refresh]").CountAsync());
        await visit.Picture("noscript-turn");
        await visit.Press("Mehr Zeit");
        await visit.Sees("turn");
        await Assertions.Expect(visit.Page.Locator("#extend")).ToBeHiddenAsync();
        site.Move(TimeSpan.FromSeconds(125));
        await visit.Go("/rooms/" + room);
        await visit.Sees("lost");
        await visit.Press("Zurück an die Reihe");
        await visit.Press("Weiter zur Terminbuchung");
        await visit.Page.WaitForURLAsync("**/booking");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Vermittlungscode");
    }

    [Fact]
    public async Task Everything_can_be_done_with_the_keyboard()
    {
        var room = await site.NewRoom("keys", Open);
        await using var visit = await Visit.Begin(site, width: 1280);
        await visit.Go("/rooms/" + room);
        await visit.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Page.GetByText("Zum Inhalt springen")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Jetzt anstellen" })).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.IsCalled();
        await Patience.Until(async () =>
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            return await visit.Page.Locator("#enter").EvaluateAsync<bool>("node => node === document.activeElement");
        });

        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/booking");
    }
}
