using System.Globalization;
using Microsoft.Playwright;
using WaitingRoom.Browser.Tests.Hosting;

namespace WaitingRoom.Browser.Tests;

[Collection(BookingSite.Name)]
public sealed class DrawTests(SiteHost site)
{
    [Fact]
    public async Task The_browser_reckons_its_drawn_place_as_the_room_does()
    {
        var room = await DrawnRoom.Gather(site, "lot");
        await site.Crowd(room, 6);
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.Sees("prequeue");
        await visit.IsAccessible("prequeue");
        await DrawnRoom.Close(site, room);
        // The browser's own clock has not moved, so it would look again in a minute.
        await visit.Go("/rooms/" + room);
        await visit.Sees("drawing");
        await visit.IsAccessible("drawing");
        await DrawnRoom.Draw(site, room);
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
