using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains;

/// <summary>
/// The port to the grains, wherever they run. Asking never throws for a refusal or an overload: those are outcomes and replies. Every command
/// may be repeated with its operation id.
/// </summary>
public interface IGrains
{
    Task<Reply<DayOutcome>> Ask(DayId day, DayCommand command);

    Task<Reply<CodeOutcome>> Ask(CodeId code, CodeCommand command);

    Task<Reply<RoomOutcome>> Ask(RoomId room, RoomCommand command);

    /// <summary>The newest durable state; null when storage does not answer. A grain without history answers its empty state.</summary>
    ValueTask<DayState?> Read(DayId day);

    ValueTask<CodeState?> Read(CodeId code);

    ValueTask<RoomState?> Read(RoomId room);
}
