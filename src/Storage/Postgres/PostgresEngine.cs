using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Storage.Appending;
using WaitingRoom.Storage.Dialects;

namespace WaitingRoom.Storage.Postgres;

internal sealed class PostgresEngine : Engine
{
    /// <summary>The statements of this assembly and what Dapper makes of them; each is parsed and planned once per connection.</summary>
    private const int PreparedStatements = 32;

    /// <summary>A server that cannot be reached in this time is not there; groups behind this one wait as long.</summary>
    private const int ConnectSeconds = 5;

    private readonly NpgsqlDataSource source;
    private readonly StorageOptions options;
    private readonly ILogger logger;

    public PostgresEngine(StorageOptions options, ILogger logger)
    {
        this.options = options;
        this.logger = logger;
        var connection = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = "waitingroom",
            Timeout = ConnectSeconds,
            CommandTimeout = (int)Math.Ceiling(options.CommitTimeout.TotalSeconds),
            MaxAutoPrepare = PreparedStatements,
            AutoPrepareMinUsages = 2,
            MinPoolSize = 0,
            MaxPoolSize = options.ReadConnections + 1, // the one more is the group writer's
            Multiplexing = false,
            Enlist = false,

            // Nothing here sets anything on a session, so there is nothing to reset when it goes back to the pool.
            NoResetOnClose = true,
        };
        source = new NpgsqlDataSourceBuilder(connection.ConnectionString).Build();
    }

    public override SqlDialect Dialect { get; } = new PostgresDialect();

    public override async ValueTask<DbConnection> Open(CancellationToken cancellation) => await source.OpenConnectionAsync(cancellation);

    public override IGroupWriter CreateGroupWriter() => new PostgresGroupWriter(source, options.CommitTimeout, logger);

    protected override async ValueTask<T> Write<T>(Func<DbConnection, CancellationToken, Task<T>> statement, CancellationToken cancellation)
    {
        try
        {
            return await Run(statement, cancellation);
        }
        catch (Exception error) when (IsSilence(error, cancellation))
        {
            source.Clear();
            throw new LedgerUnavailableException("Storage did not answer a writing; it may have been done.", error);
        }
    }

    public override ValueTask<int> Shred(string table, CancellationToken cancellation) => Write(
        async (connection, cancellation) =>
        {
            // The pages are rewritten without the dead rows; the server's own log forgets them when it is recycled.
            var rows = await connection.ExecuteAsync(new CommandDefinition($"DELETE FROM {table}", cancellationToken: cancellation));
            if (rows > 0)
            {
                await connection.ExecuteAsync(new CommandDefinition($"VACUUM (FULL) {table}", cancellationToken: cancellation));
            }

            return rows;
        },
        cancellation);

    public override object OperationsParameter(IReadOnlyCollection<OperationId> operations) => operations.Select(o => o.Value).ToArray();

    public override object IdParameter(Guid id) => id;

    public override void ForgetIdleConnections() => source.Clear();

    public override ValueTask DisposeAsync() => source.DisposeAsync();
}
