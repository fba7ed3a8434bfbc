using System.Data.Common;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;

#pragma warning disable CA1849 // A row that has been read is in memory: its columns have nothing to wait for.

namespace WaitingRoom.Storage.Reading;

/// <summary>Reads histories. Plain ADO.NET: a grain that wakes up waits for this.</summary>
internal sealed class LedgerReading(Engine engine)
{
    // One statement, therefore one moment: a snapshot written between two statements would hide the entries that it sums up. The snapshot
    // sorts first, because its sequence is below those of the entries after it.
    private const string LoadText = """
        SELECT seq, NULL AS at, NULL AS kind, body, NULL AS operation FROM snapshots WHERE stream = @stream
        UNION ALL
        SELECT seq, at, kind, body, operation FROM ledger
        WHERE stream = @stream AND seq > coalesce((SELECT s.seq FROM snapshots AS s WHERE s.stream = @stream), 0)
        ORDER BY seq
        """;

    public ValueTask<StreamHistory> Load(StreamId stream, CancellationToken cancellation) => engine.Read(
        async (connection, cancellation) =>
        {
            await using var command = Command(connection, LoadText, stream);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            Snapshot? snapshot = null;
            var entries = new List<LedgerEntry>();
            while (await reader.ReadAsync(cancellation))
            {
                if (reader.IsDBNull(2))
                {
                    snapshot = new Snapshot(reader.GetInt64(0), reader.GetFieldValue<byte[]>(3));
                }
                else
                {
                    entries.Add(Entry(reader));
                }
            }

            return snapshot is null && entries.Count == 0 ? StreamHistory.Empty : new StreamHistory(snapshot, entries);
        },
        cancellation);

    /// <summary>Many histories as of one moment; streams without one are left out. Only where the dialect has a text for it.</summary>
    public ValueTask<IReadOnlyDictionary<StreamId, StreamHistory>> LoadMany(IReadOnlyCollection<StreamId> streams) => engine.Read(
        async (connection, cancellation) =>
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is one of this assembly's constants.
            command.CommandText = engine.Dialect.LoadMany!;
#pragma warning restore CA2100
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@streams";
            parameter.Value = streams.Select(s => s.Value).ToArray();
            command.Parameters.Add(parameter);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var snapshots = new Dictionary<StreamId, Snapshot>();
            var entries = new Dictionary<StreamId, List<LedgerEntry>>();
            while (await reader.ReadAsync(cancellation))
            {
                var stream = new StreamId(reader.GetString(5));
                if (reader.IsDBNull(2))
                {
                    snapshots.Add(stream, new Snapshot(reader.GetInt64(0), reader.GetFieldValue<byte[]>(3)));
                    continue;
                }

                if (!entries.TryGetValue(stream, out var own))
                {
                    entries.Add(stream, own = []);
                }

                own.Add(Entry(reader));
            }

            return (IReadOnlyDictionary<StreamId, StreamHistory>)entries.Keys.Union(snapshots.Keys).ToDictionary(
                s => s, s => new StreamHistory(snapshots.GetValueOrDefault(s), entries.GetValueOrDefault(s) ?? []));
        },
        CancellationToken.None);

    public ValueTask<IReadOnlyList<LedgerEntry>> FindOperations(StreamId stream, IReadOnlyCollection<OperationId> operations, CancellationToken cancellation) =>
        operations.Count == 0 ? new([]) : engine.Read(
            async (connection, cancellation) =>
            {
                await using var command = Command(connection, engine.Dialect.FindOperations, stream);
                var parameter = command.CreateParameter();
                parameter.ParameterName = "@operations";
                parameter.Value = engine.OperationsParameter(operations);
                command.Parameters.Add(parameter);
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                var entries = new List<LedgerEntry>();
                while (await reader.ReadAsync(cancellation))
                {
                    entries.Add(Entry(reader));
                }

                return (IReadOnlyList<LedgerEntry>)entries;
            },
            cancellation);

    private static DbCommand Command(DbConnection connection, string text, StreamId stream)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is one of this assembly's constants.
        command.CommandText = text;
#pragma warning restore CA2100
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@stream";
        parameter.Value = stream.Value;
        command.Parameters.Add(parameter);
        return command;
    }

    private static LedgerEntry Entry(DbDataReader reader) => new(
        reader.GetInt64(0),
        Instants.FromMicroseconds(reader.GetInt64(1)),
        reader.GetString(2),
        reader.GetFieldValue<byte[]>(3),
        reader.IsDBNull(4) ? null : new OperationId(reader.GetGuid(4)));
}
