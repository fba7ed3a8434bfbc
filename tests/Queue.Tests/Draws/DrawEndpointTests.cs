using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Draws;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Draws;

public sealed class DrawEndpointTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_value_that_staff_enter_draws_and_what_is_entered_later_changes_nothing()
    {
        await using var host = await DrawHost.Start(folder, beacon: null, setting: "operator:lottery numbers of 5 January 2026");
        await host.AdvanceTo(DrawHost.PreQueueAt);
        await host.NewVisitor().Join();
        await host.AdvanceTo(DrawHost.OpensAt);
        Assert.Equal(RoomPhase.AwaitingDraw, await host.Phase());

        var documents = host.Services.GetRequiredService<IDocuments>();
        Assert.True(await documents.Put("draw-beacon/impfung", 0, Encoding.UTF8.GetBytes("""{"value":"3 7 12 25 38 44","enteredBy":"op","at":"2026-01-05T08:03:00Z"}""")));
        await host.Seconds(1);
        var drawn = await host.DrawnFile();
        Assert.True(await documents.Put("draw-beacon/impfung", 1, Encoding.UTF8.GetBytes("""{"value":"other","enteredBy":"op","at":"2026-01-05T08:04:00Z"}""")));
        await host.Seconds(1);

        Assert.Equal("3 7 12 25 38 44", drawn.BeaconValue);
        Assert.Equal(drawn.Seed, (await host.DrawnFile()).Seed);
    }

    [Fact]
    public async Task A_drawn_file_and_its_receipts_may_be_kept_forever_and_the_receipts_prove()
    {
        await using var beacon = await BeaconServer.Start();
        await using var host = await DrawHost.Start(folder, beacon);
        await host.AdvanceTo(DrawHost.PreQueueAt);
        var joined = await Task.WhenAll(Enumerable.Range(0, 13).Select(async _ =>
        {
            using var answer = await host.NewVisitor().Post("/rooms/impfung/tickets");
            return (await answer.Json()).GetProperty("receiptUrl").GetString()!;
        }));
        await host.AdvanceTo(DrawHost.OpensAt);
        await host.Seconds(2);
        using var whole = await host.Get(DrawHost.DrawPath);
        var file = DrawFileReading.Read(await whole.Content.ReadAsByteArrayAsync());

        Assert.Contains("immutable", whole.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var unchanged = await host.Get(DrawHost.DrawPath, ("If-None-Match", whole.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        foreach (var url in joined)
        {
            using var answer = await host.Get(url);
            var receipt = await answer.Json();
            var (index, path) = (receipt.GetProperty("index").GetInt64(), receipt.GetProperty("path").EnumerateArray().Select(hash => Convert.FromHexString(hash.GetString()!)).ToList());
            Assert.Equal(file.RosterRoot, receipt.GetProperty("root").GetString());
            Assert.True(MerkleTree.Verify(MerkleTree.LeafHash(file.Leaves.AsSpan((int)index * 32, 32)), index, 13, path, Convert.FromHexString(file.RosterRoot!)));
        }

        foreach (var number in (long[])[0, 14])
        {
            using var none = await host.Get($"/rooms/impfung/receipts/{number}");
            Assert.Equal("receipt-unknown", await none.Problem());
        }
    }

    [Fact]
    public async Task A_room_in_order_of_arrival_has_no_draw_and_its_tickets_no_receipt()
    {
        await using var host = await QueueHost.Start(folder);
        using var draw = await host.Get(DrawHost.DrawPath);
        using var ticket = await host.NewVisitor().Post("/rooms/impfung/tickets");

        Assert.Equal("no-draw", await draw.Problem());
        Assert.False((await ticket.Json()).TryGetProperty("receiptUrl", out _));
    }

    [Fact]
    public async Task A_beacon_that_fails_is_asked_again_less_and_less_often()
    {
        await using var beacon = await BeaconServer.Start();
        beacon.Answer = _ => Results.StatusCode(500);
        await using var host = await DrawHost.Start(folder, beacon);
        await host.AdvanceTo(DrawHost.OpensAt);
        await host.Seconds(60);

        Assert.Equal(RoomPhase.AwaitingDraw, await host.Phase());
        // 1, 2, 4, 8, 16 and 30 seconds apart; the node's own timer steps as well, hence not exactly.
        Assert.InRange(beacon.Asked, 3, 20);
        beacon.Answer = BeaconServer.Round;
        await host.Seconds(31);
        Assert.Equal(RoomPhase.Open, await host.Phase());
    }

    [Fact]
    public async Task What_was_promised_to_people_cannot_be_changed_and_before_anybody_came_it_is_promised_anew()
    {
        await using var beacon = await BeaconServer.Start();
        await using var host = await DrawHost.Start(folder, beacon);
        var first = await host.DrawJson();
        Assert.IsType<RoomOutcome.Configured>(await Configure(host, s => s with { OpensAt = DrawHost.OpensAt + TimeSpan.FromMinutes(10) }));
        await host.StepDraw();
        var second = await host.DrawJson();
        Assert.Equal(first.GetProperty("commitment").GetString(), second.GetProperty("commitment").GetString());
        Assert.NotEqual(first.GetProperty("beacon").GetString(), second.GetProperty("beacon").GetString());

        await host.AdvanceTo(DrawHost.PreQueueAt);
        await host.NewVisitor().Join();
        Func<RoomSettings, RoomSettings>[] changes =
        [
            s => s with { OpensAt = s.OpensAt + TimeSpan.FromMinutes(1) }, s => s with { OpensAt = s.OpensAt - TimeSpan.FromMinutes(1) },
            s => s with { Beacon = "operator:something" }, s => s with { Order = RoomOrder.Fifo },
        ];
        foreach (var change in changes)
        {
            Assert.IsType<RoomOutcome.DrawFixed>(await Configure(host, change));
        }

        Assert.IsType<RoomOutcome.Configured>(await Configure(host, s => s with { CeilingPerMinute = 100, Override = RoomOverride.HoldAll }));
        Assert.Equal(second.GetProperty("beacon").GetString(), (await host.DrawJson()).GetProperty("beacon").GetString());
    }

    [Theory]
    [InlineData("drand:test/1")]
    [InlineData("dice:two")]
    [InlineData("something")]
    public async Task A_beacon_that_cannot_be_promised_lets_nobody_in_and_is_told_once(string setting)
    {
        await using var beacon = await BeaconServer.Start();
        await using var host = await DrawHost.Start(folder, beacon, setting);
        await host.AdvanceTo(DrawHost.PreQueueAt);
        await host.Seconds(3);
        using var join = await host.NewVisitor().Post("/rooms/impfung/tickets");

        Assert.Equal("room-busy", await join.Problem());
        Assert.Single(host.Log.Text.Split('\n'), line => line.Contains("cannot promise or hold its draw", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_secret_is_in_no_answer_and_no_log_before_the_draw()
    {
        await using var beacon = await BeaconServer.Start();
        beacon.Answer = _ => Results.NotFound();
        await using var host = await DrawHost.Start(folder, beacon);
        await host.AdvanceTo(DrawHost.PreQueueAt);
        await host.NewVisitor().Join();
        await host.AdvanceTo(DrawHost.OpensAt);
        await host.Seconds(2);
        var stored = Encoding.UTF8.GetString((await host.Services.GetRequiredService<IDocuments>().Get("keys/draw-impfung"))!.Body.Span);
        var secret = stored.Split('"')[3];
        Assert.True(Draw.IsSecret(secret));

        string[] pages = [DrawHost.DrawPath, DrawHost.DrawPath + "/check", "/rooms/impfung/receipts/1", "/rooms/impfung/status", "/rooms/impfung"];
        foreach (var page in pages)
        {
            Assert.DoesNotContain(secret, await host.Client.GetStringAsync(new Uri(page, UriKind.Relative)), StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain(secret, host.Log.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("promised its draw", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_that_checks_speaks_both_languages_and_says_how_to_check_without_script()
    {
        await using var beacon = await BeaconServer.Start();
        await using var host = await DrawHost.Start(folder, beacon);
        await host.AdvanceTo(DrawHost.PreQueueAt);
        await host.NewVisitor().Join();
        await host.AdvanceTo(DrawHost.OpensAt);
        await host.Seconds(2);

        foreach (var (language, title) in ((string, string)[])[("de", "Auslosung nachprüfen"), ("en", "Check the draw")])
        {
            using var answer = await host.Get(DrawHost.DrawPath + "/check", ("Accept", "text/html"), ("Accept-Language", language));
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.Contains(title, page, StringComparison.Ordinal);
            Assert.Contains("verify-draw draw-impfung.json", page, StringComparison.Ordinal);
            Assert.Contains("draw-check.js", page, StringComparison.Ordinal);
        }
    }

    private static async Task<RoomOutcome> Configure(QueueHost host, Func<RoomSettings, RoomSettings> change) =>
        Assert.IsType<Reply<RoomOutcome>.Done>(await host.Grains.Ask(DrawHost.Room, new RoomCommand.Configure(OperationId.New(), change((await host.State()).Settings)))).Outcome;
}
