using System.Data.Common;
using Dapper;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Storage.Appending;
using WaitingRoom.Storage.Dialects;

namespace WaitingRoom.Storage;

/// <summary>A database engine: connections, and the writing of groups.</summary>
internal abstract class Engine : IAsyncDisposable
{
    public abstract SqlDialect Dialect { get; }

    /// <summary>A connection for reading, from a pool.</summary>
    public abstract ValueTask<DbConnection> Open(CancellationToken cancellation);

    public abstract IGroupWriter CreateGroupWriter();

    /// <summary>Runs one writing statement in its own transaction; returns how many rows it changed.</summary>
    public ValueTask<int> Execute(string sql, object parameters, CancellationToken cancellation) =>
        Write((connection, cancellation) => connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellation)), cancellation);

    /// <summary>Runs one writing statement that returns rows, in its own transaction.</summary>
    public async ValueTask<IReadOnlyList<T>> Change<T>(string sql, object parameters, CancellationToken cancellation) =>
        [.. await Write((connection, cancellation) => connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellation)), cancellation)];

    /// <summary>Empties a table and sees to it that the database's own files keep nothing of its rows.</summary>
    /// <returns>How many rows there were.</returns>
    public abstract ValueTask<int> Shred(string table, CancellationToken cancellation);

    /// <exception cref="LedgerUnavailableException">Storage did not answer; it may have been done.</exception>
    protected abstract ValueTask<T> Write<T>(Func<DbConnection, CancellationToken, Task<T>> statement, CancellationToken cancellation);

    /// <summary>The parameter that <see cref="SqlDialect.FindOperations"/> takes.</summary>
    public abstract object OperationsParameter(IReadOnlyCollection<OperationId> operations);

    /// <summary>A 128-bit id as this engine's driver takes it.</summary>
    public abstract object IdParameter(Guid id);

    /// <summary>Forgets pooled connections that a failure may have left behind dead.</summary>
    public abstract void ForgetIdleConnections();

    public abstract ValueTask DisposeAsync();

    /// <summary>
    /// Runs a reading; once more on a fresh connection when the first failed, because after a restart of the server every pooled connection is dead.
    /// </summary>
    /// <exception cref="LedgerUnavailableException">It failed both times.</exception>
    public async ValueTask<T> Read<T>(Func<DbConnection, CancellationToken, Task<T>> reading, CancellationToken cancellation)
    {
        try
        {
            return await Run(reading, cancellation);
        }
        catch (Exception error) when (IsSilence(error, cancellation))
        {
            ForgetIdleConnections();
        }

        try
        {
            return await Run(reading, cancellation);
        }
        catch (Exception error) when (IsSilence(error, cancellation))
        {
            throw new LedgerUnavailableException("Storage did not answer.", error);
        }
    }

    /// <summary>Runs statements on a connection of the pool. Where it breaks under them the driver throws what its inner parts happen to meet then; that is a failure of storage and no fault of the statement.</summary>
    protected async ValueTask<T> Run<T>(Func<DbConnection, CancellationToken, Task<T>> statements, CancellationToken cancellation)
    {
        using var breakOff = new DriverCancellation(cancellation);
        await using var connection = await Open(breakOff.Token);
        try
        {
            return await statements(connection, breakOff.Token);
        }
        catch (Exception error) when (connection.State != System.Data.ConnectionState.Open && error is not OperationCanceledException && !SqlDialect.IsStorageFailure(error))
        {
            throw new IOException("The connection broke.", error);
        }
    }

    /// <summary>Also where the driver broke something off that nobody had cancelled, such as a connection that its pool was opening for somebody else.</summary>
    protected static bool IsSilence(Exception error, CancellationToken cancellation) =>
        SqlDialect.IsStorageFailure(error) || (error is OperationCanceledException && !cancellation.IsCancellationRequested);
}
