using System.Data.Common;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Storage.Appending;
using WaitingRoom.Storage.Dialects;

namespace WaitingRoom.Storage.Sqlite;

internal sealed class SqliteEngine : Engine
{
    public const string FileName = "waitingroom.db";

    private readonly string connectionString;
    private readonly ILogger logger;
    private readonly long busyMilliseconds;

    /// <summary>SQLite has one writer at a time and makes others poll; within this process they queue here instead.</summary>
    private readonly SemaphoreSlim writing = new(1, 1);

    public SqliteEngine(StorageOptions options, ILogger logger)
    {
        this.logger = logger;
        busyMilliseconds = (long)options.CommitTimeout.TotalMilliseconds;
        Directory.CreateDirectory(options.DataFolder);
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(options.DataFolder, FileName),
            Pooling = true,

            // Waiting for another process's lock is left to busy_timeout below; the client's own waiting is coarse.
            DefaultTimeout = 1,
        }.ConnectionString;
    }

    public override SqlDialect Dialect { get; } = new SqliteDialect();

    public override async ValueTask<DbConnection> Open(CancellationToken cancellation) => await OpenSqlite(cancellation);

    public override IGroupWriter CreateGroupWriter() => new SqliteGroupWriter(OpenSqlite, writing, logger);

    protected override async ValueTask<T> Write<T>(Func<DbConnection, CancellationToken, Task<T>> statement, CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation);
        try
        {
            return await Run(statement, cancellation);
        }
        catch (Exception error) when (IsSilence(error, cancellation))
        {
            throw new LedgerUnavailableException("Storage did not answer a writing; it may have been done.", error);
        }
        finally
        {
            writing.Release();
        }
    }

    public override ValueTask<int> Shred(string table, CancellationToken cancellation) => Write(
        async (connection, cancellation) =>
        {
            // Freed pages are overwritten with zeros, and what the log still has of them is written over and cut off.
            await connection.ExecuteAsync(new CommandDefinition("PRAGMA secure_delete = ON", cancellationToken: cancellation));
            var rows = await connection.ExecuteScalarAsync<int>(new CommandDefinition($"SELECT count(*) FROM {table}", cancellationToken: cancellation));
            await connection.ExecuteAsync(new CommandDefinition($"DELETE FROM {table}", cancellationToken: cancellation));
            await connection.ExecuteAsync(new CommandDefinition("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken: cancellation));
            return rows;
        },
        cancellation);

    public override object OperationsParameter(IReadOnlyCollection<OperationId> operations) =>
        "[" + string.Join(',', operations.Select(o => "\"" + Convert.ToHexString(o.Value.ToByteArray()) + "\"")) + "]";

    public override object IdParameter(Guid id) => id.ToByteArray();

    public override void ForgetIdleConnections()
    {
        // A file has no connections that could have died.
    }

    public override ValueTask DisposeAsync()
    {
        writing.Dispose();
        using var pool = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(pool);
        return ValueTask.CompletedTask;
    }

    private async ValueTask<SqliteConnection> OpenSqlite(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A pragma takes no parameter; this is a number of our own options.
            command.CommandText = $"PRAGMA busy_timeout = {busyMilliseconds}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
