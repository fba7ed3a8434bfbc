using System.Data.Common;
using Dapper;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Waitlist;

namespace WaitingRoom.Storage.Reading;

internal sealed class SqlWaitlist(Engine engine) : IWaitlist
{
    private const string Columns = "SELECT code, priority, at, wish, sealed, wrapped_key, missed, reference, until FROM waitlist";

    public async ValueTask<bool> Put(WaitlistEntry entry, CancellationToken cancellation = default) => await engine.Execute(
        """
        INSERT INTO waitlist (code, priority, at, wish, sealed, wrapped_key, missed) VALUES (@code, @priority, @at, @wish, @content, @key, @missed)
        ON CONFLICT (code) DO UPDATE SET wish = excluded.wish, sealed = excluded.sealed, wrapped_key = excluded.wrapped_key WHERE waitlist.reference IS NULL
        """,
        new
        {
            code = entry.Code.Hash, priority = entry.Priority, at = Instants.ToMicroseconds(entry.At), wish = entry.Wish.ToArray(), content = entry.SealedContact.ToArray(),
            key = entry.WrappedKey.ToArray(), missed = entry.Missed,
        },
        cancellation) == 1;

    public async ValueTask<WaitlistEntry?> Find(CodeId code, CancellationToken cancellation = default) =>
        (await Read($"{Columns} WHERE code = @code", new { code = code.Hash }, cancellation)).SingleOrDefault();

    public async ValueTask<WaitlistEntry?> FindOffer(string reference, CancellationToken cancellation = default) =>
        (await Read($"{Columns} WHERE reference = @reference", new { reference }, cancellation)).SingleOrDefault();

    public ValueTask<IReadOnlyList<WaitlistEntry>> ReadWaiting(WaitlistEntry? after, int limit, CancellationToken cancellation = default) => Read(
        $"{Columns} WHERE reference IS NULL{(after is null ? "" : " AND (missed, priority, at, code) > (@missed, @priority, @at, @code)")} ORDER BY missed, priority, at, code LIMIT @limit",
        new { missed = after?.Missed ?? 0, priority = after?.Priority ?? 0, at = after is null ? 0 : Instants.ToMicroseconds(after.At), code = after?.Code.Hash ?? "", limit },
        cancellation);

    public ValueTask<IReadOnlyList<WaitlistEntry>> ReadOffered(int limit, CancellationToken cancellation = default) =>
        Read($"{Columns} WHERE reference IS NOT NULL ORDER BY until, code LIMIT @limit", new { limit }, cancellation);

    public async ValueTask<bool> Offer(CodeId code, WaitlistOffer offer, CancellationToken cancellation = default) => await engine.Execute(
        "UPDATE waitlist SET reference = @reference, until = @until WHERE code = @code AND reference IS NULL",
        new { code = code.Hash, reference = offer.Reference, until = Instants.ToMicroseconds(offer.Until) },
        cancellation) == 1;

    public async ValueTask<bool> Return(CodeId code, WaitlistOffer offer, DateTimeOffset at, CancellationToken cancellation = default) => await engine.Execute(
        "UPDATE waitlist SET reference = NULL, until = NULL, missed = missed + 1, at = @at WHERE code = @code AND reference = @reference",
        new { code = code.Hash, reference = offer.Reference, at = Instants.ToMicroseconds(at) },
        cancellation) == 1;

    public async ValueTask<bool> Remove(CodeId code, CancellationToken cancellation = default) =>
        await engine.Execute("DELETE FROM waitlist WHERE code = @code", new { code = code.Hash }, cancellation) == 1;

    private ValueTask<IReadOnlyList<WaitlistEntry>> Read(string sql, object parameters, CancellationToken cancellation) => engine.Read(
        async (DbConnection connection, CancellationToken cancellation) =>
        {
            var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
            return (IReadOnlyList<WaitlistEntry>)[.. rows.Select(row => row.ToEntry())];
        },
        cancellation);

    private sealed class Row
    {
        public string Code { get; init; } = "";

        public long Priority { get; init; }

        public long At { get; init; }

        public byte[] Wish { get; init; } = [];

        public byte[] Sealed { get; init; } = [];

        public byte[] Wrapped_Key { get; init; } = [];

        public long Missed { get; init; }

        public string? Reference { get; init; }

        public long? Until { get; init; }

        public WaitlistEntry ToEntry() => new(
            new CodeId(Code), (int)Priority, Instants.FromMicroseconds(At), Wish, Sealed, Wrapped_Key, (int)Missed,
            Reference is null || Until is null ? null : new WaitlistOffer(Reference, Instants.FromMicroseconds(Until.Value)));
    }
}
