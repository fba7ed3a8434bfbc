using Microsoft.Playwright;
using WaitingRoom.Browser.Tests.Hosting;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Browser.Tests;

/// <summary>The pages on which a booking is changed, without script: accessible on a phone and on a desk.</summary>
[Collection(BookingSite.Name)]
public sealed class ManagePageTests(SiteHost site)
{
    [Theory]
    [InlineData(390, "de-DE")]
    [InlineData(1280, "en-GB")]
    public async Task Every_page_on_which_a_booking_is_changed_is_accessible(int width, string locale)
    {
        var room = await site.NewRoom($"manage-{width}", new RoomSettings(600));
        await using var visit = await Visit.Begin(site, width: width, locale: locale);
        await visit.Enter(room);
        await visit.Page.Locator("#Code").FillAsync(await site.NewCode());
        await visit.Page.Locator("form[method=post] button").First.ClickAsync();
        await visit.Page.Locator("label[for=Vaccine]").ClickAsync();
        await visit.Page.Locator("#Postcode").FillAsync("01067");
        await visit.Page.Locator("form[method=get] button").First.ClickAsync();
        await visit.Page.Locator("form[method=post] button").First.ClickAsync();
        await visit.Page.WaitForURLAsync("**/booking/holds/**");
        await visit.Page.Locator("#Name").FillAsync("Erika Muster");
        await visit.Page.Locator("form[method=post] button").First.ClickAsync();
        await visit.Page.WaitForURLAsync("**/booking/bookings/**");
        var booking = new Uri(visit.Page.Url).AbsolutePath;

        await visit.Go(booking + "/rebook");
        await visit.IsAccessible("manage-rebook");
        await visit.Page.Locator("form[method=get] button").First.ClickAsync();
        await visit.IsAccessible("manage-rebook-offers");
        await visit.Go(booking + "/contact");
        await visit.Page.Locator("form[method=post] button").First.ClickAsync();
        await visit.IsAccessible("manage-contact-wrong");
        await visit.Go(booking + "/cancel");
        await visit.IsAccessible("manage-cancel");
        Assert.Empty(visit.Complaints);
    }
}
