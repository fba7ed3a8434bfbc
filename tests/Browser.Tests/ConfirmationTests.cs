using System.Text;
using Microsoft.Playwright;
using WaitingRoom.Browser.Tests.Hosting;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Support;

namespace WaitingRoom.Browser.Tests;

/// <summary>A site without providers that shows what it would have sent.</summary>
public sealed class OutboxSite : SiteHost
{
    protected override Dictionary<string, string?> Settings => new() { ["Booking:Messages:DevelopmentOutbox"] = "true" };
}

public sealed class ConfirmationTests(OutboxSite site) : IClassFixture<OutboxSite>
{
    [Theory]
    [InlineData(390, "de-DE")]
    [InlineData(1280, "en-GB")]
    public async Task The_confirmation_prints_on_one_page_and_its_message_is_shown_where_it_would_have_been_sent(int width, string locale)
    {
        var room = await site.NewRoom($"confirmed-{width}", new RoomSettings(600));
        await using var visit = await Visit.Begin(site, width: width, locale: locale);
        await visit.Enter(room);
        await visit.Page.Locator("#Code").FillAsync(await site.NewCode());
        await visit.Page.Locator("form:has(#Code) button").First.ClickAsync();
        await visit.Page.Locator("label[for=Vaccine]").ClickAsync();
        await visit.Page.Locator("#Postcode").FillAsync("01067");
        await visit.Page.Locator("form[method=get] button").First.ClickAsync();
        await visit.Page.Locator("form[method=post] button").First.ClickAsync();
        await visit.Page.Locator("#Name").FillAsync("Jürgen Großmann-Özdemir");
        await visit.Page.Locator("#Email").FillAsync($"juergen{width}@example.org");
        await visit.Page.Locator("form[method=post] button").First.ClickAsync();
        await visit.Page.WaitForURLAsync("**/booking/bookings/**");
        Assert.Equal(200, await visit.Page.Locator(".wr-code img").EvaluateAsync<int>("image => image.decode().then(() => image.width)"));
        await visit.IsAccessible("confirmation");

        // On paper: one sheet, with the reference and without what only a screen can do.
        var reference = visit.Page.Url.Split('/')[^1];
        var sheet = await visit.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true });
        await Keep($"confirmation-{width}.pdf", sheet);
        var facts = Encoding.UTF8.GetString(await ForeignProgram.Run("pdfinfo", ["-"], sheet));
        Assert.Matches(@"Pages:\s+1\n", facts);
        Assert.Contains("A4", facts, StringComparison.Ordinal);
        var text = Encoding.UTF8.GetString(await ForeignProgram.Run("pdftotext", ["-layout", "-", "-"], sheet));
        Assert.Contains(reference, text, StringComparison.Ordinal);
        Assert.DoesNotContain(locale == "de-DE" ? "absagen" : "Cancel", text, StringComparison.Ordinal);

        await ReadOutbox(visit, reference);
        await Assertions.Expect(visit.Page.GetByText($"juergen{width}@example.org")).ToBeVisibleAsync();
        await visit.IsAccessible("outbox");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Who_left_an_address_where_nothing_was_left_is_told_when_the_room_opens_again()
    {
        var gone = new RoomSettings(60) { Override = RoomOverride.SoldOut };
        var room = await site.NewRoom("gone-and-back", gone);
        await using var visit = await Visit.Begin(site, script: false);
        await visit.Go("/rooms/" + room);
        await visit.Sees("soldout");
        await visit.Page.Locator("#address").FillAsync("freed@example.org");
        await visit.Press("Bei freien Terminen benachrichtigen");
        await Assertions.Expect(visit.Page.GetByText("Wir haben Ihre Angabe notiert")).ToBeVisibleAsync();

        await site.Configure(room, gone with { Override = RoomOverride.None });
        await ReadOutbox(visit, "freed@example.org");
        await Assertions.Expect(visit.Page.GetByText($"{site.Address}/rooms/{room}")).ToBeVisibleAsync();
    }

    private static async Task ReadOutbox(Visit visit, string mark)
    {
        await visit.Go("/development/outbox");
        await Patience.Until(async () =>
        {
            await visit.Page.ReloadAsync();
            return (await visit.Page.ContentAsync()).Contains(mark, StringComparison.Ordinal);
        });
    }

    private static async Task Keep(string name, byte[] content)
    {
        if (Environment.GetEnvironmentVariable("WR_PICTURES") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name), content);
        }
    }
}
