using Dapper;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Storage.Reading;

internal sealed class SqlAuditLog(Engine engine) : IAuditLog
{
    public async ValueTask Append(AuditRecord record, CancellationToken cancellation = default)
    {
        const string Insert = """
            INSERT INTO audit (id, at, who, role, action, subject, before, after)
            VALUES (@id, @at, @who, @role, @action, @subject, @before, @after)
            """;
        // SQLite tells parameters by their letters' case.
        var parameters = new DynamicParameters(new { who = record.Who, role = record.Role, action = record.Action, subject = record.Subject, before = record.Before, after = record.After });
        parameters.Add("id", engine.IdParameter(OperationId.New().Value));
        parameters.Add("at", Instants.ToMicroseconds(record.At));
        await engine.Execute(Insert, parameters, cancellation);
    }

    public ValueTask<IReadOnlyList<AuditRecord>> Read(string? subject, int limit, CancellationToken cancellation = default) => engine.Read(
        async (connection, cancellation) =>
        {
            var where = subject is null ? "" : "WHERE subject = @subject ";
            var command = new CommandDefinition(
                $"SELECT at, who, role, action, subject, before, after FROM audit {where}ORDER BY at DESC, id LIMIT @limit",
                new { subject, limit },
                cancellationToken: cancellation);
            var rows = await connection.QueryAsync<(long At, string Who, string Role, string Action, string Subject, string? Before, string? After)>(command);
            return (IReadOnlyList<AuditRecord>)
                [.. rows.Select(r => new AuditRecord(Instants.FromMicroseconds(r.At), r.Who, r.Role, r.Action, r.Subject, r.Before, r.After))];
        },
        cancellation);
}
