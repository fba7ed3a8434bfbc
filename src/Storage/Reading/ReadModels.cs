using Dapper;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Draws;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;

#pragma warning disable CA1849 // A row that has been read is in memory: its columns have nothing to wait for.

namespace WaitingRoom.Storage.Reading;

internal sealed class ReadModels(Engine engine) : IReadModels
{
    public ValueTask<AvailabilityChanges> ReadAvailability(long cursor, CancellationToken cancellation = default) => engine.Read(
        async (connection, cancellation) =>
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is one of this assembly's constants.
            command.CommandText = engine.Dialect.ReadAvailability;
#pragma warning restore CA2100
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@cursor";
            parameter.Value = cursor;
            command.Parameters.Add(parameter);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var rows = new List<AvailabilityRow>();
            var next = cursor;
            while (await reader.ReadAsync(cancellation))
            {
                next = reader.GetInt64(0);
                if (!reader.IsDBNull(1))
                {
                    var day = new DayId(reader.GetString(1), reader.GetFieldValue<DateOnly>(2));
                    rows.Add(new AvailabilityRow(day, reader.GetInt64(3), reader.GetFieldValue<byte[]>(4)));
                }
            }

            return new AvailabilityChanges(rows, next);
        },
        cancellation);

    public ValueTask<StreamId?> FindCode(string reference, CancellationToken cancellation = default) => engine.Read(
        async (connection, cancellation) =>
        {
            var command = new CommandDefinition("SELECT stream FROM booking_references WHERE reference = @reference", new { reference }, cancellationToken: cancellation);
            return await connection.QuerySingleOrDefaultAsync<string>(command) is { } stream ? new StreamId(stream) : (StreamId?)null;
        },
        cancellation);

    public ValueTask<IReadOnlyList<BookedCount>> CountBookings(CancellationToken cancellation = default) => engine.Read(
        async (connection, cancellation) =>
        {
            var command = new CommandDefinition(
                """
                SELECT r.vaccine, r.rule, r.interval_days, r.age, count(*) FROM booking_references r JOIN appointments a ON a.appointment = r.appointment
                GROUP BY r.vaccine, r.rule, r.interval_days, r.age
                """,
                cancellationToken: cancellation);
            var rows = await connection.QueryAsync<(string? Vaccine, long? Rule, long? IntervalDays, long? Age, long Bookings)>(command);
            return (IReadOnlyList<BookedCount>)[.. rows.Select(r => new BookedCount(r.Vaccine, r.Rule, (int?)r.IntervalDays, (int?)r.Age, r.Bookings))];
        },
        cancellation);

    public ValueTask<IReadOnlyList<StreamId>> FindBooked(string batch, StreamId? after, int limit, CancellationToken cancellation = default) => engine.Read(
        async (connection, cancellation) =>
        {
            var command = new CommandDefinition(
                """
                SELECT DISTINCT r.stream FROM booking_references r JOIN appointments a ON a.appointment = r.appointment
                WHERE r.batch = @batch AND r.stream > @after ORDER BY r.stream LIMIT @limit
                """,
                new { batch, after = after?.Value ?? "", limit },
                cancellationToken: cancellation);
            return (IReadOnlyList<StreamId>)[.. (await connection.QueryAsync<string>(command)).Select(stream => new StreamId(stream))];
        },
        cancellation);

    public ValueTask<int> CountBookings(ContactMarks marks, string? except = null, CancellationToken cancellation = default) => engine.Read(
        async (connection, cancellation) =>
        {
            const string Live = "SELECT count(*) FROM contact_keys k JOIN booking_references r ON r.reference = k.reference JOIN appointments a ON a.appointment = r.appointment WHERE";
            var most = 0L;
            foreach (var (column, mark) in new[] { ("email_mark", marks.Email), ("phone_mark", marks.Phone) })
            {
                if (mark is not null)
                {
                    var command = new CommandDefinition($"{Live} k.{column} = @mark AND k.reference <> @except", new { mark, except = except ?? "" }, cancellationToken: cancellation);
                    most = Math.Max(most, await connection.ExecuteScalarAsync<long>(command));
                }
            }

            return (int)most;
        },
        cancellation);

    public ValueTask<ReadOnlyMemory<byte>?> FindContactKey(string reference, CancellationToken cancellation = default) => engine.Read(
        async (connection, cancellation) =>
        {
            var command = new CommandDefinition("SELECT wrapped_key FROM contact_keys WHERE reference = @reference", new { reference }, cancellationToken: cancellation);
            return await connection.QuerySingleOrDefaultAsync<byte[]>(command) is { } key ? key : (ReadOnlyMemory<byte>?)null;
        },
        cancellation);

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> ReadRoster(RoomId room, long after = 0, CancellationToken cancellation = default) => engine.Read(
        async (connection, cancellation) =>
        {
            // The row that the wanted numbers begin in may begin with others.
            var command = new CommandDefinition(
                "SELECT first, leaves FROM roster WHERE room = @room AND first > @from ORDER BY first",
                new { room = room.Name, from = after - RoomLimits.LargestEntry },
                cancellationToken: cancellation);
            var rows = await connection.QueryAsync<(long First, byte[] Leaves)>(command);
            return (IReadOnlyList<ReadOnlyMemory<byte>>)
            [
                .. rows.SelectMany(row => Enumerable.Range(0, row.Leaves.Length / MerkleTree.HashBytes)
                    .Where(i => row.First + i > after)
                    .Select(i => (ReadOnlyMemory<byte>)row.Leaves.AsMemory(i * MerkleTree.HashBytes, MerkleTree.HashBytes))),
            ];
        },
        cancellation);

    public ValueTask<IReadOnlyList<Reminder>> ReadReminders(DateTimeOffset until, int limit, CancellationToken cancellation = default) => engine.Read(
        async (connection, cancellation) =>
        {
            var command = new CommandDefinition(
                "SELECT stream, due_at FROM reminders WHERE due_at <= @until ORDER BY due_at, stream LIMIT @limit",
                new { until = Instants.ToMicroseconds(until), limit },
                cancellationToken: cancellation);
            var rows = await connection.QueryAsync<(string Stream, long DueAt)>(command);
            return (IReadOnlyList<Reminder>)[.. rows.Select(r => new Reminder(new StreamId(r.Stream), Instants.FromMicroseconds(r.DueAt)))];
        },
        cancellation);
}
