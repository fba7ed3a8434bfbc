using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Gate;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Gate;

/// <summary>Three lines put a room before an app of another origin: there and back again, and no other way in.</summary>
public sealed class AnyAppTests : IAsyncLifetime
{
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
    public async Task A_visitor_waits_and_comes_back_to_the_wanted_page()
    {
        var (action, admission) = await browser.WaitFor(app.Address + "/cards?year=2026&name=x%2Fy", queue);
        Assert.Equal(app.Address + "/.waiting-room/enter", action);
        using var entered = await browser.Post(action, ("admission", admission));
        Assert.Equal("/cards?year=2026&name=x%2Fy", entered.Headers.Location!.OriginalString);
        Assert.Equal("cards ?year=2026&name=x%2Fy", await browser.Text(app.Address + "/cards?year=2026&name=x%2Fy"));
        Assert.Equal("impfung", await browser.Text(app.Address + "/marked"));
        var secret = browser.Cookie(app.Address, "wr-app-browser")!;
        foreach (var log in new[] { app.Log.Text, queue.Log.Text })
        {
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
            Assert.DoesNotContain(admission, log, StringComparison.Ordinal);
            Assert.DoesNotContain(admission.Split('.')[2], log, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_waiting_room_hears_the_origin_and_not_the_page()
    {
        using var sent = await browser.Get(app.Address + "/cards?name=somebody");
        Assert.StartsWith($"{queue.Address}/rooms/impfung?return={Uri.EscapeDataString(app.Address + "/")}&browser=", sent.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        Assert.DoesNotContain("somebody", sent.Headers.Location.AbsoluteUri, StringComparison.Ordinal);
        Assert.DoesNotContain(browser.Cookie(app.Address, "wr-app-browser")!, sent.Headers.Location.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_is_told_where_the_room_is()
    {
        using var answer = await browser.Get(app.Address + "/cards", "application/json");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("admission-missing", await answer.Problem());
        Assert.Equal(queue.Address + "/rooms/impfung", (await answer.Json()).GetProperty("room").GetString());
    }

    [Fact]
    public async Task What_is_open_to_all_needs_no_admission() => Assert.Equal("ok", await browser.Text(app.Address + "/health"));

    [Fact]
    public async Task Only_marked_endpoints_are_guarded_where_the_app_says_so()
    {
        await using var other = await AnyApp.Start(queue, room => room.OnlyMarkedEndpoints = true);
        Assert.Equal("home", await browser.Text(other.Address + "/"));
        using var refused = await browser.Get(other.Address + "/marked");
        Assert.Equal(HttpStatusCode.SeeOther, refused.StatusCode);
    }

    [Fact]
    public async Task An_admission_is_good_once()
    {
        var (action, admission) = await browser.WaitFor(app.Address + "/cards", queue);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => browser.Post(action, ("admission", admission))));
        Assert.Single(answers, answer => answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("wr-pass=", StringComparison.Ordinal)));
        foreach (var answer in answers)
        {
            answer.Dispose();
        }

        // Claimed again it is another text of the same admission, and spent as well.
        var (_, again) = await browser.Claim(queue);
        using var reused = await browser.EnterAsProgram(app.Address, again, browser.Cookie(app.Address, "wr-app-browser")!);
        Assert.Equal("admission-used", await reused.Problem());
    }

    [Fact]
    public async Task With_a_memory_that_forgets_it_is_good_more_than_once()
    {
        // The control of the test above: for a clock that runs away, everything spent is long over when the next one comes.
        await using var forgetful = await AnyApp.Start(queue, replace: services => services.AddSingleton(new SpentAdmissions(new RunawayClock())));
        var (action, admission) = await browser.WaitFor(forgetful.Address + "/cards", queue);
        for (var i = 0; i < 2; i++)
        {
            using var answer = await browser.Post(action, ("admission", admission));
            Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("wr-pass=", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Forged_foreign_and_expired_admissions_stay_outside()
    {
        var (action, admission) = await browser.WaitFor(app.Address + "/cards", queue);
        var parts = admission.Split('.');
        using var thief = new CookieBrowser();
        using (await thief.Get(app.Address + "/cards"))
        {
            await Refused(thief, action, admission);
        }

        await Refused(browser, action, $"{parts[0]}.{parts[1]}.{ClaimingTests.Flip(parts[2])}");
        await Refused(browser, action, "nonsense");
        var visitor = queue.NewVisitor();
        await visitor.Join(QueueHost.OtherRoom);
        await queue.Tick();
        using var claim = await visitor.Claim(QueueHost.OtherRoom);
        using var otherRoom = await browser.EnterAsProgram(app.Address, (await claim.Json()).GetProperty("admission").GetString()!, visitor.Secret);
        Assert.Equal("admission-wrong-room", await otherRoom.Problem());
        using var ticket = await browser.EnterAsProgram(app.Address, visitor.Ticket!, visitor.Secret);
        Assert.Equal("admission-wrong-kind", await ticket.Problem());

        queue.Time.Advance(TimeSpan.FromMinutes(6));
        await Refused(browser, action, admission);
    }

    [Fact]
    public async Task An_admission_that_never_came_through_the_entrance_is_no_pass()
    {
        var (_, admission) = await browser.WaitFor(app.Address + "/cards", queue);
        using var asPass = await browser.GetAsProgram(app.Address + "/cards", admission, browser.Cookie(app.Address, "wr-app-browser")!);
        Assert.Equal("admission-wrong-kind", await asPass.Problem());
        using var sealedByOther = await browser.GetAsProgram(app.Address + "/cards", "sealed." + admission, browser.Cookie(app.Address, "wr-app-browser")!);
        Assert.Equal("admission-forged", await sealedByOther.Problem());
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("///evil.example/")]
    [InlineData("//evil.example/cards?x=1")]
    public async Task A_wanted_page_cannot_be_another_host(string path)
    {
        using var sent = await browser.Get(app.Address + path);
        Assert.Equal("/", await browser.Enter(app.Address + path, queue));
    }

    [Fact]
    public async Task A_wanted_page_is_not_taken_from_outside()
    {
        var (action, admission) = await browser.WaitFor(app.Address + "/cards", queue);
        browser.Jar.Add(new Uri(app.Address), new Cookie("wr-wanted", "https%3A%2F%2Fevil.example%2F"));
        using var entered = await browser.Post(action + "?return=https%3A%2F%2Fevil.example", ("admission", admission), ("return", "https://evil.example/"), ("wanted", "//evil.example"));
        Assert.Equal("/", entered.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/cards?year=2026", true)]
    [InlineData("/", true)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("/cards\\evil", false)]
    [InlineData("/\t/evil.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("evil", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_a_path_of_this_app_is_local(string? path, bool local) => Assert.Equal(local, LocalPath.IsLocal(path));

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("//localhost/")]
    public async Task The_waiting_room_leads_only_to_origins_it_was_told(string address)
    {
        using var answer = await queue.Get($"/rooms/impfung?return={Uri.EscapeDataString(address)}&browser={new string('a', 43)}", ("Accept", "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("return-not-allowed", await answer.Problem());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task An_origin_struck_from_the_list_gets_no_admission()
    {
        await browser.WaitFor(app.Address + "/cards", queue);
        await AnyApp.Allow(queue, "https://another.example");
        using var claimed = await browser.Post(queue.Address + "/rooms/impfung/admissions");
        Assert.Equal(HttpStatusCode.SeeOther, claimed.StatusCode);
        Assert.DoesNotContain(app.Address, claimed.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    /// <summary>An hour later at each look.</summary>
    private sealed class RunawayClock : TimeProvider
    {
        private long looks;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(Interlocked.Increment(ref looks));
    }

    private async Task Refused(CookieBrowser bearer, string action, string admission)
    {
        using var answer = await bearer.Post(action, ("admission", admission));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
        Assert.Null(bearer.Cookie(app.Address, "wr-pass"));
        Assert.StartsWith($"303 {queue.Address}/rooms/impfung?", await bearer.Text(app.Address + "/cards"), StringComparison.Ordinal);
    }
}
