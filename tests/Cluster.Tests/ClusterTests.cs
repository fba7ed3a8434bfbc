using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WaitingRoom.Cluster.Backend;
using WaitingRoom.Cluster.Sweeping;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Server.Hosting;

namespace WaitingRoom.Cluster.Tests;

/// <summary>What a node is to the others.</summary>
[Collection(SharedCluster.Name)]
public sealed class ClusterTests(TwoNodes two)
{
    private static readonly SlotId Slot = new(new TimeOnly(8, 0), "comirnaty");

    [Fact]
    public async Task Every_node_is_ready_and_serves_every_address()
    {
        foreach (var node in new[] { two.First, two.Second })
        {
            Assert.Equal("ready", await node.Http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
            Assert.Equal("live", await node.Http.GetStringAsync(new Uri("/health/live", UriKind.Relative)));
            foreach (var address in (string[])["/rooms/impfung/status", "/availability", "/.well-known/jwks.json"])
            {
                using var answer = await node.Http.GetAsync(new Uri(address, UriKind.Relative));
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address} answered {answer.StatusCode}.");
            }
        }
    }

    [Fact]
    public async Task The_sweeps_have_reminders_in_the_database_and_one_place_in_the_cluster()
    {
        await two.First.Engine.GetGrain<ISweepGrain>("due").Begin();
        await two.Second.Engine.GetGrain<ISweepGrain>("due").Begin();
        await two.Second.Engine.GetGrain<ISweepGrain>("retention").Begin();
        await using var connection = new NpgsqlConnection(two.Database);
        var reminders = await connection.QueryAsync<string>("SELECT GrainId FROM OrleansRemindersTable ORDER BY GrainId");
        Assert.Equal(["sweep/due", "sweep/retention"], reminders);
    }

    [Fact]
    public async Task What_the_rooms_learned_of_the_backend_is_kept_for_a_node_that_starts_later()
    {
        var backend = two.First.Engine.GetGrain<IBackendGrain>(7);
        await backend.Learn(new BackendKnowledge(120, 8.5));
        Assert.Equal(new BackendKnowledge(120, 8.5), (await two.Second.Engine.GetGrain<IBackendGrain>(7).Hear(0)).Known);
        await using var connection = new NpgsqlConnection(two.Database);
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM OrleansStorage WHERE GrainTypeString LIKE '%rooms-backend-knowledge%' AND GrainIdN1 = 7"));
    }

    [Fact]
    public async Task Calls_of_all_nodes_are_heard_once()
    {
        var backend = two.Second.Engine.GetGrain<IBackendGrain>(8);
        var begin = (await backend.Hear(0)).Cursor;
        await two.First.Engine.GetGrain<IBackendGrain>(8).Tell(new BackendCalls(3, 30, 1));
        await backend.Tell(new BackendCalls(2, 10, 0));
        var news = await backend.Hear(begin);
        Assert.Equal(new BackendCalls(5, 40, 1), news.Calls);
        Assert.Equal(default, (await backend.Hear(news.Cursor)).Calls);
    }

    [Fact]
    public async Task A_process_serves_the_roles_it_has_and_calls_the_others_where_they_are()
    {
        var database = await two.NewDatabase("roles");
        await using var booking = await Node.Start(database, NodeRoles.Booking, ("Queue:Issuer", "http://localhost"));
        await using var queue = await Node.Start(database, NodeRoles.Queue | NodeRoles.Admin, ("Queue:Issuer", "http://localhost"));

        Assert.Equal(HttpStatusCode.OK, await StatusOf(queue, "/rooms/impfung/status"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOf(booking, "/rooms/impfung/status"));
        Assert.Equal(HttpStatusCode.OK, await StatusOf(booking, "/availability"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOf(queue, "/availability"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOf(queue, "/operators/rooms"));

        // Each asks the other's grains.
        Assert.NotNull(await booking.Grains.Read(new RoomId("impfung")));
        Assert.NotNull(await queue.Grains.Read(new DayId("c", new DateOnly(2040, 1, 1))));
    }

    [Fact]
    public async Task A_node_that_is_told_to_stop_hands_its_grains_over()
    {
        var database = await two.NewDatabase("handover");
        await using var stays = await Node.Start(database);
        var leaves = await Node.Start(database);
        var days = Enumerable.Range(0, 20).Select(i => new DayId($"c{i}", new DateOnly(2040, 1, 1))).ToArray();
        foreach (var day in days)
        {
            Assert.IsType<Reply<DayOutcome>.Done>(await leaves.Grains.Ask(day, Add(day, "before")));
        }

        await leaves.DisposeAsync();
        foreach (var day in days)
        {
            Assert.IsType<Reply<DayOutcome>.Done>(await stays.Grains.Ask(day, Add(day, "after")));
            Assert.Equal(2, (await stays.Grains.Read(day))!.Slots[Slot].Capacity);
        }

        // Nobody was still writing where somebody else began.
        Assert.Equal(0, stays.App.Services.GetRequiredService<WriterCounters>().Fences);
    }

    private static DayCommand.AddSupply Add(DayId day, string step) => new(OperationId.Derive(day.ToString(), step), "Europe/Berlin", [new SlotPlaces(Slot, 1, 0)]);

    private static async Task<HttpStatusCode> StatusOf(Node node, string path)
    {
        using var answer = await node.Http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }
}
