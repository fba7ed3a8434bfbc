using System.Collections.Frozen;

namespace WaitingRoom.Storage.Dialects;

internal sealed class PostgresDialect : SqlDialect
{
    public const string Name = "postgresql";

    public override string Engine => Name;

    protected override FrozenDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        // Keys are compared as bytes: quicker than by a language's rules, and the same on every machine.
        ["text"] = "text COLLATE \"C\"",
        ["bytes"] = "bytea",
        ["integer"] = "bigint",
        ["id"] = "uuid",
        ["date"] = "date",
        ["table"] = "",

        // Room for the next versions of a row on its own page, so that replacing it needs no new index entry.
        ["table-of-replaced-rows"] = "WITH (fillfactor = 50)",
    }.ToFrozenDictionary();

    // The key is any number that no other program locks: "wr-migr" in ASCII.
    public override string BeginMigration => "BEGIN; SELECT pg_advisory_xact_lock(33621061663287154)";

    public override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    // OFFSET 0 keeps the planner from joining the whole ledger instead of looking streams up one by one.
    public override string LoadMany => """
        SELECT s.seq, NULL::bigint AS at, NULL::text AS kind, s.body, NULL::uuid AS operation, s.stream
        FROM unnest(@streams) AS wanted (stream) CROSS JOIN LATERAL (SELECT * FROM snapshots WHERE snapshots.stream = wanted.stream OFFSET 0) AS s
        UNION ALL
        SELECT l.seq, l.at, l.kind, l.body, l.operation, l.stream
        FROM unnest(@streams) AS wanted (stream) CROSS JOIN LATERAL (
          SELECT * FROM ledger
          WHERE ledger.stream = wanted.stream AND ledger.seq > coalesce((SELECT seq FROM snapshots WHERE snapshots.stream = wanted.stream), 0)
          OFFSET 0) AS l
        ORDER BY seq
        """;

    public override string FindOperations => "SELECT seq, at, kind, body, operation FROM ledger WHERE stream = @stream AND operation = ANY(@operations) AND operation IS NOT NULL";

    // Every transaction below the snapshot's xmin has ended and is either seen now or will never be; whatever commits later has an id from xmin
    // on. Statement and snapshot are one, so nothing slips between them.
    public override string ReadAvailability => """
        SELECT now.next_cursor, a.centre, a.date, a.version, a.body
        FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS next_cursor) AS now
        LEFT JOIN availability AS a ON a.stamp >= @cursor
        """;
}
