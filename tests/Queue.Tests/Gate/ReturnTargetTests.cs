using System.Net;
using System.Text.RegularExpressions;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Bots;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Gate;

/// <summary>Where somebody came from belongs to that visit and its ticket, and to no later one.</summary>
public sealed class ReturnTargetTests : IAsyncLifetime
{
    private const string Page = "/rooms/impfung";

    private readonly TemporaryFolder folder = new();
    private readonly CookieBrowser browser = new();
    private QueueHost queue = null!;
    private AnyApp app = null!;

    public async Task InitializeAsync()
    {
        queue = await QueueHost.Start(folder);
        app = await AnyApp.Start(queue);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await app.DisposeAsync();
        await queue.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Who_only_looked_in_from_an_app_and_comes_directly_later_goes_on_to_booking()
    {
        using (var sent = await browser.Get(app.Address + "/cards"))
        using (await browser.Get(sent.Headers.Location!.AbsoluteUri))
        {
            Assert.Null(browser.Cookie(queue.Address, "wr-return-impfung"));
        }

        using var direct = await browser.Get(queue.Address + Page);
        using var joined = await browser.Post(queue.Address + Page + "/tickets", CookieBrowser.Hidden(await direct.Content.ReadAsStringAsync()));
        await queue.Tick();
        Assert.Equal("/booking", await ClaimsAndGoes());
    }

    [Fact]
    public async Task A_bookmark_a_reload_and_another_language_lead_back_to_the_app_as_well()
    {
        using var sent = await browser.Get(app.Address + "/cards");
        using var waiting = await browser.Get(sent.Headers.Location!.AbsoluteUri);
        var other = WebUtility.HtmlDecode(Regex.Match(await waiting.Content.ReadAsStringAsync(), "href=\"(/rooms/impfung\\?lang=en[^\"]*)\"").Groups[1].Value);
        using var inEnglish = await browser.Get(queue.Address + other);
        using var joined = await browser.Post(queue.Address + Page + "/tickets", CookieBrowser.Hidden(await inEnglish.Content.ReadAsStringAsync()));
        Assert.Equal(Page, joined.Headers.Location!.OriginalString);
        using (await browser.Get(queue.Address + Page))
        {
            await queue.Tick();
        }

        Assert.Equal(app.Address + "/.waiting-room/enter", (await browser.Claim(queue)).Action);
    }

    [Fact]
    public async Task Whoever_has_a_ticket_and_comes_from_an_app_goes_back_there_and_from_another_to_that_one()
    {
        using var joined = await browser.Post(queue.Address + Page + "/tickets");
        await using var second = await AnyApp.Start(queue);
        foreach (var one in new[] { app, second })
        {
            using var sent = await browser.Get(one.Address + "/cards");
            using var waiting = await browser.Get(sent.Headers.Location!.AbsoluteUri);
            await queue.Tick();
            Assert.Contains(Uri.EscapeDataString(one.Address), browser.Cookie(queue.Address, "wr-return-impfung"), StringComparison.Ordinal);
        }

        Assert.Equal(second.Address + "/.waiting-room/enter", (await browser.Claim(queue)).Action);
    }

    [Fact]
    public async Task After_the_claim_it_is_kept_no_longer_than_the_admission()
    {
        await browser.WaitFor(app.Address + "/cards", queue);
        // The form that leads there may have failed: the same again.
        using var again = await browser.Post(queue.Address + Page + "/admissions");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        var kept = again.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("wr-return-impfung=", StringComparison.Ordinal));
        Assert.Contains("max-age=300", kept, StringComparison.Ordinal);
        // The browser keeps its own clock; five minutes later the cookie is gone.
        browser.Jar.GetCookies(new Uri(queue.Address))["wr-return-impfung"]!.Expired = true;
        Assert.Equal("/booking", await ClaimsAndGoes());
    }

    [Fact]
    public async Task Another_ticket_of_the_same_browser_does_not_inherit_it()
    {
        using var sent = await browser.Get(app.Address + "/cards");
        using var waiting = await browser.Get(sent.Headers.Location!.AbsoluteUri);
        using var joined = await browser.Post(queue.Address + Page + "/tickets", CookieBrowser.Hidden(await waiting.Content.ReadAsStringAsync()));
        var cookie = browser.Cookie(queue.Address, "wr-return-impfung")!;
        Assert.StartsWith("1.", cookie, StringComparison.Ordinal);
        browser.Jar.Add(new Uri(queue.Address), new Cookie("wr-return-impfung", "2" + cookie[1..], "/"));
        await queue.Tick();
        Assert.Equal("/booking", await ClaimsAndGoes());
    }

    [Fact]
    public async Task The_longer_wait_without_script_does_not_forget_it()
    {
        await queue.Configure(RoomSettings.Default with { ProofOfWorkBits = 20 });
        using var sent = await browser.Get(app.Address + "/cards");
        using var waiting = await browser.Get(sent.Headers.Location!.AbsoluteUri);
        using var early = await browser.Post(queue.Address + Page + "/tickets", CookieBrowser.Hidden(await waiting.Content.ReadAsStringAsync()));
        queue.Time.Advance(BotDoor.WaitInsteadOfWork);
        using var ready = await browser.Get(queue.Address + early.Headers.Location!.OriginalString);
        using var joined = await browser.Post(queue.Address + Page + "/tickets", CookieBrowser.Hidden(await ready.Content.ReadAsStringAsync()));
        await queue.Tick();
        Assert.Equal(app.Address + "/.waiting-room/enter", (await browser.Claim(queue)).Action);
    }

    private async Task<string> ClaimsAndGoes()
    {
        using var claimed = await browser.Post(queue.Address + Page + "/admissions");
        Assert.Equal(HttpStatusCode.SeeOther, claimed.StatusCode);
        return claimed.Headers.Location!.OriginalString;
    }
}
