using System.Net;
using WaitingRoom.Queue.Status;
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
        Assert.Contains("\"number\":4", waiting, StringComparison.Ordinal);
        Assert.Contains("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>", waiting, StringComparison.Ordinal);
        Assert.Contains("<b id=\"ahead\">2</b>", waiting, StringComparison.Ordinal);

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
    [InlineData(0, 70, 90, "weniger als eine Minute")]
    [InlineData(119, 8, 12, "etwa 10 bis 15 Minuten")]
    [InlineData(119, 20, 30, "etwa 4 bis 6 Minuten")]
    [InlineData(5999, 20, 50, "etwa 2 bis 5 Stunden")]
    [InlineData(9, 5, 5, "etwa 2 Minuten")]
    public void The_waiting_time_is_told_as_an_interval(long ahead, double low, double high, string words) =>
        Assert.Equal(words, WaitInterval.Words(ahead, new StatusEta(low, high), PageLanguage.German));

    [Fact]
    public void While_nobody_is_called_no_time_is_promised() => Assert.Equal("lässt sich noch nicht sagen", WaitInterval.Words(9, null, PageLanguage.German));

    [Fact]
    public void All_three_languages_say_everything_with_the_same_values()
    {
        var sayings = new[] { typeof(WaitingTexts), typeof(MomentTexts) }.SelectMany(type => type.GetFields()).Select(field => (field.Name, Saying: (Saying)field.GetValue(null)!)).ToList();
        Assert.True(sayings.Count > 60);
        Assert.All(sayings, entry => Assert.Empty(TextCheck.FaultsOf(new Text(entry.Saying.De, entry.Saying.En)).Concat(TextCheck.FaultsOf(new Text(entry.Saying.De, entry.Saying.Easy)))));
    }

    [Theory]
    [InlineData("theme.css", "body{background:url(https://elsewhere.example/a.png)}")]
    [InlineData("theme.css", "</style><script>")]
    [InlineData("logo.svg", "<svg><script>1</script></svg>")]
    [InlineData("logo.svg", "<p>no picture</p>")]
    public void A_theme_that_breaks_out_or_loads_from_elsewhere_is_refused(string file, string content)
    {
        File.WriteAllText(Path.Combine(folder.Path, file), content);
        Assert.Throws<InvalidDataException>(() => Theme.Read(folder.Path));
    }

    [Fact]
    public void A_theme_too_long_for_one_response_is_refused()
    {
        File.WriteAllText(Path.Combine(folder.Path, "theme.css"), new string('a', Theme.LongestFileBytes + 1));
        Assert.Throws<InvalidDataException>(() => Theme.Read(folder.Path));
        File.WriteAllText(Path.Combine(folder.Path, "theme.css"), ":root{--accent:#060}");
        File.WriteAllText(Path.Combine(folder.Path, "logo.svg"), "<svg viewBox=\"0 0 1 1\"></svg>");
        Assert.Equal(new Theme(":root{--accent:#060}", "<svg viewBox=\"0 0 1 1\"></svg>"), Theme.Read(folder.Path));
    }
}
