using WaitingRoom.Grains.Notices;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Queue.Notices;

internal sealed class NoticeReader(INoticeList list, NoticeSeal seal) : INoticeReader
{
    public async ValueTask<IReadOnlyList<Notice>> Read(RoomId room, Notice? after, int limit, CancellationToken cancellation = default)
    {
        var entries = await list.Read(room, after?.Entry, limit, cancellation);
        var notices = new List<Notice>(entries.Count);
        foreach (var entry in entries)
        {
            if (await seal.Open(entry, cancellation) is { } notice)
            {
                notices.Add(notice);
            }
        }

        return notices;
    }

    public async ValueTask<Notice?> Find(RoomId room, ReadOnlyMemory<byte> fingerprint, CancellationToken cancellation = default) =>
        await list.Find(room, fingerprint, cancellation) is { } entry ? await seal.Open(entry, cancellation) : null;

    public ValueTask<bool> Remove(Notice notice, CancellationToken cancellation = default) => list.Remove(notice.Entry.Room, notice.Entry.Fingerprint, cancellation);
}
