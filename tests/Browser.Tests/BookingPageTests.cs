using Microsoft.Playwright;
using WaitingRoom.Browser.Tests.Hosting;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Browser.Tests;

[Collection(BookingSite.Name)]
public sealed class BookingPageTests(SiteHost site)
{
    [Fact]
    public async Task From_the_code_to_the_confirmation_every_page_is_accessible()
    {
        var room = await site.NewRoom("booking", new RoomSettings(600));
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.IsCalled();
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

    [Theory]
    [InlineData(390, "de-DE", "Ich habe keinen Code")]
    [InlineData(1280, "en-GB", "I have no code")]
    public async Task Without_a_letter_every_page_is_accessible_on_phone_and_desk(int width, string locale, string noCode)
    {
        await site.GiveCodesOnline();
        var room = await site.NewRoom("letterless-" + width, new RoomSettings(600));
        await using var visit = await Visit.Begin(site, width: width, locale: locale);
        await visit.Enter(room);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = noCode }).Or(visit.Page.GetByRole(AriaRole.Link, new() { Name = noCode })).ClickAsync();
        await visit.Page.WaitForURLAsync("**/booking/request");
        await visit.IsAccessible("request-questions");

        // Nothing filled in: the error stands beside its field and is led to.
        await visit.Page.Locator("main form button").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#BirthYear-error")).ToBeVisibleAsync();
        await visit.IsAccessible("request-wrong");

        // No provider is set up here: the page says so, keeps what was typed, and never says that something was sent.
        await visit.Page.Locator("#BirthYear").FillAsync("1940");
        await visit.Page.Locator("label[for=Group]").ClickAsync();
        await visit.Page.Locator("#Contact").FillAsync("erika@example.org");
        await visit.Page.Locator("main form button").First.ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#Contact")).ToHaveValueAsync("erika@example.org");
        await visit.IsAccessible("request-not-sent");
        await visit.Go("/booking/request");
        await Assertions.Expect(visit.Page.Locator("#BirthYear")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#OneTimeCode")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(390, "?lang=de-easy")]
    [InlineData(1280, "?lang=de")]
    public async Task Every_page_on_which_people_book_side_by_side_is_accessible(int width, string language)
    {
        var room = await site.NewRoom("household-" + width, new RoomSettings(600));
        await using var visit = await Visit.Begin(site, width: width);
        await visit.Enter(room);
        await visit.Go("/booking" + language);
        await visit.IsAccessible("household-code");
        await visit.Page.Locator("#Code").FillAsync(await site.NewCode());
        await visit.Page.Locator("form[method=post] button").First.ClickAsync();
        await visit.Page.WaitForURLAsync("**/booking/offers**");
        await visit.IsAccessible("household-search-alone");
        await visit.Page.Locator("a[href='/booking/household']").ClickAsync();
        await visit.Page.Locator("#Code").FillAsync(await site.NewCode());
        await visit.Page.Locator(".wr-form button").ClickAsync();
        await Assertions.Expect(visit.Page.GetByText("Person 2", new() { Exact = true })).ToBeVisibleAsync();
        await visit.IsAccessible("household-people");
        await visit.Page.Locator("a[href='/booking/household/offers']").ClickAsync();
        await visit.Page.Locator("label[for=Vaccine]").ClickAsync();
        await visit.Page.Locator("#Postcode").FillAsync("01067");
        await visit.Page.Locator("form[method=get] button").First.ClickAsync();
        await visit.IsAccessible("household-offers");
        await visit.Page.Locator("form[method=post] button").First.ClickAsync();
        await visit.Page.WaitForURLAsync("**/booking/household/hold");
        await visit.Page.Locator("form.wr-form button").First.ClickAsync();
        await visit.IsAccessible("household-hold-wrong");
        await visit.Page.Locator("#Names_0_").FillAsync("Erika Muster");
        await visit.Page.Locator("#Names_1_").FillAsync("Max Muster");
        await visit.Page.Locator("form.wr-form button").First.ClickAsync();
        await visit.Page.WaitForURLAsync("**/booking/household");
        await visit.IsAccessible("household-booked");
        Assert.Empty(visit.Complaints);
    }
}
