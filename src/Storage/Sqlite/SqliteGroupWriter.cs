using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Storage.Appending;

namespace WaitingRoom.Storage.Sqlite;

/// <summary>The one connection of this process that appends. Its statements are prepared once and run row by row: within a process that is no round trip.</summary>
internal sealed class SqliteGroupWriter(Func<CancellationToken, ValueTask<SqliteConnection>> open, SemaphoreSlim writing, ILogger logger) : IGroupWriter
{
    private SqliteConnection? connection;
    private SqliteStatements? statements;

    public async ValueTask<GroupResult> Write(IReadOnlyList<AppendRequest> group)
    {
        await writing.WaitAsync();
        try
        {
            connection ??= await open(CancellationToken.None);
            statements ??= new SqliteStatements(connection);
            return Write(group, statements);
        }
        catch (Exception error)
        {
            logger.LogWarning(error, "A commit of {Appends} appends ended in an unknown way.", group.Count);
            await DropConnectionAsync();
            return GroupResult.Unknown;
        }
        finally
        {
            writing.Release();
        }
    }

    public ValueTask DisposeAsync() => DropConnectionAsync();

    private static GroupResult Write(IReadOnlyList<AppendRequest> group, SqliteStatements statements)
    {
        // The write lock is taken at once, where waiting for it is harmless, and not at the first statement that writes.
        statements.Begin();
        try
        {
            foreach (var append in group)
            {
                statements.Append(append);
            }
        }
        catch (SqliteException refusal) when (Refusal(refusal) is { } result)
        {
            statements.Rollback();
            return result;
        }

        statements.Commit();
        return GroupResult.Committed;
    }

    /// <summary>Null when the error does not tell what became of the transaction. SQLite names the columns of the violated index in its message and nowhere else.</summary>
    private static GroupResult? Refusal(SqliteException refusal)
    {
        if (refusal.SqliteErrorCode != raw.SQLITE_CONSTRAINT)
        {
            return null;
        }

        return refusal.Message switch
        {
            var m when m.Contains("UNIQUE constraint failed: ledger.stream, ledger.seq", StringComparison.Ordinal) => GroupResult.SequenceTaken,
            var m when m.Contains("UNIQUE constraint failed: ledger.stream, ledger.operation", StringComparison.Ordinal) => GroupResult.OperationRepeated,
            var m when m.Contains("UNIQUE constraint failed: appointments.", StringComparison.Ordinal) => GroupResult.SeatTaken,
            _ => GroupResult.Undone,
        };
    }

    private async ValueTask DropConnectionAsync()
    {
        statements = null;
        if (connection is { } dropped)
        {
            connection = null;
            await dropped.DisposeAsync();
        }
    }
}
