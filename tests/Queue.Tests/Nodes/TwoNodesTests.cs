using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Nodes;

/// <summary>Two nodes of one room, on one store: it does not matter to whom somebody comes.</summary>
public sealed class TwoNodesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Whoever_joins_at_one_node_is_called_by_the_other_and_comes_in_there_once()
    {
        await using var one = await QueueHost.Start(folder);
        await using var other = await QueueHost.Start(folder, beside: one);
        var visitor = one.NewVisitor();
        Assert.Equal(1, await visitor.Join());

        // Only the other node serves from here on, and nobody has ever come to it.
        await Second(other);
        Assert.Equal(1, await Serving(other));
        var elsewhere = visitor with { Client = other.Client };
        var first = await Jti(elsewhere);
        await Second(one);
        Assert.Equal(first, await Jti(visitor));
        Assert.Equal(1, (await one.Grains.Read(one.Open.Id))!.Claimed.Count);
    }

    [Fact]
    public async Task What_the_status_says_was_issued_never_falls_and_holds_everybody_within_a_second()
    {
        await using var one = await QueueHost.Start(folder, ceilingPerMinute: 1);
        await using var other = await QueueHost.Start(folder, ceilingPerMinute: 1, beside: one);
        QueueHost[] hosts = [one, other];
        var told = new long[2];
        for (var burst = 0; burst < 3; burst++)
        {
            // Three at one node, then three at the other.
            for (var people = 0; people < 3; people++)
            {
                await hosts[burst % 2].NewVisitor().Join();
                await Look();
            }

            await Second(one);
            await Second(other);
            await Look();
            Assert.All(told, issued => Assert.True(issued >= (burst + 1) * 3, $"{issued} after burst {burst}"));
        }

        async Task Look()
        {
            for (var i = 0; i < hosts.Length; i++)
            {
                await hosts[i].Tick();
                var issued = (await Status(hosts[i])).GetProperty("issued").GetInt64();
                Assert.True(issued >= told[i], $"{issued} after {told[i]}");
                told[i] = issued;
            }
        }

        // Blocks are as small as the bursts: what other nodes hold ahead is told as issued, too.
        Assert.True(told.Max() < 40, $"{told.Max()} for nine people");
    }

    [Fact]
    public async Task A_draw_that_comes_as_a_copy_each_second_is_made_into_places_once()
    {
        await using var one = await QueueHost.Start(folder);
        var node = new OpenRoom(one.Open.Entry, one.Grains, one.Services.GetRequiredService<StorageContact>(), one.Time);
        var state = (await one.Grains.Read(one.Open.Id))! with
        {
            Draw = new(new("00", "operator:x"), 3, new string('a', 64), new string('b', 64), "value"),
        };
        node.See(GrainsOverWire.Copy(state), one.Time.GetUtcNow());
        var places = node.Drawn;
        Assert.Equal([1, 2, 3], new[] { 1L, 2, 3 }.Select(node.PlaceOf).Order());
        node.See(GrainsOverWire.Copy(state), one.Time.GetUtcNow());
        Assert.Same(places, node.Drawn);

        // The control: another draw is another order.
        node.See(GrainsOverWire.Copy(state with { Draw = state.Draw! with { BeaconValue = "other" } }), one.Time.GetUtcNow());
        Assert.NotSame(places, node.Drawn);
    }

    internal static async Task Second(QueueHost host)
    {
        for (var tick = 0; tick < 6; tick++)
        {
            await host.Tick();
        }
    }

    private static async Task<System.Text.Json.JsonElement> Status(QueueHost host)
    {
        using var answer = await host.Get("/rooms/impfung/status");
        return await answer.Json();
    }

    private static async Task<long> Serving(QueueHost host) => (await Status(host)).GetProperty("nowServing").GetInt64();

    /// <summary>The id of the admission that a claim gives.</summary>
    private static async Task<string> Jti(Visitor visitor)
    {
        using var claim = await visitor.Claim();
        Assert.Equal(HttpStatusCode.Created, claim.StatusCode);
        var token = (await claim.Json()).GetProperty("admission").GetString();
        return new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(token).Id;
    }
}
