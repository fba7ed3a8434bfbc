using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Grains.Draws;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Queue.Draws;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Draws;

/// <summary>A <see cref="QueueHost"/> whose room is set to draw: the pre-queue from 8:01, the opening at 8:02.</summary>
internal static class DrawHost
{
    public const string DrawPath = "/rooms/impfung/draw";

    public static readonly RoomId Room = new(QueueHost.Room);

    public static readonly DateTimeOffset PreQueueAt = new(2026, 1, 5, 8, 1, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset OpensAt = PreQueueAt + TimeSpan.FromMinutes(1);

    public static async Task<QueueHost> Start(TemporaryFolder folder, BeaconServer? beacon, string setting = "drand:test", string? address = null, FakeTimeProvider? time = null)
    {
        var host = await QueueHost.Start(folder, address: address, time: time);
        if (beacon is not null)
        {
            host.Services.GetRequiredService<IOptions<DrawOptions>>().Value.Chains["test"] = beacon.Chain;
        }

        // The same operation at every start: done once.
        var settings = RoomSettings.Default with { Order = RoomOrder.Draw, PreQueueAt = PreQueueAt, OpensAt = OpensAt, Beacon = setting };
        Assert.IsType<Reply<RoomOutcome>.Done>(await host.Grains.Ask(Room, new RoomCommand.Configure(OperationId.Derive("test", "draw"), settings)));
        await host.StepDraw();
        return host;
    }

    public static Task StepDraw(this QueueHost host) => host.Services.GetRequiredService<DrawLoop>().StepAsync(Room);

    public static async Task AdvanceTo(this QueueHost host, DateTimeOffset at)
    {
        host.Time.Advance(at - host.Time.GetUtcNow());
        await host.StepDraw();
    }

    /// <summary>Seconds pass, each with what the loops do in it.</summary>
    public static async Task Seconds(this QueueHost host, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            await host.StepDraw();
        }
    }

    public static async Task<JsonElement> DrawJson(this QueueHost host)
    {
        using var answer = await host.Get(DrawPath);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return await answer.Json();
    }

    public static async Task<DrawFile> DrawnFile(this QueueHost host) => DrawFileReading.Read(await host.Client.GetByteArrayAsync(new Uri(DrawPath, UriKind.Relative)));

    public static async Task<RoomState> State(this QueueHost host) => (await host.Grains.Read(Room))!;

    public static async Task<RoomPhase> Phase(this QueueHost host) => (await host.State()).PhaseAt(host.Time.GetUtcNow());
}
