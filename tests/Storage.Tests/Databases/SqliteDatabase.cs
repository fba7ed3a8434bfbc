using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using WaitingRoom.Support;

namespace WaitingRoom.Storage.Tests.Databases;

internal sealed class SqliteDatabase : ITestDatabase
{
    private readonly TemporaryFolder folder = new();

    public StorageOptions Options => new() { DataFolder = folder.Path };

    public async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection($"Data Source={folder.File("waitingroom.db")};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public async Task<DbConnection> BlockAppendsAsync()
    {
        var connection = await ConnectAsync();
        await connection.ExecuteAsync("BEGIN IMMEDIATE");
        return connection;
    }

    public async Task RemoveFenceAsync()
    {
        await using var connection = await ConnectAsync();
        await connection.ExecuteAsync("""
            ALTER TABLE ledger RENAME TO fenced;
            CREATE TABLE ledger (stream TEXT, seq INTEGER, at INTEGER, kind TEXT, body BLOB, operation BLOB);
            INSERT INTO ledger SELECT * FROM fenced;
            DROP TABLE fenced;
            """);
    }

    public async Task RemoveSeatWallAsync()
    {
        await using var connection = await ConnectAsync();
        await connection.ExecuteAsync("""
            ALTER TABLE appointments RENAME TO walled;
            CREATE TABLE appointments (appointment BLOB, centre TEXT, date TEXT, slot TEXT, seat INTEGER);
            INSERT INTO appointments SELECT * FROM walled;
            DROP TABLE walled;
            """);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
