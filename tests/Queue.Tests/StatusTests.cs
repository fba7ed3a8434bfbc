using System.Net;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Status;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests;

public sealed class StatusTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_status_says_what_is_served_and_is_the_same_for_all()
    {
        await using var host = await QueueHost.Start(folder, ceilingPerMinute: 12);
        for (var i = 0; i < 5; i++)
        {
            await host.NewVisitor().Join();
        }

        await host.Tick();
        using var answer = await host.Get("/rooms/impfung/status");
        var status = await answer.Json();

        Assert.Equal("public, max-age=1", answer.Headers.CacheControl!.ToString());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal("impfung", status.GetProperty("room").GetString());
        Assert.Equal("open", status.GetProperty("state").GetString());
        Assert.Equal(1, status.GetProperty("nowServing").GetInt64());
        Assert.Equal(5, status.GetProperty("issued").GetInt64());
        Assert.True(status.GetProperty("eta").GetProperty("lowPerMinute").GetDouble() is > 0 and <= 12);
        Assert.True(status.GetProperty("eta").GetProperty("highPerMinute").GetDouble() >= 12);
        Assert.Equal(300, status.GetProperty("claimWindowSeconds").GetInt32());
        Assert.Equal(2, status.GetProperty("nextPollSeconds").GetInt32());
        Assert.Equal(host.Time.GetUtcNow(), status.GetProperty("asOf").GetDateTimeOffset());
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        await using var host = await QueueHost.Start(folder, ceilingPerMinute: 12);
        using var first = await host.Get("/rooms/impfung/status");

        using var same = await Ask(host, first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync());
        Assert.Equal(first.Headers.ETag, same.Headers.ETag);
        using var weak = await Ask(host, "\"other\", W/" + first.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, weak.StatusCode);

        await host.NewVisitor().Join();
        await host.Tick();
        using var changed = await Ask(host, first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task A_status_is_never_taken_for_a_page_and_carries_nothing_that_only_pages_need()
    {
        await using var host = await QueueHost.Start(folder);
        using var answer = await host.Get("/rooms/impfung/status");
        using var same = await Ask(host, answer.Headers.ETag!.ToString());
        foreach (var headers in new[] { answer.Headers, same.Headers })
        {
            Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
            Assert.DoesNotContain(headers, header => header.Key is "Content-Security-Policy" or "Permissions-Policy" or "Referrer-Policy" or "Cross-Origin-Opener-Policy" or "Set-Cookie");
        }

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        // A room that is not there is answered by the application, with all of them.
        using var page = await host.Get("/rooms/nowhere/status");
        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Answers_to_the_crowd_are_counted_though_the_application_never_sees_them()
    {
        await using var host = await QueueHost.Start(folder);
        var before = host.Open.StatusAnswers;
        (await host.Get("/rooms/impfung/status")).Dispose();
        using var same = await Ask(host, host.Open.Status!.Tag);
        Assert.Equal(before + 2, host.Open.StatusAnswers);

        // No such room: the application says so.
        using var unknown = await host.Get("/rooms/elsewhere/status");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(before + 2, host.Open.StatusAnswers);
    }

    [Fact]
    public async Task A_room_that_stands_still_says_every_ten_seconds_that_it_is_still_there()
    {
        await using var host = await QueueHost.Start(folder, ceilingPerMinute: 60);
        await host.Configure(new RoomSettings(60) { MaxActiveSessions = 1 });
        for (var i = 0; i < 3; i++)
        {
            await host.NewVisitor().Join();
        }

        // One is called, the place is promised to them, and nothing moves any more.
        await Seconds(host, 150);
        var (before, tag) = await AsOf(host);
        await Seconds(host, 8);
        Assert.InRange(host.Time.GetUtcNow() - (await AsOf(host)).At, TimeSpan.Zero, StatusDocument.Freshness + TimeSpan.FromSeconds(1));
        await Seconds(host, 4);
        var (after, newTag) = await AsOf(host);
        Assert.InRange(after - before, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(13));
        Assert.NotEqual(tag, newTag);
        using var old = await Ask(host, tag);
        Assert.Equal(HttpStatusCode.OK, old.StatusCode);
        using var same = await Ask(host, newTag);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Fact]
    public async Task While_storage_is_silent_the_status_stays_as_old_as_what_it_says()
    {
        var silent = false;
        await using var host = await QueueHost.Start(folder, ceilingPerMinute: 60, ledger: real => new SometimesSilentLedger(real, () => silent));
        await host.NewVisitor().Join();
        await Seconds(host, 2);
        silent = true;
        // Whatever the room tries to write is lost now, and it knows nothing for sure any more.
        await host.Grains.Ask(host.Open.Id, new RoomCommand.TakeBlock(OperationId.New(), 10));
        var begun = host.Time.GetUtcNow();
        await Seconds(host, 40);
        var (told, _) = await AsOf(host);
        Assert.InRange(told, begun - StatusDocument.Freshness, begun + TimeSpan.FromSeconds(3));

        silent = false;
        await Seconds(host, 12);
        Assert.InRange(host.Time.GetUtcNow() - (await AsOf(host)).At, TimeSpan.Zero, TimeSpan.FromSeconds(12));
    }

    [Fact]
    public async Task An_operators_change_is_seen_within_a_second()
    {
        await using var host = await QueueHost.Start(folder);
        await host.Grains.Ask(host.Open.Id, new RoomCommand.Configure(OperationId.New(), new RoomSettings(600) { Override = RoomOverride.Paused }));
        for (var tick = 0; tick < 5; tick++)
        {
            await host.Tick();
        }

        using var answer = await host.Get("/rooms/impfung/status");
        Assert.Equal("paused", (await answer.Json()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task An_operators_ceiling_outlives_a_restart()
    {
        await using (var before = await QueueHost.Start(folder, ceilingPerMinute: 120))
        {
            await before.Grains.Ask(before.Open.Id, new RoomCommand.Configure(OperationId.New(), new RoomSettings(77)));
        }

        await using var after = await QueueHost.Start(folder, ceilingPerMinute: 120);
        Assert.Equal(77, after.Open.Sight!.CeilingPerMinute);
    }

    [Fact]
    public async Task A_room_that_does_not_exist_has_no_status()
    {
        await using var host = await QueueHost.Start(folder);
        using var answer = await host.Get("/rooms/nowhere/status");
        Assert.Equal("room-unknown", await answer.Problem());
    }

    private static async Task Seconds(QueueHost host, int seconds)
    {
        for (var tick = 0; tick < seconds * 5; tick++)
        {
            await host.Tick();
        }
    }

    private static async Task<(DateTimeOffset At, string Tag)> AsOf(QueueHost host)
    {
        using var answer = await host.Get("/rooms/impfung/status");
        return ((await answer.Json()).GetProperty("asOf").GetDateTimeOffset(), answer.Headers.ETag!.ToString());
    }

    private static Task<HttpResponseMessage> Ask(QueueHost host, string tag) => host.Get("/rooms/impfung/status", ("If-None-Match", tag));
}
