using Microsoft.Playwright;
using WaitingRoom.Browser.Tests.Hosting;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Browser.Tests;

/// <summary>Where nothing is left: an address can be left, corrected and taken back, by everybody.</summary>
[Collection(Site.Name)]
public sealed class NoticePageTests(SiteHost site)
{
    [Theory]
    [InlineData(390, true)]
    [InlineData(1280, false)]
    public async Task An_address_is_left_corrected_and_taken_back(int width, bool script)
    {
        var room = await site.NewRoom($"gone-{width}", new RoomSettings(60) { Override = RoomOverride.SoldOut });
        await using var visit = await Visit.Begin(site, width: width, script: script);
        await visit.Go("/rooms/" + room);
        await visit.Sees("soldout");
        await Look("notice");

        // What the browser itself lets through.
        await visit.Page.Locator("#address").FillAsync("somebody");
        await visit.Page.Locator("#address").PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator("#notice-error")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#address")).ToHaveAttributeAsync("aria-invalid", "true");
        await Look("notice-invalid");

        await visit.Page.Locator("#address").FillAsync("somebody@example.org");
        await visit.Press("Bei freien Terminen benachrichtigen");
        await Assertions.Expect(visit.Page.GetByText("Wir haben Ihre Angabe notiert")).ToBeVisibleAsync();
        await Look("notice-done");

        await visit.Press("Doch nicht benachrichtigen");
        await Assertions.Expect(visit.Page.GetByText("ist gelöscht")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#address")).ToBeVisibleAsync();

        async Task Look(string name)
        {
            if (script)
            {
                await visit.IsAccessible(name);
            }
            else
            {
                await visit.HasNoSidewaysScroll();
                await visit.Picture(name);
            }
        }
    }
}
