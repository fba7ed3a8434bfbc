using Dapper;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Storage.Tests.Databases;
using Xunit;
using static WaitingRoom.Storage.Tests.Conformance.Appends;

namespace WaitingRoom.Storage.Tests.Crashes;

/// <summary>SQLite has one writer at a time; an import may be one while the server runs.</summary>
public sealed class SecondProcessTests
{
    [Fact]
    public async Task An_append_waits_for_another_process_to_finish_writing()
    {
        await using var database = new SqliteDatabase();
        await using var store = await Store.OpenAsync(database.Options);
        await using var other = await database.ConnectAsync();
        await other.ExecuteAsync("BEGIN IMMEDIATE");

        var append = Task.Run(async () => await store.Ledger.Append(Append(Stream(1), 2)));
        await other.ExecuteAsync("INSERT INTO ledger (stream, seq, at, kind, body) VALUES (@Value, 1, 0, 'k', x'00')", new { Stream(1).Value });
        await other.ExecuteAsync("COMMIT");

        Assert.Equal(AppendResult.Committed, await append);
        Assert.Equal([1, 2], (await store.Ledger.Load(Stream(1))).Entries.Select(e => e.Sequence));
    }

    [Fact]
    public async Task An_append_that_waits_too_long_for_another_process_is_unknown()
    {
        await using var database = new SqliteDatabase();
        await using var store = await Store.OpenAsync(database.Options with { CommitTimeout = TimeSpan.FromMilliseconds(50) });
        await using var other = await database.ConnectAsync();
        await other.ExecuteAsync("BEGIN IMMEDIATE");

        Assert.Equal(AppendResult.Unknown, await store.Ledger.Append(Append(Stream(1), 1)));
        Assert.Empty((await store.Ledger.Load(Stream(1))).Entries);

        await other.ExecuteAsync("ROLLBACK");
        Assert.Equal(AppendResult.Committed, await store.Ledger.Append(Append(Stream(1), 1)));
    }

    [Fact]
    public async Task A_commit_is_flushed_in_full()
    {
        await using var database = new SqliteDatabase();
        await using var store = await Store.OpenAsync(database.Options);
        await using var engine = new Sqlite.SqliteEngine(database.Options, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        await using var connection = await engine.Open(default);

        Assert.Equal(("wal", 2L), (await connection.ExecuteScalarAsync<string>("PRAGMA journal_mode"), await connection.ExecuteScalarAsync<long>("PRAGMA synchronous")));
    }
}
