namespace WaitingRoom.Web.Tests;

public sealed class LanguageTests(WebHost host) : IClassFixture<WebHost>
{
    [Theory]
    [InlineData("", null, null, "de")]
    [InlineData("", null, "fr", "de")]
    [InlineData("", null, "fr, en-US;q=0.8, de;q=0.3", "en")]
    [InlineData("", "en", "de", "en")]
    [InlineData("?lang=de", "en", "en", "de")]
    [InlineData("?lang=xx", "en", "de", "en")]
    public async Task What_is_asked_now_wins_over_earlier_and_that_over_the_browser(
        string query, string? cookie, string? browser, string expected)
    {
        List<(string, string)> headers = [("Accept", "text/html")];
        if (cookie is not null)
        {
            headers.Add(("Cookie", "wr-lang=" + cookie));
        }

        if (browser is not null)
        {
            headers.Add(("Accept-Language", browser));
        }

        var page = await (await host.Get("/nothing-here" + query, [.. headers])).Content.ReadAsStringAsync();
        Assert.Contains($"<html lang=\"{expected}\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_is_remembered_and_a_visit_alone_is_not()
    {
        var chosen = await host.Get("/own?lang=en");
        var visited = await host.Get("/own");
        Assert.StartsWith("wr-lang=en;", Assert.Single(chosen.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.False(visited.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task The_switch_keeps_the_page_and_its_query()
    {
        var page = await (await host.Get("/nothing-here?centre=7&lang=de", ("Accept", "text/html"))).Content.ReadAsStringAsync();
        Assert.Contains("href=\"/nothing-here?centre=7&amp;lang=en\"", page, StringComparison.Ordinal);
    }
}
