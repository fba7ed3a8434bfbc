using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using WaitingRoom.Browser.Tests.Hosting;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Browser.Tests;

[Collection(Site.Name)]
public sealed class DrawTests(SiteHost site)
{
    [Fact]
    public async Task The_browser_reckons_its_drawn_place_as_the_room_does()
    {
        var begun = site.Now;
        var room = await site.NewRoom("lot", new RoomSettings(60)
        {
            Order = RoomOrder.Draw,
            PreQueueAt = begun.AddMinutes(1),
            OpensAt = begun.AddMinutes(10),
            Beacon = "operator:numbers of a lottery",
            Override = RoomOverride.Paused,
        });
        await SiteHost.Until(async () => (await site.Read(room)).Commitment is not null);
        site.Move(TimeSpan.FromSeconds(70));
        await SiteHost.Until(async () => await site.StateOf(room) == "pre-queue");
        await site.Crowd(room, 6);
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.IsAccessible("join-draw");
        await visit.Join();
        await visit.Sees("prequeue");
        await visit.IsAccessible("prequeue");
        site.Move(TimeSpan.FromMinutes(10));
        await SiteHost.Until(async () => await site.StateOf(room) == "awaiting-draw");
        // The browser's own clock has not moved, so it would look again in a minute.
        await visit.Go("/rooms/" + room);
        await visit.Sees("drawing");
        await visit.IsAccessible("drawing");
        await site.Put("draw-beacon/" + room, Encoding.UTF8.GetBytes("""{"value":"3 14 15 92","enteredBy":"operator-1","at":"2026-01-01T00:00:00Z"}"""));
        await visit.Sees("line");
        var number = await visit.Page.EvaluateAsync<long>("JSON.parse(document.getElementById('data').textContent).number");
        var place = (await site.Read(room)).PlaceOf(number);
        await Assertions.Expect(visit.Page.Locator("#place")).ToHaveTextAsync(place.ToString(CultureInfo.InvariantCulture));
        // Told by the script, and the same by the server.
        await visit.Go("/rooms/" + room);
        await Assertions.Expect(visit.Page.Locator("#place")).ToHaveTextAsync(place.ToString(CultureInfo.InvariantCulture));
        Assert.Empty(visit.Complaints);
    }
}
