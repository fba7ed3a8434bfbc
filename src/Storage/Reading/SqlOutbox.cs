using Dapper;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Storage.Reading;

/// <summary>The outbox as a queue with leases: a taken message is due again when its lease ends, and only the newest taking may settle it.</summary>
internal sealed class SqlOutbox(Engine engine) : IOutbox
{
    private const string Waits = "sent_at IS NULL AND dead_at IS NULL";

    private const string Queue = """
        INSERT INTO outbox (id, kind, reference, at, due_at) VALUES (@id, @kind, @reference, @at, @at) ON CONFLICT (id) DO NOTHING
        """;

    /// <summary>
    /// The condition stands twice: who waited for somebody else's taking looks at the row again before taking it too. Materialized, because a selection with a limit that
    /// is run again for each row would each time select others.
    /// </summary>
    private readonly string take = $"""
        WITH due AS MATERIALIZED (
          SELECT id FROM outbox AS mine
          WHERE {Waits} AND due_at <= @now AND NOT EXISTS (
            SELECT 1 FROM outbox AS earlier
            WHERE earlier.reference = mine.reference AND earlier.sent_at IS NULL AND earlier.dead_at IS NULL
              AND (earlier.at < mine.at OR (earlier.at = mine.at AND earlier.id < mine.id)))
          ORDER BY due_at, id LIMIT @limit {engine.Dialect.SkipLocked})
        UPDATE outbox SET due_at = @until, lease = lease + 1
        WHERE {Waits} AND due_at <= @now AND id IN (SELECT id FROM due)
        RETURNING id, kind, reference, at, attempts, lease
        """;

    public async ValueTask Add(Projection.MessageQueued message, CancellationToken cancellation = default)
    {
        var parameters = new DynamicParameters(new { kind = message.Kind, reference = message.Reference });
        parameters.Add("id", engine.IdParameter(message.Id.Value));
        parameters.Add("at", Instants.ToMicroseconds(message.At));
        await engine.Execute(Queue, parameters, cancellation);
    }

    public async ValueTask<IReadOnlyList<OutboxMessage>> Take(DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken cancellation = default)
    {
        var rows = await engine.Change<(object Id, string Kind, string Reference, long At, long Attempts, long Lease)>(
            take, new { now = Instants.ToMicroseconds(now), until = Instants.ToMicroseconds(until), limit }, cancellation);
        return [.. rows.Select(r => new OutboxMessage(IdOf(r.Id), r.Kind, r.Reference, Instants.FromMicroseconds(r.At), (int)r.Attempts, r.Lease)).OrderBy(m => m.At)];
    }

    public async ValueTask<bool> Settle(OutboxMessage taken, Settlement settlement, CancellationToken cancellation = default)
    {
        var (change, at, reason) = settlement switch
        {
            Settlement.Sent s => ("sent_at = @at", s.At, null),
            Settlement.Withdrawn s => ("sent_at = @at, reason = @reason", s.At, s.Reason),
            Settlement.Failed s => ("due_at = @at, attempts = attempts + 1, reason = @reason", s.DueAt, s.Reason),
            Settlement.Postponed s => ("due_at = @at", s.DueAt, null),
            Settlement.GivenUp s => ("dead_at = @at, attempts = attempts + 1, reason = @reason", s.At, s.Reason),
            _ => throw new InvalidOperationException($"Storage does not know {settlement.GetType().Name}."),
        };
        var parameters = new DynamicParameters(new { reason, lease = taken.Lease });
        parameters.Add("id", engine.IdParameter(taken.Id.Value));
        parameters.Add("at", Instants.ToMicroseconds(at));
        return await engine.Execute($"UPDATE outbox SET {change} WHERE id = @id AND lease = @lease AND {Waits}", parameters, cancellation) == 1;
    }

    public ValueTask<IReadOnlyList<DeadLetter>> ReadDead(int limit, CancellationToken cancellation = default) => engine.Read(
        async (connection, cancellation) =>
        {
            var command = new CommandDefinition(
                "SELECT id, kind, reference, at, dead_at, attempts, reason FROM outbox WHERE dead_at IS NOT NULL ORDER BY dead_at DESC, id LIMIT @limit",
                new { limit },
                cancellationToken: cancellation);
            var rows = await connection.QueryAsync<(object Id, string Kind, string Reference, long At, long DeadAt, long Attempts, string? Reason)>(command);
            return (IReadOnlyList<DeadLetter>)
            [
                .. rows.Select(r => new DeadLetter(
                    IdOf(r.Id), r.Kind, r.Reference, Instants.FromMicroseconds(r.At), Instants.FromMicroseconds(r.DeadAt), (int)r.Attempts, r.Reason ?? "")),
            ];
        },
        cancellation);

    public ValueTask<int> Revive(OperationId? id, DateTimeOffset dueAt, CancellationToken cancellation = default)
    {
        var parameters = new DynamicParameters(new { dueAt = Instants.ToMicroseconds(dueAt) });
        parameters.Add("id", id is { } one ? engine.IdParameter(one.Value) : null);
        return engine.Execute(
            "UPDATE outbox SET dead_at = NULL, due_at = @dueAt, attempts = 0 WHERE dead_at IS NOT NULL" + (id is null ? "" : " AND id = @id"), parameters, cancellation);
    }

    public ValueTask<OutboxCounts> Count(CancellationToken cancellation = default) => engine.Read(
        async (connection, cancellation) =>
        {
            var command = new CommandDefinition(
                $"SELECT (SELECT count(*) FROM outbox WHERE {Waits}), (SELECT count(*) FROM outbox WHERE dead_at IS NOT NULL), (SELECT min(at) FROM outbox WHERE {Waits})",
                cancellationToken: cancellation);
            var (waiting, dead, oldest) = await connection.QuerySingleAsync<(long Waiting, long Dead, long? Oldest)>(command);
            return new OutboxCounts(waiting, dead, oldest is { } at ? Instants.FromMicroseconds(at) : null);
        },
        cancellation);

    public ValueTask<int> Forget(DateTimeOffset settledBefore, CancellationToken cancellation = default) =>
        engine.Execute("DELETE FROM outbox WHERE sent_at < @before", new { before = Instants.ToMicroseconds(settledBefore) }, cancellation);

    private static OperationId IdOf(object stored) => OperationId.From(stored as Guid? ?? new Guid((byte[])stored));
}
