using System.Data.Common;
using Dapper;
using Npgsql;

namespace WaitingRoom.Storage.Tests.Databases;

internal sealed class PostgresDatabase(string connectionString) : ITestDatabase
{
    public StorageOptions Options => new() { ConnectionString = connectionString };

    public async Task<DbConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public async Task<DbConnection> BlockAppendsAsync()
    {
        var connection = await ConnectAsync();
        await connection.ExecuteAsync("BEGIN; LOCK TABLE ledger IN ACCESS EXCLUSIVE MODE");
        return connection;
    }

    public async Task RemoveFenceAsync()
    {
        await using var connection = await ConnectAsync();
        await connection.ExecuteAsync("ALTER TABLE ledger DROP CONSTRAINT ledger_sequence; DROP INDEX ledger_operation");
    }

    public async Task RemoveSeatWallAsync()
    {
        await using var connection = await ConnectAsync();
        await connection.ExecuteAsync("ALTER TABLE appointments DROP CONSTRAINT appointments_seat");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
