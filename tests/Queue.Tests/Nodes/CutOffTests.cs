using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Serving;
using WaitingRoom.Queue.Status;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Nodes;

/// <summary>A node whose storage does not answer lets nobody in, calls nobody, says as of when it speaks, and goes on by itself afterwards.</summary>
public sealed class CutOffTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private volatile bool isCut;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Who_was_called_hears_that_the_room_does_not_answer_and_comes_in_when_it_does()
    {
        await using var host = await Start(ceilingPerMinute: 12);
        var called = host.NewVisitor();
        var waiting = host.NewVisitor();
        await called.Join();
        await waiting.Join();
        await TwoNodesTests.Second(host);
        var (begun, serving) = (host.Time.GetUtcNow(), host.Open.Sight!.Serving);
        Assert.Equal(1, serving);

        isCut = true;
        await Seconds(host, 3);
        foreach (var visitor in new[] { called, waiting })
        {
            // It may be anybody's turn elsewhere by now: this node does not know, and says so.
            using var claim = await visitor.Claim();
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "room-unavailable"), (claim.StatusCode, await claim.Problem()));
        }

        using (var join = await host.NewVisitor().Post("/rooms/impfung/tickets"))
        {
            Assert.Equal("room-busy", await join.Problem());
        }

        await Seconds(host, 40);
        Assert.InRange(await AsOf(host), begun - StatusDocument.Freshness, begun + StorageContact.Lately);

        isCut = false;
        await Seconds(host, 2);
        Assert.InRange(host.Time.GetUtcNow() - await AsOf(host), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        // Nobody was called meanwhile: of the second one's turn, which would have come after five seconds, nothing is lost.
        Assert.InRange((await host.Grains.Read(host.Open.Id))!.Serving, serving, serving + 1);
        using var admitted = await called.Claim();
        Assert.Equal(HttpStatusCode.Created, admitted.StatusCode);
    }

    [Fact]
    public async Task What_the_room_answers_from_memory_does_not_make_the_status_younger()
    {
        await using var host = await Start(ceilingPerMinute: 60);
        var begun = host.Time.GetUtcNow();
        await Seconds(host, 15);
        // The control: a room in which nothing happens shows every ten seconds that it is still there.
        Assert.InRange(await AsOf(host), begun + TimeSpan.FromSeconds(1), host.Time.GetUtcNow());

        isCut = true;
        var cut = host.Time.GetUtcNow();
        await Seconds(host, 30);
        Assert.NotNull(await host.Grains.Read(host.Open.Id));
        Assert.InRange(host.Time.GetUtcNow() - host.Open.Sight!.ReadAt, TimeSpan.Zero, TimeSpan.FromSeconds(1.2));
        Assert.InRange(await AsOf(host), DateTimeOffset.MinValue, cut + StorageContact.Lately);

        isCut = false;
        await Seconds(host, 2);
        Assert.InRange(host.Time.GetUtcNow() - await AsOf(host), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_node_that_is_cut_off_brings_nothing_to_a_room_whose_grain_is_well_elsewhere()
    {
        await using var well = await QueueHost.Start(folder, ceilingPerMinute: 6);
        await using var other = await QueueHost.Start(folder, ceilingPerMinute: 6, beside: well, documents: real => new SometimesSilentDocuments(real, () => isCut));
        await well.Services.GetRequiredService<ServingLoop>().StopAsync(CancellationToken.None);
        for (var i = 0; i < 6; i++)
        {
            await well.NewVisitor().Join();
        }

        await Seconds(other, 2);
        // The control: as long as it is well it serves those who wait elsewhere.
        Assert.InRange(well.Grains.Asked["Serve"], 1, int.MaxValue);

        isCut = true;
        await Seconds(other, 3);
        var before = well.Grains.Asked["Serve"];
        await Seconds(other, 5);
        Assert.Equal(before, well.Grains.Asked["Serve"]);
        Assert.NotNull(await well.Grains.Read(well.Open.Id));

        isCut = false;
        await Seconds(other, 2);
        Assert.InRange(well.Grains.Asked["Serve"], before + 1, int.MaxValue);
    }

    [Fact]
    public async Task A_crowd_at_a_node_that_is_cut_off_asks_storage_twice_a_second()
    {
        await using var host = await Start(ceilingPerMinute: 60);
        var storage = new StorageContact(new SometimesSilentDocuments(new NoDocuments(), () => ++asked > 0), host.Time);
        for (var i = 0; i < 100; i++)
        {
            Assert.False(await storage.Answers());
        }

        Assert.Equal(1, asked);
        host.Time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.False(await storage.Answers());
        Assert.Equal(2, asked);
    }

    private int asked;

    private Task<QueueHost> Start(int ceilingPerMinute) => QueueHost.Start(
        folder, ceilingPerMinute, ledger: real => new SometimesSilentLedger(real, () => isCut), documents: real => new SometimesSilentDocuments(real, () => isCut));

    private static async Task Seconds(QueueHost host, int seconds)
    {
        for (var tick = 0; tick < seconds * 5; tick++)
        {
            await host.Tick();
        }
    }

    private static async Task<DateTimeOffset> AsOf(QueueHost host)
    {
        using var answer = await host.Get("/rooms/impfung/status");
        return (await answer.Json()).GetProperty("asOf").GetDateTimeOffset();
    }
}
