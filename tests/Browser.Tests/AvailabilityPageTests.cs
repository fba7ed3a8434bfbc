using Microsoft.Playwright;
using WaitingRoom.Browser.Tests.Hosting;

namespace WaitingRoom.Browser.Tests;

/// <summary>The public overview for people, centres by days by vaccine: by links alone, and accessible on a phone and on a desk.</summary>
[Collection(BookingSite.Name)]
public sealed class AvailabilityPageTests(SiteHost site)
{
    [Theory]
    [InlineData(390, "de-DE", "Spätere Tage")]
    [InlineData(1280, "en-GB", "Later days")]
    public async Task From_all_centres_to_the_days_of_a_vaccine_by_links_alone(int width, string locale, string later)
    {
        await using var visit = await Visit.Begin(site, width: width, locale: locale);
        await visit.Go("/availability");
        await visit.IsAccessible("availability");
        await visit.Page.Locator("main a[href^='/availability/']").First.ClickAsync();
        await visit.Page.WaitForURLAsync("**/availability/*");
        await visit.IsAccessible("availability-days");
        Assert.Equal(0, await visit.Page.Locator("main script").CountAsync());
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = later }).ClickAsync();
        await visit.Page.WaitForURLAsync("**/availability/*from=*");
        await Assertions.Expect(visit.Page.Locator("a[rel=prev]")).ToBeVisibleAsync();
        await visit.IsAccessible("availability-days-later");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task It_reads_the_same_without_script()
    {
        await using var visit = await Visit.Begin(site, script: false);
        await visit.Go("/availability");
        await visit.Page.Locator("main a[href^='/availability/']").First.ClickAsync();
        await visit.Page.Locator("a[rel=next]").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("a[rel=prev]")).ToBeVisibleAsync();
        Assert.True(await visit.Page.Locator("tbody tr").CountAsync() > 0);
    }
}
