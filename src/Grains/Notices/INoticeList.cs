using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Grains.Notices;

/// <summary>
/// Who wants to be told when appointments become free, by room, in the order in which they asked. Knows no address and no browser: what it keeps was sealed and hashed
/// by whoever has the keys.
/// </summary>
public interface INoticeList
{
    /// <summary>Adds an entry unless its address is on the room's list already. Durable when it returns.</summary>
    ValueTask<NoticeAdding> Add(NoticeEntry entry, CancellationToken cancellation = default);

    /// <summary>How many are on the room's list.</summary>
    ValueTask<long> Count(RoomId room, CancellationToken cancellation = default);

    /// <summary>Entries in the order in which they were added, those after <paramref name="after"/>; from the first on where it is null.</summary>
    ValueTask<IReadOnlyList<NoticeEntry>> Read(RoomId room, NoticeEntry? after, int limit, CancellationToken cancellation = default);

    /// <summary>The entry of one address; null when it is not on the list.</summary>
    ValueTask<NoticeEntry?> Find(RoomId room, ReadOnlyMemory<byte> fingerprint, CancellationToken cancellation = default);

    /// <summary>Takes an address off the list. False when it was not there.</summary>
    ValueTask<bool> Remove(RoomId room, ReadOnlyMemory<byte> fingerprint, CancellationToken cancellation = default);

    /// <summary>Takes everything off the list that one browser put there; how much that was.</summary>
    ValueTask<int> RemoveOf(RoomId room, ReadOnlyMemory<byte> browser, CancellationToken cancellation = default);

    /// <summary>Takes every address off the lists of all rooms, also what the database would keep of them in its own files; how many.</summary>
    ValueTask<int> RemoveAll(CancellationToken cancellation = default);
}

/// <param name="Fingerprint">Keyed hash of the address: the same address has the same one within a room.</param>
/// <param name="Browser">Keyed hash of the browser, so that it can take back what it left.</param>
/// <param name="Request">Keyed hash of the request's idempotency key; null for a form, which has none.</param>
/// <param name="At">When it was asked for.</param>
/// <param name="Sealed">The address, encrypted.</param>
public sealed record NoticeEntry(
    RoomId Room, ReadOnlyMemory<byte> Fingerprint, ReadOnlyMemory<byte> Browser, ReadOnlyMemory<byte>? Request, DateTimeOffset At, ReadOnlyMemory<byte> Sealed);

/// <summary>What became of an entry.</summary>
public enum NoticeAdding
{
    Added,

    /// <summary>The address was there; nothing changed.</summary>
    Known,

    /// <summary>The same idempotency key brought another address before; nothing changed.</summary>
    KeyReused,
}
