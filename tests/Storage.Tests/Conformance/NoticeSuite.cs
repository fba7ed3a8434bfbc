using System.Text;
using WaitingRoom.Grains.Notices;
using WaitingRoom.Grains.Rooms;
using Xunit;
using static WaitingRoom.Storage.Tests.Conformance.Appends;

namespace WaitingRoom.Storage.Tests.Conformance;

public abstract class NoticeSuite : ConformanceSuite
{
    private static readonly RoomId Room = new("impfung");
    private static readonly RoomId OtherRoom = new("reise");

    [Fact]
    public async Task Who_asked_first_comes_first_and_one_reads_on_from_where_one_stopped()
    {
        foreach (var (address, minute) in new[] { ("c", 2), ("a", 1), ("b", 1), ("d", 3) })
        {
            Assert.Equal(NoticeAdding.Added, await Store.Notices.Add(Entry(Room, address, minute: minute)));
        }

        Assert.Equal(NoticeAdding.Added, await Store.Notices.Add(Entry(OtherRoom, "a")));

        var first = await Store.Notices.Read(Room, null, 2);
        var rest = await Store.Notices.Read(Room, first[^1], 10);

        Assert.Equal(["a", "b"], first.Select(Address));
        Assert.Equal(["c", "d"], rest.Select(Address));
        Assert.Equal((At.AddMinutes(2), "sealed c"), (rest[0].At, Encoding.UTF8.GetString(rest[0].Sealed.Span)));
        Assert.Empty(await Store.Notices.Read(Room, rest[^1], 10));
        Assert.Equal((4, 1), (await Store.Notices.Count(Room), await Store.Notices.Count(OtherRoom)));
    }

    [Fact]
    public async Task An_address_is_on_the_list_once_and_keeps_its_turn()
    {
        await Store.Notices.Add(Entry(Room, "a", minute: 1));

        Assert.Equal(NoticeAdding.Known, await Store.Notices.Add(Entry(Room, "a", browser: "other", minute: 9)));
        Assert.Equal(NoticeAdding.Known, await Store.Notices.Add(Entry(Room, "a", request: "r2", minute: 9)));

        var entry = Assert.Single(await Store.Notices.Read(Room, null, 10));
        Assert.Equal(At.AddMinutes(1), entry.At);
    }

    [Fact]
    public async Task One_request_brings_one_address()
    {
        await Store.Notices.Add(Entry(Room, "a", request: "r"));

        Assert.Equal(NoticeAdding.Known, await Store.Notices.Add(Entry(Room, "a", request: "r")));
        Assert.Equal(NoticeAdding.KeyReused, await Store.Notices.Add(Entry(Room, "b", request: "r")));
        Assert.Equal(NoticeAdding.Added, await Store.Notices.Add(Entry(OtherRoom, "b", request: "r")));
        Assert.Equal(NoticeAdding.Added, await Store.Notices.Add(Entry(Room, "b")));
        Assert.Equal(NoticeAdding.Added, await Store.Notices.Add(Entry(Room, "c")));
    }

    [Fact]
    public async Task What_is_taken_back_is_gone_and_nothing_else()
    {
        await Store.Notices.Add(Entry(Room, "a", browser: "kim"));
        await Store.Notices.Add(Entry(Room, "b", browser: "kim"));
        await Store.Notices.Add(Entry(Room, "c", browser: "robin"));
        await Store.Notices.Add(Entry(OtherRoom, "a", browser: "kim"));

        Assert.True(await Store.Notices.Remove(Room, Bytes("c")));
        Assert.False(await Store.Notices.Remove(Room, Bytes("c")));
        Assert.Equal(2, await Store.Notices.RemoveOf(Room, Bytes("kim")));

        Assert.Empty(await Store.Notices.Read(Room, null, 10));
        Assert.Single(await Store.Notices.Read(OtherRoom, null, 10));
    }

    [Fact]
    public async Task One_address_is_found_and_all_of_all_rooms_are_removed()
    {
        await Store.Notices.Add(Entry(Room, "a"));
        await Store.Notices.Add(Entry(OtherRoom, "b"));

        Assert.Equal("sealed a", Encoding.UTF8.GetString((await Store.Notices.Find(Room, Bytes("a")))!.Sealed.Span));
        Assert.Null(await Store.Notices.Find(Room, Bytes("b")));

        Assert.Equal(2, await Store.Notices.RemoveAll());
        Assert.Equal((0, 0, 0), (await Store.Notices.Count(Room), await Store.Notices.Count(OtherRoom), await Store.Notices.RemoveAll()));
    }

    [Fact]
    public async Task Of_many_who_leave_one_address_at_once_one_is_added()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => Store.Notices.Add(Entry(Room, "a", browser: $"b{i}")).AsTask())));

        Assert.Single(results, NoticeAdding.Added);
        Assert.Single(await Store.Notices.Read(Room, null, 10));
    }

    private static NoticeEntry Entry(RoomId room, string address, string browser = "kim", string? request = null, int minute = 0) =>
        new(room, Bytes(address), Bytes(browser), request is null ? default(ReadOnlyMemory<byte>?) : Bytes(request).AsMemory(), At.AddMinutes(minute), Bytes("sealed " + address));

    private static string Address(NoticeEntry entry) => Encoding.UTF8.GetString(entry.Fingerprint.Span);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
