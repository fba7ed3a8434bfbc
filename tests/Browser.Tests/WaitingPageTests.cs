using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WaitingRoom.Browser.Tests.Hosting;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Browser.Tests;

[Collection(Site.Name)]
public sealed partial class WaitingPageTests(SiteHost site)
{
    private static readonly RoomSettings Paused = new(60) { Override = RoomOverride.Paused, ClaimWindowSeconds = 60 };

    private static readonly RoomSettings Open = new(600) { ClaimWindowSeconds = 60 };

    [Fact]
    public async Task One_joins_waits_is_called_and_goes_on_to_booking_in_the_same_page()
    {
        var room = await site.NewRoom("path", Paused);
        await site.Crowd(room, 4);
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.Sees("join");
        await visit.IsAccessible("join");
        await visit.Join();
        await visit.Sees("line");
        await Assertions.Expect(visit.Page.Locator("#ahead")).ToHaveTextAsync("4");
        await Assertions.Expect(visit.Page).ToHaveTitleAsync("(4) Warteraum");
        await visit.IsAccessible("line-paused");
        await site.Configure(room, Open);
        await visit.Sees("turn");
        await Assertions.Expect(visit.Page).ToHaveTitleAsync(TurnTitle());
        await Assertions.Expect(visit.Page.Locator("#say")).ToHaveTextAsync(new Regex("Sie sind an der Reihe|Ihr Aufruf läuft bald ab"));
        await visit.IsAccessible("turn");
        await visit.Press("Weiter zur Terminbuchung");
        await visit.Page.WaitForURLAsync("**/booking");
        await visit.Go("/rooms/" + room);
        await visit.Sees("inside");
        await visit.IsAccessible("inside");
        Assert.Empty(visit.Complaints);
    }

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
    public async Task Before_a_turn_ends_one_is_warned_and_may_take_more_time()
    {
        var room = await site.NewRoom("warned", Open);
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.Sees("turn");
        await Assertions.Expect(visit.Page.Locator("#ending")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#say")).ToHaveTextAsync(new Regex("läuft bald ab"));
        await visit.IsAccessible("turn-warning");
        await visit.Press("Mehr Zeit");
        await Assertions.Expect(visit.Page.Locator("#ending")).ToBeHiddenAsync();
        await Assertions.Expect(visit.Page.Locator("#say")).ToHaveTextAsync(new Regex("Sie haben mehr Zeit"));
        await Assertions.Expect(visit.Page.Locator("#extend")).ToBeHiddenAsync();
        await Assertions.Expect(visit.Page.Locator("#enter")).ToBeFocusedAsync();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Who_misses_the_turn_is_told_and_may_come_back_once()
    {
        var room = await site.NewRoom("missed", Open);
        await using var visit = await Visit.Begin(site);
        await visit.Page.Clock.InstallAsync(new() { TimeDate = site.Now.UtcDateTime });
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.Sees("turn");
        site.Move(TimeSpan.FromSeconds(70));
        await visit.Page.Clock.FastForwardAsync(70_000);
        await visit.Sees("lost");
        await visit.IsAccessible("lost");
        await visit.Press("Zurück an die Reihe");
        await visit.Sees("turn");
        await visit.Press("Weiter zur Terminbuchung");
        await visit.Page.WaitForURLAsync("**/booking");
    }

    [Fact]
    public async Task Without_script_forms_and_reloads_lead_to_booking()
    {
        var room = await site.NewRoom("plain", Paused with { Override = RoomOverride.None, CeilingPerMinute = 1 });
        // The first of them is called at once, and nobody else for a minute.
        await site.Crowd(room, 3);
        await using var visit = await Visit.Begin(site, script: false);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.Sees("line");
        await Assertions.Expect(visit.Page.Locator("#ahead")).ToHaveTextAsync("2");
        Assert.Equal(1, await visit.Page.Locator("meta[http-equiv=refresh]").CountAsync());
        await visit.Picture("noscript-line");
        await site.Configure(room, Open);
        // By itself: the page reloads within its interval.
        await SiteHost.Until(async () =>
        {
            await visit.Go("/rooms/" + room);
            return await visit.Page.Locator("[data-view=turn]").IsVisibleAsync();
        });
        Assert.Equal(0, await visit.Page.Locator("meta[http-equiv=refresh]").CountAsync());
        await visit.Picture("noscript-turn");
        await visit.Press("Mehr Zeit");
        await visit.Sees("turn");
        await Assertions.Expect(visit.Page.Locator("#extend")).ToBeHiddenAsync();
        site.Move(TimeSpan.FromSeconds(125));
        await visit.Go("/rooms/" + room);
        await visit.Sees("lost");
        await visit.Press("Zurück an die Reihe");
        await visit.Press("Weiter zur Terminbuchung");
        await visit.Page.WaitForURLAsync("**/booking");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Vermittlungscode");
    }

    [Fact]
    public async Task Everything_can_be_done_with_the_keyboard()
    {
        var room = await site.NewRoom("keys", Open);
        await using var visit = await Visit.Begin(site, width: 1280);
        await visit.Go("/rooms/" + room);
        await visit.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Page.GetByText("Zum Inhalt springen")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Jetzt anstellen" })).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Sees("turn");
        while (!await visit.Page.Locator("#enter").EvaluateAsync<bool>("node => node === document.activeElement"))
        {
            await visit.Page.Keyboard.PressAsync("Tab");
        }

        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/booking");
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
            await visit.IsAccessible("language-" + tag);
        }
    }

    [Fact]
    public async Task Every_state_of_the_room_is_told_and_followed_without_a_reload()
    {
        var room = await site.NewRoom("states", Paused);
        await site.Crowd(room, 1);
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.Sees("line");
        await visit.Page.EvaluateAsync("window.here = true");
        await site.Configure(room, Paused with { Override = RoomOverride.HoldAll });
        await Assertions.Expect(visit.Page.Locator("#held")).ToBeVisibleAsync();
        await visit.IsAccessible("hold-all");
        await site.Configure(room, Paused with { Override = RoomOverride.SoldOut });
        await visit.Sees("soldout");
        await visit.IsAccessible("sold-out");
        Assert.True(await visit.Page.EvaluateAsync<bool>("window.here === true"));

        await site.Configure(room, Paused with { Override = RoomOverride.Closed });
        await SeesAfterReload(visit, room, "closed");
        await visit.IsAccessible("closed");
        await site.Configure(room, Paused with { Override = RoomOverride.None, OpensAt = site.Now.AddDays(2) });
        await SeesAfterReload(visit, room, "scheduled");
        await visit.IsAccessible("scheduled");
    }

    [Fact]
    public async Task Sleep_and_lost_network_cost_nothing_and_are_told()
    {
        var room = await site.NewRoom("tunnel", Paused);
        await site.Crowd(room, 1);
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.Sees("line");
        await visit.Page.Context.SetOfflineAsync(true);
        await Assertions.Expect(visit.Page.Locator("#offline")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#say")).ToHaveTextAsync(new Regex("Sie behalten Ihren Platz"));
        await visit.IsAccessible("offline");
        await visit.Page.Context.SetOfflineAsync(false);
        await Assertions.Expect(visit.Page.Locator("#offline")).ToBeHiddenAsync();
        await visit.Sees("line");
    }

    [Fact]
    public async Task While_the_line_moves_the_place_and_an_interval_follow()
    {
        var room = await site.NewRoom("moving", Paused with { CeilingPerMinute = 20, Override = RoomOverride.None, ClaimWindowSeconds = 300 });
        await site.Crowd(room, 60);
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.Sees("line");
        await Assertions.Expect(visit.Page.Locator("#wait")).ToHaveTextAsync(new Regex("^(etwa ([0-9]+ bis )?[0-9]+ (Minuten|Stunden)|weniger als eine Minute)$"), new() { Timeout = 15_000 });
        await Assertions.Expect(visit.Page.Locator("#serving")).Not.ToHaveTextAsync("0");
        Assert.True(await visit.Page.Locator("#progress").EvaluateAsync<double>("bar => bar.position") > 0);
        await visit.IsAccessible("line");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Whoever_finds_the_door_full_is_let_in_by_the_page_as_soon_as_it_opens()
    {
        var room = await site.NewRoom("door", Open);
        await using var visit = await Visit.Begin(site);
        await visit.Go("/rooms/" + room);
        await visit.Join();
        await visit.Sees("turn");
        // One a minute, and a member of staff is that one.
        await site.Configure(room, Open with { CeilingPerMinute = 1 });
        await site.Grains.Ask(new RoomId(room), new RoomCommand.AdmitStaff(OperationId.New()));
        await visit.Press("Weiter zur Terminbuchung");
        await Assertions.Expect(visit.Page.GetByText("Einen Moment noch")).ToBeVisibleAsync();
        await visit.IsAccessible("one-moment");
        await site.Configure(room, Open);
        await visit.Page.WaitForURLAsync("**/booking");
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

    /// <summary>The script looks seldom while only the clock can change anything; people who return reload.</summary>
    private static Task SeesAfterReload(Visit visit, string room, string view) => SiteHost.Until(async () =>
    {
        await visit.Go("/rooms/" + room);
        return await visit.Page.Locator($"[data-view={view}]").IsVisibleAsync();
    });

    [GeneratedRegex("^Sie sind dran!")]
    private static partial Regex TurnTitle();
}
