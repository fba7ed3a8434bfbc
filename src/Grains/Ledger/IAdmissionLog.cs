using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Grains.Ledger;

/// <summary>Why each tick admitted as many as it did, kept for the console and for later questions.</summary>
public interface IAdmissionLog
{
    /// <summary>Adds reports of a room. A report lost in a crash is lost; nothing rests on it.</summary>
    ValueTask Append(RoomId room, IReadOnlyList<TickReport> reports, CancellationToken cancellation = default);

    /// <summary>Reports from <paramref name="from"/> on, the oldest first, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<TickReport>> Read(RoomId room, DateTimeOffset from, int limit, CancellationToken cancellation = default);
}
