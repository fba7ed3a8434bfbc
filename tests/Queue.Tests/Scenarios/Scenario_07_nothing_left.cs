using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Notices;
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

    [Fact]
    public async Task When_the_last_appointment_goes_those_who_wait_can_leave_an_address_and_are_read_in_their_order()
    {
        var stock = new CountedByHand { Left = 5 };
        await using var host = await QueueHost.Start(folder, ceilingPerMinute: 12, stock: stock);
        var browsers = Enumerable.Range(0, 3).Select(_ => new FormBrowser(host)).ToList();
        foreach (var browser in browsers)
        {
            await browser.Post("/rooms/impfung/tickets");
        }

        await RoomsAtRunTimeTests.Second(host);
        // While there is something to be had nobody is put off with a list.
        Assert.Equal("/rooms/impfung", await browsers[1].Post("/rooms/impfung/notices", ("address", "early@example.org")));

        stock.Left = 0;
        await RoomsAtRunTimeTests.Second(host);
        for (var i = 0; i < browsers.Count; i++)
        {
            var page = await browsers[i].Get("/rooms/impfung");
            Assert.Contains("\"view\":\"soldout\"", page, StringComparison.Ordinal);
            Assert.Contains("action=\"/rooms/impfung/notices\"", page, StringComparison.Ordinal);
            Assert.Equal("/rooms/impfung?notice=done", await browsers[i].Post("/rooms/impfung/notices", ("address", i == 1 ? "0351 1234567" : $"person{i}@example.org")));
            host.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var reader = host.Services.GetRequiredService<INoticeReader>();
        var told = await reader.Read(host.Open.Id, null, 100);
        Assert.Equal(["person0@example.org", "03511234567", "person2@example.org"], told.Select(notice => notice.Email ?? notice.Phone));

        // Something comes back: the line goes on from where it stood, whether or not one left an address.
        stock.Left = 5;
        await RoomsAtRunTimeTests.Second(host);
        Assert.Contains("\"number\":3", await browsers[2].Get("/rooms/impfung"), StringComparison.Ordinal);
        Assert.DoesNotContain("\"view\":\"soldout\"", await browsers[2].Get("/rooms/impfung"), StringComparison.Ordinal);
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
