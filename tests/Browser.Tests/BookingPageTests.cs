using Microsoft.Playwright;
using WaitingRoom.Browser.Tests.Hosting;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Browser.Tests;

[Collection(Site.Name)]
public sealed class BookingPageTests(SiteHost site)
{
    [Fact]
    public async Task From_the_code_to_the_confirmation_every_page_is_accessible()
    {
        var room = await site.NewRoom("booking", new RoomSettings(600));
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.Sees("turn");
        await visit.Press("Weiter zur Terminbuchung");
        await visit.IsAccessible("booking-code");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Weiter" }).ClickAsync();
        await visit.IsAccessible("booking-code-wrong");
        await visit.Page.Locator("#Code").FillAsync(await site.NewCode());
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Weiter" }).ClickAsync();
        await visit.Page.WaitForURLAsync("**/booking/offers**");
        await visit.IsAccessible("booking-search");
        await visit.Page.Locator("label[for=Vaccine]").ClickAsync();
        await visit.Page.Locator("#Postcode").FillAsync("01067");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "suchen" }).Or(visit.Page.Locator("form[method=get] button")).First.ClickAsync();
        await visit.IsAccessible("booking-offers");
        await visit.Page.Locator("form[method=post] button").First.ClickAsync();
        await visit.Page.WaitForURLAsync("**/booking/holds/**");
        await visit.IsAccessible("booking-hold");
        await visit.Page.Locator("#Name").FillAsync("Erika Muster");
        await visit.Page.Locator("#Email").FillAsync("erika@example.org");
        await visit.Page.Locator("form[method=post] button").First.ClickAsync();
        await visit.Page.WaitForURLAsync("**/booking/bookings/**");
        await visit.IsAccessible("booking-confirmed");
        Assert.Empty(visit.Complaints);
    }
}
