using System.Collections.Frozen;

namespace WaitingRoom.Storage.Dialects;

internal sealed class SqliteDialect : SqlDialect
{
    public const string Name = "sqlite";

    public override string Engine => Name;

    protected override FrozenDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        ["text"] = "TEXT",
        ["bytes"] = "BLOB",
        ["integer"] = "INTEGER",
        ["id"] = "BLOB",
        ["date"] = "TEXT",

        // The rows lie in the order of their key, so a stream's history is read from neighbouring pages.
        ["table"] = "STRICT, WITHOUT ROWID",
        ["table-of-replaced-rows"] = "STRICT, WITHOUT ROWID",
    }.ToFrozenDictionary();

    public override string BeginMigration => "BEGIN EXCLUSIVE";

    // The ids come as one JSON array of hexadecimal strings: one prepared text whatever their number.
    public override string FindOperations =>
        "SELECT seq, at, kind, body, operation FROM ledger WHERE stream = @stream AND operation IN (SELECT unhex(value) FROM json_each(@operations))";

    // There is one writer at a time, so stamps become visible in their order.
    public override string ReadAvailability => """
        SELECT now.next_cursor, a.centre, a.date, a.version, a.body
        FROM (SELECT coalesce(max(stamp), 0) AS next_cursor FROM availability) AS now
        LEFT JOIN availability AS a ON a.stamp > @cursor
        """;
}
