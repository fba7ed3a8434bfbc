using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Rooms;

/// <summary>The same grains, and each booking question told to <paramref name="signals"/>: how long it took and whether it was turned away.</summary>
public sealed class MeasuredGrains(IGrains grains, TimeProvider time, IEnumerable<IBackendSignal> signals) : IGrains
{
    private readonly IBackendSignal[] signals = [.. signals];

    public async Task<Reply<DayOutcome>> Ask(DayId day, DayCommand command)
    {
        var begun = time.GetTimestamp();
        var reply = await grains.Ask(day, command);
        Tell(begun, reply is not Reply<DayOutcome>.Done);
        return reply;
    }

    public async Task<Reply<CodeOutcome>> Ask(CodeId code, CodeCommand command)
    {
        var begun = time.GetTimestamp();
        var reply = await grains.Ask(code, command);
        Tell(begun, reply is not Reply<CodeOutcome>.Done);
        return reply;
    }

    /// <summary>The waiting room's own questions say nothing about booking.</summary>
    public Task<Reply<RoomOutcome>> Ask(RoomId room, RoomCommand command) => grains.Ask(room, command);

    public ValueTask<DayState?> Read(DayId day) => grains.Read(day);

    public ValueTask<CodeState?> Read(CodeId code) => grains.Read(code);

    public ValueTask<RoomState?> Read(RoomId room) => grains.Read(room);

    private void Tell(long begun, bool rejected)
    {
        var calls = BackendCalls.Of(time.GetElapsedTime(begun), rejected);
        foreach (var signal in signals)
        {
            signal.Report(calls);
        }
    }
}
