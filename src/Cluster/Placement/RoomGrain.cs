using Orleans.Concurrency;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Cluster.Placement;

/// <summary>One for all nodes: the ceiling holds for the room, however many nodes admit for it.</summary>
[Reentrant, GrainType("room")]
internal sealed class RoomGrain(ILedger ledger, TimeProvider time, WriterCounters counters)
    : WriterGrain<RoomState, RoomCommand, RoomEvent, RoomOutcome>(RoomAggregate.Instance, ledger, time, counters), IRoomGrain
{
    protected override StreamId Stream => new RoomId(this.GetPrimaryKeyString()).Stream;
}
