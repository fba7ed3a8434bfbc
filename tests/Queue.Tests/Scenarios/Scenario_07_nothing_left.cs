using System.Diagnostics.CodeAnalysis;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Scenarios;

[SuppressMessage("Naming", "CA1707", Justification = "Named as the scenario.")]
public sealed class Scenario_07_nothing_left : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_hundred_thousand_who_wait_learn_within_two_seconds_that_nothing_is_left_and_that_something_came_back()
    {
        var stock = new CountedByHand { Left = 500 };
        await using (var before = await QueueHost.Start(folder, stock: stock))
        {
            for (var block = 0; block < 10; block++)
            {
                await before.Grains.Ask(before.Open.Id, new RoomCommand.TakeBlock(OperationId.New(), 10_000));
            }
        }

        await using var host = await QueueHost.Start(folder, stock: stock);
        await RoomsAtRunTimeTests.Second(host);
        var status = await Status(host);
        Assert.Equal("open", status.GetProperty("state").GetString());
        Assert.Equal(100_000, status.GetProperty("issued").GetInt64());
        Assert.Equal(500, status.GetProperty("stock").GetProperty("left").GetInt64());
        // One and a half for each appointment, and nobody has come in yet.
        Assert.InRange(status.GetProperty("stock").GetProperty("lastPlace").GetInt64(), 745, 755);

        stock.Left = 0;
        await RoomsAtRunTimeTests.Second(host);
        status = await Status(host);
        Assert.Equal("sold-out", status.GetProperty("state").GetString());
        Assert.Equal(0, status.GetProperty("stock").GetProperty("left").GetInt64());
        var serving = status.GetProperty("nowServing").GetInt64();
        await RoomsAtRunTimeTests.Second(host);
        Assert.Equal(serving, (await Status(host)).GetProperty("nowServing").GetInt64());

        stock.Left = 20;
        await RoomsAtRunTimeTests.Second(host);
        Assert.Equal("open", (await Status(host)).GetProperty("state").GetString());
    }

    private static async Task<System.Text.Json.JsonElement> Status(QueueHost host)
    {
        using var answer = await host.Get("/rooms/impfung/status");
        return await answer.Json();
    }

    private sealed class CountedByHand : IStockSignal
    {
        public long? Left { get; set; }

        public long? LeftBehind(RoomId room) => room.Name == QueueHost.Room ? Left : null;
    }
}
