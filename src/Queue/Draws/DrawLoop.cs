using Microsoft.Extensions.Logging;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Draws;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Web.Hosting;

namespace WaitingRoom.Queue.Draws;

/// <summary>
/// Promises the draw of each room that is set to draw, and draws when the opening and the beacon's value have come. Any number of nodes may do so at once: a room promises
/// and draws only once.
/// </summary>
internal sealed partial class DrawLoop(
    OpenRooms openRooms, DrawRooms draws, DrawSecrets secrets, IEnumerable<IBeacon> beacons, IGrains grains, TimeProvider time, ILogger<DrawLoop> log)
    : PeriodicService(LookEvery, time, log)
{
    /// <summary>As quickly as an operator's change is to take effect.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>People wait for the value, so a source that fails is asked again soon; and never so often that it would be made worse.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, IBeacon> beacons = beacons.ToDictionary(beacon => beacon.Source, StringComparer.Ordinal);

    /// <summary>One step for one room. Never throws.</summary>
    public async Task StepAsync(RoomId id, CancellationToken cancellation = default)
    {
        var room = draws.Of(id);
        try
        {
            if (await room.Look() is not { Settings: { Order: RoomOrder.Draw, OpensAt: { } opensAt }, Draw: null } state)
            {
                return;
            }

            var now = Time.GetUtcNow();
            if (state.Commitment is not { } promised)
            {
                await PromiseAsync(room, state.Settings.Beacon, opensAt > now ? opensAt : now, cancellation);
            }
            else if (now >= opensAt && now >= room.AskBeaconAt)
            {
                await DrawAsync(room, promised, now, cancellation);
            }
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            // People wait for the draw; a step that failed must not be the last.
            LogStepFailed(id.Name, fault);
        }
    }

    protected override Task RunRound(CancellationToken stopping) => Task.WhenAll(openRooms.All.Select(room => StepAsync(room.Id, stopping)));

    /// <param name="opensAt">When the roster closes; now, where the opening has passed with nobody in it.</param>
    private async Task PromiseAsync(DrawRoom room, string setting, DateTimeOffset opensAt, CancellationToken cancellation)
    {
        var naming = Find(setting)?.Name(setting, opensAt) ?? new BeaconNaming.Refused("There is no such source; a beacon is written source:name.");
        if (naming is not BeaconNaming.Named(var name))
        {
            Tell(room, ((BeaconNaming.Refused)naming).Reason);
            return;
        }

        var commitment = Draw.CommitmentOf(await secrets.Of(room.Id, cancellation));
        var reply = await grains.Ask(room.Id, new RoomCommand.Commit(OperationId.New(), new DrawCommitment(commitment, name)));
        await room.Look();
        if (reply is Reply<RoomOutcome>.Done { Outcome: RoomOutcome.Committed })
        {
            room.ToldFault = null;
            LogPromised(room.Id.Name, commitment, name);
        }
    }

    private async Task DrawAsync(DrawRoom room, DrawCommitment promised, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await ReadBeacon(room, promised.Beacon, now, cancellation) is not { } value)
        {
            return;
        }

        var reply = await grains.Ask(room.Id, new RoomCommand.Draw(OperationId.New(), await secrets.Of(room.Id, cancellation), value));
        await room.Look();
        switch (reply)
        {
            case Reply<RoomOutcome>.Done { Outcome: RoomOutcome.Drawn(var draw) }:
                LogDrawn(room.Id.Name, draw.Count, draw.RosterRoot, draw.BeaconValue);
                break;
            case Reply<RoomOutcome>.Done { Outcome: RoomOutcome.Invalid(var reason) }:
                Tell(room, reason);
                break;
        }
    }

    private async Task<string?> ReadBeacon(DrawRoom room, string name, DateTimeOffset now, CancellationToken cancellation)
    {
        if (Find(name) is not { } beacon)
        {
            Tell(room, "The promised beacon's source is not there any more.");
            return null;
        }

        try
        {
            var value = await beacon.Read(room.Id, name, cancellation);
            room.BeaconFailures = 0;
            return value;
        }
        catch (Exception fault) when (fault is HttpRequestException or InvalidDataException or IOException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(room.BeaconFailures++, 10)));
            room.AskBeaconAt = now + (pause < LongestPause ? pause : LongestPause);
            LogBeaconFailed(room.Id.Name, name, fault);
            return null;
        }
    }

    private IBeacon? Find(string name) => name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && beacons.TryGetValue(name[..colon], out var beacon) ? beacon : null;

    private void Tell(DrawRoom room, string fault)
    {
        if (room.ToldFault != fault)
        {
            room.ToldFault = fault;
            LogFault(room.Id.Name, fault);
        }
    }

    [LoggerMessage(LogLevel.Information, "Room {Room} promised its draw: commitment {Commitment}, beacon {Beacon}")]
    private partial void LogPromised(string room, string commitment, string beacon);

    [LoggerMessage(LogLevel.Information, "Room {Room} drew {Count} tickets: roster {Root}, beacon value {Value}")]
    private partial void LogDrawn(string room, long count, string root, string value);

    [LoggerMessage(LogLevel.Error, "Room {Room} cannot promise or hold its draw: {Fault}")]
    private partial void LogFault(string room, string fault);

    [LoggerMessage(LogLevel.Warning, "The beacon {Beacon} of room {Room} did not answer; asking again")]
    private partial void LogBeaconFailed(string room, string beacon, Exception fault);

    [LoggerMessage(LogLevel.Error, "A step of the draw of room {Room} failed")]
    private partial void LogStepFailed(string room, Exception fault);
}
