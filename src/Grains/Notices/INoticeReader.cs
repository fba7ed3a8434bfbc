using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Grains.Notices;

/// <summary>The list of those who want to be told about freed appointments, opened, for whoever tells them.</summary>
public interface INoticeReader
{
    /// <summary>Who asked first comes first; those after <paramref name="after"/>, at most <paramref name="limit"/>. Entries that no key opens are left out.</summary>
    ValueTask<IReadOnlyList<Notice>> Read(RoomId room, Notice? after, int limit, CancellationToken cancellation = default);

    /// <summary>The one with this fingerprint; null when it is gone, or no key opens it.</summary>
    ValueTask<Notice?> Find(RoomId room, ReadOnlyMemory<byte> fingerprint, CancellationToken cancellation = default);

    /// <summary>Once told, or when the address turned out to be wrong: the address is gone when this returns. False when it was gone before.</summary>
    ValueTask<bool> Remove(Notice notice, CancellationToken cancellation = default);
}

/// <summary>Somebody to be told. Personal data: never logged.</summary>
/// <param name="Entry">As it is stored.</param>
/// <param name="Email">Null when they left a phone number.</param>
/// <param name="Phone">Digits, with a plus where one was given; null when they left an e-mail address.</param>
/// <param name="Language">de, en or de-easy.</param>
public sealed record Notice(NoticeEntry Entry, string? Email, string? Phone, string Language)
{
    public override string ToString() => nameof(Notice);
}
