using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WaitingRoom.Browser.Tests.Hosting;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Browser.Tests;

/// <summary>What the page is: one small response, three languages, readable in the dark.</summary>
[Collection(Site.Name)]
public sealed class WaitingPageTests(SiteHost site)
{
    private static readonly RoomSettings Paused = new(60) { Override = RoomOverride.Paused, ClaimWindowSeconds = 60 };

    private static readonly RoomSettings Open = new(600) { ClaimWindowSeconds = 60 };

    [Fact]
    public async Task The_page_is_one_small_response_and_asks_only_for_the_status()
    {
        var room = await site.NewRoom("small", Paused);
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.Sees("line");
        await visit.Page.WaitForResponseAsync(new Regex("/status$"));
        Assert.All(visit.Requests, address => Assert.Matches($"^{site.Address}/rooms/{room}(/status|/tickets)?$", address));
        Assert.Contains(visit.Requests, address => address.EndsWith("/status", StringComparison.Ordinal));
        Assert.Empty(visit.Complaints);

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{site.Address}/rooms/{room}");
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        using var answer = await http.SendAsync(request);
        var compressed = await answer.Content.ReadAsByteArrayAsync();
        Assert.InRange(compressed.Length, 1000, 14_000);
        await using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        var html = await reader.ReadToEndAsync();
        Assert.EndsWith("</html>", html.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"(https?:|//)", html);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(policy, "'sha256-"));
    }

    [Fact]
    public async Task It_speaks_three_languages_and_remembers_the_choice()
    {
        var room = await site.NewRoom("tongues", Paused with { Messages = Paused.Messages.Add("de", "Bitte Ausweis bereithalten.").Add("en", "Please have your ID ready.").Add("de-easy", "Bringen Sie den Aus-Weis mit.") });
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        foreach (var (link, tag, heading, message) in new[]
        {
            ("English", "en", "You are in the line", "Please have your ID ready."),
            ("Leichte Sprache", "de-simple", "Sie sind in der Warte-Schlange", "Bringen Sie den Aus-Weis mit."),
            ("Deutsch", "de", "Sie sind in der Warteschlange", "Bitte Ausweis bereithalten."),
        })
        {
            await visit.Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();
            await visit.Go("/rooms/" + room);
            Assert.Equal(tag, await visit.Page.Locator("html").GetAttributeAsync("lang"));
            await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = heading })).ToBeVisibleAsync();
            await Assertions.Expect(visit.Page.Locator("#message")).ToHaveTextAsync(message);
        }
    }

    [Fact]
    public async Task In_the_dark_and_on_a_desk_it_is_as_readable()
    {
        var room = await site.NewRoom("dark", Paused);
        await site.Crowd(room, 3);
        await using var visit = await Visit.Begin(site, width: 1280, colours: ColorScheme.Dark);
        await visit.Go("/rooms/" + room);
        await visit.IsAccessible("dark-join");
        await visit.Join();
        await visit.Sees("line");
        await visit.IsAccessible("dark-line");
        await site.Configure(room, Open);
        await visit.Sees("turn");
        await visit.IsAccessible("dark-turn");
    }
}
