using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Grains.Notices;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Notices;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Queue.Tests.Notices;

public sealed class NoticeTests : IDisposable
{
    private const string Path = "/rooms/impfung/notices";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_program_leaves_an_address_once_and_whoever_tells_reads_it_in_order()
    {
        await using var host = await SoldOut();
        var (kim, robin) = (host.NewVisitor(), host.NewVisitor());

        using var first = await Leave(host, kim, new { email = " Kim@Example.org " });
        host.Time.Advance(TimeSpan.FromSeconds(1));
        using var second = await Leave(host, robin, new { phone = "0049 (351) 123-45 67" });
        using var repeated = await Leave(host, kim, new { email = " Kim@Example.org " });
        using var elsewhere = await Leave(host, robin, new { email = "kim@example.ORG" }, key: "k2");

        foreach (var answer in new[] { first, second, repeated, elsewhere })
        {
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.Contains("noch kein Termin", (await answer.Json()).GetProperty("confirmation").GetString(), StringComparison.Ordinal);
        }

        var reader = host.Services.GetRequiredService<INoticeReader>();
        var notices = await reader.Read(host.Open.Id, null, 10);
        Assert.Equal([("Kim@Example.org", null, "de"), (null, "+493511234567", "de")], notices.Select(notice => (notice.Email, notice.Phone, notice.Language)));
        Assert.Equal(notices[1].Phone, Assert.Single(await reader.Read(host.Open.Id, notices[0], 10)).Phone);

        Assert.True(await reader.Remove(notices[0]));
        Assert.False(await reader.Remove(notices[0]));
        Assert.Single(await reader.Read(host.Open.Id, null, 10));
    }

    [Fact]
    public async Task What_cannot_be_taken_is_refused_by_name()
    {
        await using var host = await SoldOut();
        var visitor = host.NewVisitor();
        async Task<string> Problem(object body, string? key = "k", bool browser = true, string path = Path)
        {
            using var answer = await Leave(host, browser ? visitor : null, body, key, path);
            return await answer.Problem();
        }

        foreach (var wrong in new object[] { new { email = "kim" }, new { email = "kim@example" }, new { phone = "12" }, new { phone = "call me" }, new { }, new { email = "a@b.cd", phone = "0351 12345" } })
        {
            Assert.Equal("notice-invalid", await Problem(wrong));
        }

        Assert.Equal("idempotency-key-missing", await Problem(new { email = "kim@example.org" }, key: null));
        Assert.Equal("browser-missing", await Problem(new { email = "kim@example.org" }, browser: false));
        Assert.Equal("room-unknown", await Problem(new { email = "kim@example.org" }, path: "/rooms/nowhere/notices"));
        Assert.Equal("not-sold-out", await Problem(new { email = "kim@example.org" }, path: "/rooms/reise/notices"));
        using (var taken = await Leave(host, visitor, new { email = "kim@example.org" }))
        {
            Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        }

        Assert.Equal("idempotency-key-reused", await Problem(new { email = "robin@example.org" }));
        Assert.Equal(1, await host.Services.GetRequiredService<INoticeList>().Count(host.Open.Id));
    }

    [Fact]
    public async Task One_browser_leaves_a_handful_and_then_waits()
    {
        await using var host = await SoldOut();
        var visitor = host.NewVisitor();
        for (var i = 0; i < NoticeLimits.BrowserBurst; i++)
        {
            using var taken = await Leave(host, visitor, new { email = $"kim{i}@example.org" }, $"k{i}");
            Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        }

        using var refused = await Leave(host, visitor, new { email = "kim@example.org" }, "last");

        Assert.Equal("notice-too-often", await refused.Problem());
        Assert.True(refused.Headers.RetryAfter!.Delta > TimeSpan.FromMinutes(1));
        host.Time.Advance(refused.Headers.RetryAfter.Delta.Value);
        using var later = await Leave(host, visitor, new { email = "kim@example.org" }, "last");
        Assert.Equal(HttpStatusCode.Accepted, later.StatusCode);
        using var somebodyElse = await Leave(host, host.NewVisitor(), new { email = "robin@example.org" });
        Assert.Equal(HttpStatusCode.Accepted, somebodyElse.StatusCode);
    }

