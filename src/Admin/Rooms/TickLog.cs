using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Admin.Rooms;

/// <summary>
/// The ticks of a room: of the last ten minutes every one, from this process's memory; older ones from storage, which keeps those that called somebody or had another bound than
/// the one before. A process that does not serve the room has storage only.
/// </summary>
/// <param name="recent">Null in a process without waiting rooms.</param>
internal sealed class TickLog(IAdmissionLog stored, IAdmissionHistory? recent = null)
{
    /// <summary>The oldest first, from <paramref name="from"/> on.</summary>
    public async ValueTask<IReadOnlyList<TickReport>> ReadFrom(RoomId room, DateTimeOffset from, int limit, CancellationToken cancellation)
    {
        var memory = recent?.Recent(room) ?? [];
        if (memory.Count == 0)
        {
            return await stored.Read(room, from, limit, cancellation);
        }

        var begins = memory[0].At;
        var older = from < begins ? (await stored.Read(room, from, limit, cancellation)).Where(tick => tick.At < begins) : [];
        return [.. older.Concat(memory.Where(tick => tick.At >= from)).Take(limit)];
    }

    /// <summary>The newest of the last ten minutes, the oldest of them first; where memory has none, what storage has since <paramref name="otherwiseFrom"/>.</summary>
    public async ValueTask<IReadOnlyList<TickReport>> ReadNewest(RoomId room, DateTimeOffset otherwiseFrom, int limit, CancellationToken cancellation) =>
        recent?.Recent(room) is { Count: > 0 } memory ? [.. memory.TakeLast(limit)] : await stored.Read(room, otherwiseFrom, limit, cancellation);
}
