using System.Net;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Queue.Waiting;
using WaitingRoom.Support;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Queue.Tests;

public sealed class WaitingPageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Both_languages_say_everything() => Assert.Empty(await Task.FromResult(TextCheck.FaultsIn(typeof(QueueOptions).Assembly)));

    [Fact]
    public async Task Without_script_one_can_join_wait_and_go_on_to_booking()
    {
        await using var host = await QueueHost.Start(folder, ceilingPerMinute: 12);
        for (var i = 0; i < 3; i++)
        {
            await host.NewVisitor().Join();
        }

        var browser = new FormBrowser(host);
        var first = await browser.Get("/rooms/impfung");
        Assert.Contains("action=\"/rooms/impfung/tickets\"", first, StringComparison.Ordinal);
        Assert.Contains("Jetzt anstellen", first, StringComparison.Ordinal);
        Assert.DoesNotContain("__RequestVerificationToken", first, StringComparison.Ordinal);

        Assert.Equal("/rooms/impfung", await browser.Post("/rooms/impfung/tickets"));
        await host.Tick();
        var waiting = await browser.Get("/rooms/impfung");
        Assert.Contains("data-number=\"4\"", waiting, StringComparison.Ordinal);
        Assert.Contains("<noscript><meta http-equiv=\"refresh\" content=\"2\"></noscript>", waiting, StringComparison.Ordinal);
        Assert.Contains("<span class=\"wr-ahead-number\" id=\"wr-ahead\">2</span>", waiting, StringComparison.Ordinal);

        // Too early: the page says so better than an error.
        Assert.Equal("/rooms/impfung", await browser.Post("/rooms/impfung/admissions"));
        Assert.DoesNotContain("wr-admission", browser.Cookies.Keys);

        for (var tick = 0; tick < 80; tick++)
        {
            await host.Tick();
        }

        var turn = await browser.Get("/rooms/impfung", "en");
        Assert.Contains("It is your turn", turn, StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv", turn, StringComparison.Ordinal);
        Assert.Equal("/booking", await browser.Post("/rooms/impfung/admissions"));
        Assert.Contains("wr-admission", browser.Cookies.Keys);
    }

    [Fact]
    public async Task Joining_by_form_again_keeps_the_place()
    {
        await using var host = await QueueHost.Start(folder);
        var browser = new FormBrowser(host);
        await browser.Post("/rooms/impfung/tickets");
        var before = new Dictionary<string, string>(browser.Cookies);
        await browser.Post("/rooms/impfung/tickets");
        Assert.Equal(before, browser.Cookies);
        Assert.Equal(1, host.Open.HandedOut);
    }

    [Fact]
    public async Task A_ticket_that_is_worth_nothing_here_is_told_so_and_can_join_anew()
    {
        await using var host = await QueueHost.Start(folder);
        var browser = new FormBrowser(host);
        browser.Cookies["wr-ticket-impfung"] = "nonsense";
        Assert.Contains("Ihre bisherige Wartenummer gilt hier nicht", await browser.Get("/rooms/impfung"), StringComparison.Ordinal);
        await browser.Post("/rooms/impfung/tickets");
        Assert.Contains("Sie sind in der Warteschlange", await browser.Get("/rooms/impfung"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_without_a_ticket_leads_to_the_waiting_page()
    {
        await using var host = await QueueHost.Start(folder);
        Assert.Equal("/rooms/impfung", await new FormBrowser(host).Post("/rooms/impfung/admissions"));
    }

    [Fact]
    public async Task A_program_gets_the_room_as_data()
    {
        await using var host = await QueueHost.Start(folder, ceilingPerMinute: 12);
        await host.NewVisitor().Join();
        var visitor = host.NewVisitor();
        await visitor.Join();
        await host.Tick();

        using var stranger = await host.Get("/rooms/impfung", ("Accept", "application/json"));
        var room = await stranger.Json();
        Assert.Equal("/rooms/impfung/tickets", room.GetProperty("ticketsUrl").GetString());
        Assert.False(room.TryGetProperty("number", out _));
        using var own = await host.Get("/rooms/impfung", ("Accept", "application/json"), ("Authorization", "Bearer " + visitor.Ticket), ("Waiting-Room-Browser", visitor.Secret));
        var place = await own.Json();
        Assert.Equal(2, place.GetProperty("number").GetInt64());
        Assert.Equal(0, place.GetProperty("ahead").GetInt64());
        Assert.False(place.GetProperty("yourTurn").GetBoolean());
        Assert.Equal("no-store", own.Headers.CacheControl!.ToString());
        using var nowhere = await host.Get("/rooms/nowhere", ("Accept", "application/json"));
        Assert.Equal("room-unknown", await nowhere.Problem());
    }

    [Fact]
    public async Task With_TLS_every_cookie_is_bound_to_the_host_and_hidden_from_script()
    {
        await using var host = await QueueHost.Start(folder, plainHttp: false);
        using var form = new FormUrlEncodedContent([]);
        using var answer = await host.Client.PostAsync(new Uri("/rooms/impfung/tickets", UriKind.Relative), form);
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.Equal(2, cookies.Count);
        Assert.Contains(cookies, cookie => cookie.StartsWith("__Host-wr-browser=", StringComparison.Ordinal));
        Assert.Contains(cookies, cookie => cookie.StartsWith("__Host-wr-ticket-impfung=", StringComparison.Ordinal));
        Assert.All(cookies, cookie => Assert.EndsWith("path=/; secure; samesite=lax; httponly", cookie, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 600, 2)]
    [InlineData(600, 60, 60)]
    [InlineData(300, 60, 30)]
    [InlineData(1_000_000, 600, 60)]
    [InlineData(5, 0, 60)]
    public void Who_is_far_away_looks_less_often(long number, int ceilingPerMinute, int seconds) =>
        Assert.Equal(seconds, new PlaceInLine(number, 0, ceilingPerMinute).RefreshSeconds);

    [Theory]
    [InlineData(2, 60, "in weniger als einer Minute")]
    [InlineData(62, 60, "in etwa 2 Minuten")]
    [InlineData(6002, 60, "in etwa 101 Minuten")]
    [InlineData(36_001, 60, "in etwa 10 Stunden")]
    public void The_time_told_is_the_earliest_possible(long number, int ceilingPerMinute, string words) =>
        Assert.Equal(words, new PlaceInLine(number, 0, ceilingPerMinute).Earliest!.Value.De);

    [Fact]
    public void While_nobody_is_admitted_no_time_is_promised() => Assert.Null(new PlaceInLine(9, 0, 0).Earliest);

    /// <summary>A browser without script: pages, forms, cookies.</summary>
    private sealed class FormBrowser(QueueHost host)
    {
        public Dictionary<string, string> Cookies { get; } = [];

        private string CookieHeader => string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

        public async Task<string> Get(string path, string language = "de")
        {
            using var answer = await host.Get(path, ("Accept", "text/html"), ("Accept-Language", language), ("Cookie", CookieHeader));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return await answer.Content.ReadAsStringAsync();
        }

        public async Task<string> Post(string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([]) };
            request.Headers.TryAddWithoutValidation("Accept", "text/html");
            request.Headers.TryAddWithoutValidation("Cookie", CookieHeader);
            using var answer = await host.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                var pair = cookie.Split(';')[0].Split('=', 2);
                Cookies[pair[0]] = pair[1];
            }

            return answer.Headers.Location!.ToString();
        }
    }
}
