using System.Collections.Concurrent;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Queue.Draws;

/// <summary>The draws of the rooms of this host.</summary>
internal sealed class DrawRooms(IGrains grains, IReadModels readModels, TimeProvider time)
{
    private readonly ConcurrentDictionary<RoomId, DrawRoom> byRoom = new();

    public DrawRoom Of(RoomId room) => byRoom.GetOrAdd(room, id => new DrawRoom(id, grains, readModels, time));
}
