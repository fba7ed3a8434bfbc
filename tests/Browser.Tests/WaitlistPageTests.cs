using WaitingRoom.Browser.Tests.Hosting;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Browser.Tests;

/// <summary>The page of the waiting list in the three languages: joined, corrected and left again.</summary>
[Collection(BookingSite.Name)]
public sealed class WaitlistPageTests(SiteHost site)
{
    [Theory]
    [InlineData(390, "de")]
    [InlineData(1280, "en")]
    [InlineData(390, "de-easy")]
    public async Task A_wish_is_left_corrected_and_taken_back(int width, string language)
    {
        var room = await site.NewRoom($"waitlist-{language}", new RoomSettings(600));
        await using var visit = await Visit.Begin(site, width: width);
        await visit.Enter(room);
        await visit.Go("/booking?lang=" + language);
        await visit.Page.Locator("#Code").FillAsync(await site.NewCode());
        await visit.Page.Locator("form[method=post] button").First.ClickAsync();
        await visit.Go("/booking/waitlist");
        await visit.Page.Locator("label[for=Vaccine]").ClickAsync();
        await visit.Page.Locator("#Postcode").FillAsync("01067");
        await visit.Page.Locator(".wr-form button").ClickAsync();
        await visit.IsAccessible($"waitlist-wrong-{language}");
        await visit.Page.Locator("#Email").FillAsync("erika@example.org");
        await visit.Page.Locator(".wr-form button").ClickAsync();
        await visit.IsAccessible($"waitlist-waiting-{language}");
        await visit.Page.Locator("form.wr-actions button").ClickAsync();
        await visit.Picture($"waitlist-left-{language}");
        Assert.Equal(1, await visit.Page.Locator("#Postcode").CountAsync());
    }
}
