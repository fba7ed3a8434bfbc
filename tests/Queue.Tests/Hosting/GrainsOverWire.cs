using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Queue.Tests.Hosting;

/// <summary>Grains that run on another node: what is read of them is a copy, never the same object twice.</summary>
internal sealed class GrainsOverWire(IGrains grains) : IGrains
{
    public Task<Reply<RoomOutcome>> Ask(RoomId room, RoomCommand command) => grains.Ask(room, command);

    public async ValueTask<RoomState?> Read(RoomId room) => await grains.Read(room) is { } state ? Copy(state) : null;

    public Task<Reply<DayOutcome>> Ask(DayId day, DayCommand command) => grains.Ask(day, command);

    public Task<Reply<CodeOutcome>> Ask(CodeId code, CodeCommand command) => grains.Ask(code, command);

    public ValueTask<DayState?> Read(DayId day) => grains.Read(day);

    public ValueTask<CodeState?> Read(CodeId code) => grains.Read(code);

    public static RoomState Copy(RoomState state) => RoomAggregate.Instance.ReadSnapshot(state.Id.Stream, RoomAggregate.Instance.WriteSnapshot(state));
}
