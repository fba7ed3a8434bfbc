using System.Net;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Gate;

/// <summary>A visit lasts while somebody is there, ends when they leave, and does not depend on the waiting room being reachable.</summary>
public sealed class AppSessionTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly CookieBrowser browser = new();
    private QueueHost queue = null!;
    private AnyApp app = null!;
    private bool isDown;

    public async Task InitializeAsync()
    {
        queue = await QueueHost.Start(folder);
        app = await AnyApp.Start(queue);
    }

    public async Task DisposeAsync()
    {
        browser.Dispose();
        await app.DisposeAsync();
        if (!isDown)
        {
            await queue.DisposeAsync();
        }

        folder.Dispose();
    }

    [Fact]
    public async Task A_visitor_who_stays_active_stays_in()
    {
        await browser.Enter(app.Address + "/cards", queue);
        for (var visit = 0; visit < 4; visit++)
        {
            queue.Time.Advance(TimeSpan.FromMinutes(8));
            Assert.Equal("cards ", await browser.Text(app.Address + "/cards"));
        }

        Assert.Equal(4, queue.Grains.Asked["RenewSession"]);
    }

    [Fact]
    public async Task A_visitor_who_is_away_for_the_session_s_length_is_out()
    {
        await browser.Enter(app.Address + "/cards", queue);
        queue.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.StartsWith("303 ", await browser.Text(app.Address + "/cards"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_first_half_nothing_is_renewed_and_later_once_for_all_requests_of_a_page()
    {
        await browser.Enter(app.Address + "/cards", queue);
        queue.Time.Advance(TimeSpan.FromMinutes(7));
        await browser.Text(app.Address + "/cards");
        Assert.False(queue.Grains.Asked.ContainsKey("RenewSession"));

        queue.Time.Advance(TimeSpan.FromMinutes(1));
        var old = browser.Cookie(app.Address, "wr-pass");
        var pages = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => browser.Text(app.Address + "/cards")));
        Assert.All(pages, page => Assert.Equal("cards ", page));
        Assert.Equal(1, queue.Grains.Asked["RenewSession"]);
        Assert.NotEqual(old, browser.Cookie(app.Address, "wr-pass"));
    }

    [Fact]
    public async Task Whoever_leaves_frees_the_place_and_is_out()
    {
        await browser.Enter(app.Address + "/cards", queue);
        var pass = browser.Cookie(app.Address, "wr-pass")!;
        Assert.Equal(1, await ActiveSessions());
        using var left = await browser.Post(app.Address + "/.waiting-room/leave");
        Assert.Equal(HttpStatusCode.SeeOther, left.StatusCode);
        Assert.Equal(0, await ActiveSessions());
        Assert.Null(browser.Cookie(app.Address, "wr-pass"));

        // Also for whoever kept the pass.
        using var kept = await browser.GetAsProgram(app.Address + "/cards", pass, browser.Cookie(app.Address, "wr-app-browser")!);
        Assert.Equal("admission-over", await kept.Problem());
    }

    [Fact]
    public async Task A_session_that_the_room_ended_is_over_at_the_next_renewal()
    {
        await browser.Enter(app.Address + "/cards", queue);
        var (number, _) = (await queue.Grains.Read(new RoomId(QueueHost.Room)))!.Sessions.Single();
        await queue.Grains.Ask(new RoomId(QueueHost.Room), new RoomCommand.EndSession(WaitingRoom.Grains.Identity.OperationId.New(), number));
        queue.Time.Advance(TimeSpan.FromMinutes(8));
        Assert.StartsWith("303 ", await browser.Text(app.Address + "/cards"), StringComparison.Ordinal);
        Assert.Null(browser.Cookie(app.Address, "wr-pass"));
    }

    [Fact]
    public async Task A_program_gets_a_pass_and_its_renewals_in_a_header()
    {
        var visitor = queue.NewVisitor();
        await visitor.Join();
        await queue.Tick();
        using var entered = await browser.EnterAsProgram(app.Address, await visitor.Admission(), visitor.Secret);
        Assert.Equal(HttpStatusCode.Created, entered.StatusCode);
        var pass = (await entered.Json()).GetProperty("pass").GetString()!;
        queue.Time.Advance(TimeSpan.FromMinutes(8));
        using var page = await browser.GetAsProgram(app.Address + "/cards", pass, visitor.Secret);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var newer = page.Headers.GetValues("Waiting-Room-Pass").Single();
        queue.Time.Advance(TimeSpan.FromMinutes(10));
        using var old = await browser.GetAsProgram(app.Address + "/cards", pass, visitor.Secret);
        Assert.Equal("admission-expired", await old.Problem());
        using var later = await browser.GetAsProgram(app.Address + "/cards", newer, visitor.Secret);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task While_the_waiting_room_is_down_visitors_stay_until_their_pass_ends()
    {
        await browser.Enter(app.Address + "/cards", queue);
        await Down();
        queue.Time.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal("cards ", await browser.Text(app.Address + "/cards"));
        queue.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.StartsWith("303 ", await browser.Text(app.Address + "/cards"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_admitted_comes_in_although_the_waiting_room_is_down()
    {
        using var first = new CookieBrowser();
        await first.Enter(app.Address + "/cards", queue);
        var (action, admission) = await browser.WaitFor(app.Address + "/cards", queue);
        await Down();
        using var entered = await browser.Post(action, ("admission", admission));
        Assert.Equal("/cards", entered.Headers.Location!.OriginalString);
        Assert.Equal("cards ", await browser.Text(app.Address + "/cards"));
        queue.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.StartsWith("303 ", await browser.Text(app.Address + "/cards"), StringComparison.Ordinal);
    }

    private async Task<int> ActiveSessions() => (await queue.Grains.Read(new RoomId(QueueHost.Room)))!.Sessions.Count;

    private async Task Down()
    {
        isDown = true;
        await queue.DisposeAsync();
    }
}