    [Theory]
    [InlineData("de", "Wir haben Ihre Angabe notiert", "Bitte geben Sie eine vollständige E-Mail-Adresse")]
    [InlineData("en", "We have noted it", "Please enter a complete email address")]
    [InlineData("de-easy", "Achtung: Sie haben noch keinen Termin", "Da fehlt etwas")]
    public async Task The_page_takes_an_address_confirms_it_and_takes_it_back(string language, string confirmation, string correction)
    {
        await using var host = await SoldOut();
        var browser = new FormBrowser(host);
        var page = await browser.Get($"/rooms/impfung?lang={language}");
        Assert.Contains($"action=\"{Path}\"", page, StringComparison.Ordinal);

        var wrong = await browser.Post(Path, ("address", "kim@"));
        Assert.Equal("/rooms/impfung?notice=invalid", wrong);
        page = await browser.Get(wrong, language == "en" ? "en" : "de");
        Assert.Contains(correction, page, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"notice-error notice-hint\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("kim@", page, StringComparison.Ordinal);

        var done = await browser.Post(Path, ("address", "kim@example.org"));
        Assert.Equal("/rooms/impfung?notice=done", done);
        Assert.Contains(confirmation, await browser.Get(done, language == "en" ? "en" : "de"), StringComparison.Ordinal);
        var reader = host.Services.GetRequiredService<INoticeReader>();
        var notice = Assert.Single(await reader.Read(host.Open.Id, null, 10));
        Assert.Equal("kim@example.org", notice.Email);

        // Another browser takes back nothing of it.
        await new FormBrowser(host).Post(Path + "/withdrawal");
        Assert.Single(await reader.Read(host.Open.Id, null, 10));
        Assert.Equal("/rooms/impfung?notice=withdrawn", await browser.Post(Path + "/withdrawal"));
        Assert.Empty(await reader.Read(host.Open.Id, null, 10));
    }

    [Fact]
    public async Task A_program_takes_back_what_its_browser_left()
    {
        await using var host = await SoldOut();
        var visitor = host.NewVisitor();
        using var left = await Leave(host, visitor, new { phone = "+49 351 1234567" });
        using var request = new HttpRequestMessage(HttpMethod.Delete, Path);
        request.Headers.Add("Waiting-Room-Browser", visitor.Secret);
        using var gone = await host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(0, await host.Services.GetRequiredService<INoticeList>().Count(host.Open.Id));
    }

    [Fact]
    public async Task A_form_filled_by_a_machine_and_one_of_another_site_leave_nothing()
    {
        await using var host = await SoldOut();
        Assert.Equal("/rooms/impfung?notice=done", await new FormBrowser(host).Post(Path, ("address", "kim@example.org"), (Queue.Bots.BotDoor.TrapField, "x")));
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new FormUrlEncodedContent([KeyValuePair.Create("address", "kim@example.org")]) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var foreign = await host.Client.SendAsync(request);
        Assert.Equal("cross-site", await foreign.Problem());
        Assert.Equal(0, await host.Services.GetRequiredService<INoticeList>().Count(host.Open.Id));
    }

    [Fact]
    public async Task Neither_the_database_nor_the_log_holds_the_address_and_no_other_room_opens_it()
    {
        NoticeEntry entry;
        string log;
        await using (var host = await SoldOut())
        {
            using var left = await Leave(host, host.NewVisitor(), new { email = "kim.sealed@example.org" });
            Assert.Equal(HttpStatusCode.Accepted, left.StatusCode);
            entry = Assert.Single(await host.Services.GetRequiredService<INoticeList>().Read(host.Open.Id, null, 10));
            var seal = host.Services.GetRequiredService<NoticeSeal>();
            Assert.NotNull(await seal.Open(entry, default));
            Assert.Null(await seal.Open(entry with { Room = new RoomId(QueueHost.OtherRoom) }, default));
            Assert.Null(await seal.Open(entry with { Fingerprint = new byte[32] }, default));
            log = host.Log.Text;
        }

        Assert.DoesNotContain("kim.sealed", log, StringComparison.OrdinalIgnoreCase);
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories))
        {
            Assert.Equal(-1, (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(Encoding.UTF8.GetBytes("kim.sealed")));
        }
    }

    [Fact]
    public async Task A_restart_opens_what_was_left_before()
    {
        await using (var before = await SoldOut())
        {
            using var left = await Leave(before, before.NewVisitor(), new { email = "kim@example.org" });
        }

        await using var after = await QueueHost.Start(folder);
        Assert.Equal("kim@example.org", Assert.Single(await after.Services.GetRequiredService<INoticeReader>().Read(after.Open.Id, null, 10)).Email);
    }

    [Fact]
    public void All_three_languages_say_everything() => Assert.All(
        typeof(NoticeTexts).GetFields().Where(field => field.FieldType == typeof(Waiting.Saying)).Select(field => (Waiting.Saying)field.GetValue(null)!),
        saying => Assert.Empty(TextCheck.FaultsOf(new Text(saying.De, saying.En)).Concat(TextCheck.FaultsOf(new Text(saying.De, saying.Easy)))));

    private async Task<QueueHost> SoldOut()
    {
        var host = await QueueHost.Start(folder);
        await host.Configure(new RoomSettings(600) { Override = RoomOverride.SoldOut });
        return host;
    }

    private static async Task<HttpResponseMessage> Leave(QueueHost host, Visitor? visitor, object body, string? key = "k", string path = Path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (visitor is not null)
        {
            request.Headers.Add("Waiting-Room-Browser", visitor.Secret);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await host.Client.SendAsync(request);
    }
}
