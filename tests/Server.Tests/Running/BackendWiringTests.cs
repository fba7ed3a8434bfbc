using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Server.Hosting;
using WaitingRoom.Storage;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Running;

/// <summary>The whole server in this process: what booking's grains turn away reaches the waiting room's controller.</summary>
public sealed class BackendWiringTests
{
    private const string Limit = "waitingroom_queue_backend_limit";

    [Fact]
    public async Task Booking_commands_that_are_turned_away_lower_what_the_waiting_room_lets_in()
    {
        using var folder = new TemporaryFolder();
        await using var store = await Store.OpenAsync(new StorageOptions { DataFolder = folder.Path });
        var port = FreePort.Next();
        await using var app = WaitingRoomServer.Build(new ServeRequest(port, Demo: false, new Dictionary<string, string?>()), store);
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
        async Task<string> Told() => (await http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n').Last(line => line.StartsWith(Limit, StringComparison.Ordinal)).Split(' ')[^1];

        Assert.Equal("+Inf", await Told());
        // More at once than one day's writer takes.
        var grains = app.Services.GetRequiredService<IGrains>();
        var slot = new SlotPlaces(new SlotId(new TimeOnly(8, 0), "comirnaty"), 1, 0);
        var replies = await Task.WhenAll(Enumerable.Range(0, 3 * new WriterOptions().QueueLimit).Select(_ =>
            grains.Ask(new DayId("01067", new DateOnly(2030, 1, 1)), new DayCommand.AddSupply(OperationId.New(), "Europe/Berlin", [slot]))));
        Assert.Contains(replies, reply => reply is not Reply<DayOutcome>.Done);
        await Patience.Until(async () => await Told() != "+Inf");
    }
}
