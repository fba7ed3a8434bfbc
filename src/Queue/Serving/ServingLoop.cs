using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Queue.Keys;
using WaitingRoom.Queue.Rooms;

namespace WaitingRoom.Queue.Serving;

/// <summary>Loads the keys, opens the rooms, then asks each room five times a second to serve, as long as somebody waits, and publishes what is served.</summary>
internal sealed partial class ServingLoop(OpenRooms rooms, SigningKeys keys, IGrains grains, TimeProvider time, ILogger<ServingLoop> log) : BackgroundService
{
    /// <summary>How often a room is read whole, to notice what others changed (an operator, another node): as fresh as the status document has to be.</summary>
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await keys.LoadAsync(cancellationToken);
        foreach (var room in rooms.All)
        {
            await OpenAsync(room);
            await ServeAsync(room);
        }

        await base.StartAsync(cancellationToken);
    }

    /// <summary>One step for one room. Never throws.</summary>
    public async Task ServeAsync(OpenRoom room)
    {
        try
        {
            var now = time.GetUtcNow();
            await OpenAsync(room);
            if (room.Sight is not { } sight || now - sight.ReadAt >= ReadEvery)
            {
                if (await grains.Read(room.Id) is { } state)
                {
                    room.See(state, now);
                }
            }

            if (room.Sight is { } seen && room.HandedOut > seen.Serving
                && await grains.Ask(room.Id, new RoomCommand.Serve(room.HandedOut, BackendLimits.None)) is Reply<RoomOutcome>.Done { Outcome: RoomOutcome.Serving(var number, _) })
            {
                room.SeeServing(number);
            }

            room.Publish(now);
        }
        catch (Exception fault)
        {
            // People wait for the next step; one that failed must not be the last.
            LogStepFailed(room.Id.Name, fault);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RoomLimits.Tick, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Task.WhenAll(rooms.All.Select(ServeAsync));
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    /// <summary>The ceiling of the options holds once, when the room is new: its id is the same at every start, and a room does the same operation only once.</summary>
    private async Task OpenAsync(OpenRoom room)
    {
        if (room.Opened)
        {
            return;
        }

        var operation = OperationId.Derive("room-opened", room.Id.Name);
        var reply = await grains.Ask(room.Id, new RoomCommand.Configure(operation, new RoomSettings(room.Options.CeilingPerMinute)));
        room.Opened = reply switch
        {
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.Invalid(var reason) } => throw new InvalidOperationException($"The room '{room.Id.Name}' cannot be opened: {reason}"),
            Reply<RoomOutcome>.Done => true,
            // Storage does not answer yet; the next step tries again.
            _ => false,
        };
    }

    [LoggerMessage(LogLevel.Error, "A serving step of room {Room} failed")]
    private partial void LogStepFailed(string room, Exception fault);
}
