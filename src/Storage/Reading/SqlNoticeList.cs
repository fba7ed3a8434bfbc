using Dapper;
using WaitingRoom.Grains.Notices;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Storage.Reading;

internal sealed class SqlNoticeList(Engine engine) : INoticeList
{
    public async ValueTask<NoticeAdding> Add(NoticeEntry entry, CancellationToken cancellation = default)
    {
        // Either the address or the request may be there already.
        const string Insert = """
            INSERT INTO notices (room, fingerprint, browser, request, at, sealed)
            VALUES (@room, @fingerprint, @browser, @request, @at, @content)
            ON CONFLICT DO NOTHING
            """;
        var room = entry.Room.Name;
        var (fingerprint, request) = (entry.Fingerprint.ToArray(), entry.Request?.ToArray());
        var parameters = new { room, fingerprint, browser = entry.Browser.ToArray(), request, at = Instants.ToMicroseconds(entry.At), content = entry.Sealed.ToArray() };
        if (await engine.Execute(Insert, parameters, cancellation) == 1)
        {
            return NoticeAdding.Added;
        }

        if (request is null)
        {
            return NoticeAdding.Known;
        }

        var stored = await engine.Read(
            (connection, cancellation) => connection.QueryAsync<byte[]>(new CommandDefinition(
                "SELECT fingerprint FROM notices WHERE room = @room AND request = @request", new { room, request }, cancellationToken: cancellation)),
            cancellation);
        return stored.Any(other => !other.AsSpan().SequenceEqual(fingerprint)) ? NoticeAdding.KeyReused : NoticeAdding.Known;
    }

    public ValueTask<long> Count(RoomId room, CancellationToken cancellation = default) => engine.Read(
        (connection, cancellation) => connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT count(*) FROM notices WHERE room = @room", new { room = room.Name }, cancellationToken: cancellation)),
        cancellation);

    public ValueTask<IReadOnlyList<NoticeEntry>> Read(RoomId room, NoticeEntry? after, int limit, CancellationToken cancellation = default)
    {
        var beyond = after is null ? "" : "AND (at, fingerprint) > (@at, @fingerprint) ";
        return Select(
            room,
            $"{beyond}ORDER BY at, fingerprint LIMIT @limit",
            new { room = room.Name, at = after is null ? 0 : Instants.ToMicroseconds(after.At), fingerprint = after?.Fingerprint.ToArray() ?? [], limit },
            cancellation);
    }

    public async ValueTask<NoticeEntry?> Find(RoomId room, ReadOnlyMemory<byte> fingerprint, CancellationToken cancellation = default) =>
        await Select(room, "AND fingerprint = @fingerprint", new { room = room.Name, fingerprint = fingerprint.ToArray() }, cancellation) is [var entry] ? entry : null;

    public async ValueTask<bool> Remove(RoomId room, ReadOnlyMemory<byte> fingerprint, CancellationToken cancellation = default) => await engine.Execute(
        "DELETE FROM notices WHERE room = @room AND fingerprint = @fingerprint", new { room = room.Name, fingerprint = fingerprint.ToArray() }, cancellation) == 1;

    public ValueTask<int> RemoveOf(RoomId room, ReadOnlyMemory<byte> browser, CancellationToken cancellation = default) => engine.Execute(
        "DELETE FROM notices WHERE room = @room AND browser = @browser", new { room = room.Name, browser = browser.ToArray() }, cancellation);

    public ValueTask<int> RemoveAll(CancellationToken cancellation = default) => engine.Shred("notices", cancellation);

    private ValueTask<IReadOnlyList<NoticeEntry>> Select(RoomId room, string rest, object parameters, CancellationToken cancellation) => engine.Read(
        async (connection, cancellation) =>
        {
            var command = new CommandDefinition($"SELECT fingerprint, browser, request, at, sealed FROM notices WHERE room = @room {rest}", parameters, cancellationToken: cancellation);
            var rows = await connection.QueryAsync<(byte[] Fingerprint, byte[] Browser, byte[]? Request, long At, byte[] Sealed)>(command);
            return (IReadOnlyList<NoticeEntry>)
                [.. rows.Select(r => new NoticeEntry(room, r.Fingerprint, r.Browser, r.Request is null ? default(ReadOnlyMemory<byte>?) : r.Request.AsMemory(), Instants.FromMicroseconds(r.At), r.Sealed))];
        },
        cancellation);
}
