using Microsoft.Extensions.Logging;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Queue.Keys;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Web.Hosting;

namespace WaitingRoom.Queue.Serving;

/// <summary>
/// Loads the keys and the rooms, then asks each room five times a second to serve, as long as somebody waits, and publishes what is served. Once a second it
/// looks what others changed: the list of rooms, each room's state, the backend.
/// </summary>
internal sealed partial class ServingLoop(
    OpenRooms rooms,
    RoomListReading list,
    SigningKeys keys,
    IGrains grains,
    BackendWatch backend,
    ReasonsLog reasons,
    TimeProvider time,
    ILogger<ServingLoop> log,
    IStockSignal? stock = null) : PeriodicService(RoomLimits.Tick, time, log)
{
    /// <summary>How often what others may have changed is read: as fresh as the status document has to be.</summary>
    private static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(1);

    /// <summary>Where admissions of the last ten seconds become admissions a minute.</summary>
    private const double WindowsPerMinute = 6;

    private readonly SemaphoreSlim oneAtATime = new(1);
    private DateTimeOffset lookedAt;
    private Task reading = Task.CompletedTask;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await keys.LoadAsync(cancellationToken);
        await list.ReadAsync(cancellationToken);
        await TickAsync();
        await Task.WhenAll(rooms.All.Select(room => room.Step));
        await base.StartAsync(cancellationToken);
    }

    /// <summary>One step for every room. Never throws.</summary>
    public async Task TickAsync()
    {
        await oneAtATime.WaitAsync();
        try
        {
            var now = Time.GetUtcNow();
            if (now - lookedAt >= ReadEvery)
            {
                lookedAt = now;
                await LookAsync();
            }

            await Task.WhenAll(rooms.All.Select(room => StepAsync(room, now)));
        }
        catch (Exception fault)
        {
            // People wait for the next step; one that failed must not be the last.
            LogTickFailed(fault);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public override void Dispose()
    {
        oneAtATime.Dispose();
        base.Dispose();
    }

    protected override bool BeginsAtOnce => false;

    protected override Task RunRound(CancellationToken stopping) => TickAsync();

    private async Task LookAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(StorageContact.Lately, Time);
            // One that was given up may still be on its way back; two must not change the rooms at once.
            reading = reading.IsCompleted ? list.ReadAsync(limit.Token) : reading;
            await reading.WaitAsync(limit.Token);
        }
        catch (Exception fault)
        {
            LogListSilent(fault);
        }

        var admitted = rooms.All.Sum(room => room.Sight?.State.Admissions.Sum(lookedAt) ?? 0) * WindowsPerMinute;
        backend.SecondPassed(admitted, CeilingOfOpenRooms());
    }

    /// <summary>A room that does not answer, whose grain may run on a node in trouble, holds up the others no longer than this.</summary>
    private async Task StepAsync(OpenRoom room, DateTimeOffset now)
    {
        try
        {
            await room.Step.WaitAsync(ReadEvery, Time);
            await (room.Step = ServeAsync(room, now)).WaitAsync(ReadEvery, Time);
        }
        catch (TimeoutException)
        {
            // It goes on by itself, and the next tick waits for it.
        }
    }

    private async Task ServeAsync(OpenRoom room, DateTimeOffset now)
    {
        try
        {
            if (room.Sight is not { } sight || now - sight.ReadAt >= ReadEvery)
            {
                if (await grains.Read(room.Id) is { } state)
                {
                    room.See(state, now);
                }
            }

            var left = stock?.LeftBehind(room.Id);
            // What a node that is cut off counts, and what it believes is left, is of yesterday: it brings nothing to the room, wherever the room's grain runs.
            if (room.Sight is { } seen && room.IsInSightAt(now) && NeedsServing(room, seen, left, now)
                && await grains.Ask(room.Id, new RoomCommand.Serve(room.HandedOut, new BackendLimits(ShareOfBackend(seen), left))) is Reply<RoomOutcome>.Done { Outcome: RoomOutcome.Serving(var number, var report) })
            {
                reasons.Add(room.Id, seen.Report, report);
                room.Ticks.Add(report);
                room.SeeServing(number, report);
            }

            room.Publish(now, left);
        }
        catch (Exception fault)
        {
            LogStepFailed(room.Id.Name, fault);
        }
    }

    /// <summary>Every tick while somebody waits; else once a second while turns or sessions may run out or the stock has come or gone; else never.</summary>
    internal static bool NeedsServing(OpenRoom room, RoomSight seen, long? left, DateTimeOffset now)
    {
        if (room.HandedOut > seen.Serving && seen.Phase is not (RoomPhase.Scheduled or RoomPhase.Closed))
        {
            return true;
        }

        var lastAsked = seen.Report?.At ?? default;
        var (state, gone) = (seen.State, left <= 0);
        return now - lastAsked >= ReadEvery
            && (!state.Calls.IsEmpty || !state.Sessions.IsEmpty || (left is not null && gone != state.StockGone) || seen.Report is { Bound: not AdmissionBound.NobodyWaiting });
    }

    /// <summary>Open rooms share what the backend bears by their ceilings.</summary>
    private double? ShareOfBackend(RoomSight seen) =>
        backend.PerMinute is { } bears && CeilingOfOpenRooms() is > 0 and var ceilings ? bears * seen.CeilingPerMinute / ceilings : null;

    private double CeilingOfOpenRooms() => rooms.All.Sum(room => room.Sight is { Phase: RoomPhase.Open } seen ? seen.CeilingPerMinute : 0.0);

    [LoggerMessage(LogLevel.Error, "A serving step of room {Room} failed")]
    private partial void LogStepFailed(string room, Exception fault);

    [LoggerMessage(LogLevel.Error, "A serving step failed")]
    private partial void LogTickFailed(Exception fault);

    [LoggerMessage(LogLevel.Warning, "The list of rooms could not be read; the open rooms stay as they are")]
    private partial void LogListSilent(Exception fault);
}
