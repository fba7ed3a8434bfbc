using Microsoft.Extensions.Logging;
using Npgsql;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Storage.Appending;

namespace WaitingRoom.Storage.Postgres;

/// <summary>
/// Sends a whole transaction as one pipeline with one synchronisation at its end: the server runs it as one implicit transaction and answers
/// after the commit, so a group costs one round trip and no session ever idles while it holds locks.
/// </summary>
internal sealed class PostgresGroupWriter(NpgsqlDataSource source, TimeSpan commitTimeout, ILogger logger) : IGroupWriter
{
    private NpgsqlConnection? connection;

    public async ValueTask<GroupResult> Write(IReadOnlyList<AppendRequest> group)
    {
        try
        {
            connection ??= await source.OpenConnectionAsync();
            await using var batch = new NpgsqlBatch(connection) { Timeout = (int)Math.Ceiling(commitTimeout.TotalSeconds) };
            new GroupStatements(group).AddTo(batch);
            await batch.ExecuteNonQueryAsync();
            return GroupResult.Committed;
        }
        catch (PostgresException refusal) when (Refusal(refusal) is { } result)
        {
            return result;
        }
        catch (Exception error)
        {
            logger.LogWarning(error, "A commit of {Appends} appends ended in an unknown way.", group.Count);
            await DropConnectionAsync();
            return GroupResult.Unknown;
        }
    }

    public ValueTask DisposeAsync() => DropConnectionAsync();

    /// <summary>Null when the error does not tell that the transaction was undone.</summary>
    private static GroupResult? Refusal(PostgresException refusal) => refusal switch
    {
        { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "ledger_sequence" } => GroupResult.SequenceTaken,
        { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "ledger_operation" } => GroupResult.OperationRepeated,
        { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "appointments_seat" or "appointments_id" } => GroupResult.SeatTaken,
        _ => WasUndone(refusal.SqlState) ? GroupResult.Undone : null,
    };

    /// <summary>
    /// Bad data, a violated constraint, a rollback (classes 22, 23, 40): certain and confined to one append, which must not leave its neighbours in the dark.
    /// </summary>
    private static bool WasUndone(string sqlState) => sqlState.AsSpan(0, 2) is "22" or "23" or "40";

    private async ValueTask DropConnectionAsync()
    {
        if (connection is not { } dropped)
        {
            return;
        }

        connection = null;
        try
        {
            await dropped.DisposeAsync();
        }
        catch (Exception error)
        {
            logger.LogDebug(error, "A broken connection could not be closed in order.");
        }
    }
}
