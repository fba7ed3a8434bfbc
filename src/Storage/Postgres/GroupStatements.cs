using Npgsql;
using NpgsqlTypes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Storage.Postgres;

/// <summary>
/// The statements of one group: at most one per table, its rows handed over as one array per column. What a later append replaces anyway (a day's
/// availability, a reminder) is written once.
/// </summary>
internal sealed class GroupStatements
{
    private readonly IReadOnlyList<AppendRequest> group;
    private readonly List<Projection.AppointmentFreed> freed = [];
    private readonly List<Projection.AppointmentBooked> booked = [];
    private readonly Dictionary<DayId, Projection.AvailabilityChanged> availability = [];
    private readonly Dictionary<StreamId, DateTimeOffset?> reminders = [];
    private readonly List<Projection.ReferenceIssued> references = [];
    private readonly Dictionary<string, Projection.ContactKeyStored> contactKeys = [];
    private readonly List<Projection.MessageQueued> messages = [];
    private readonly List<Projection.RosterEntered> rosters = [];

    public GroupStatements(IReadOnlyList<AppendRequest> group)
    {
        this.group = group;
        foreach (var append in group)
        {
            foreach (var projection in append.Projections)
            {
                Take(projection);
            }
        }
    }

    public void AddTo(NpgsqlBatch batch)
    {
        // First the ledger: whoever lost the race for a stream must learn it before anything else is touched.
        AddEntries(batch);
        AddSnapshots(batch);

        // Seats given back before seats taken: one may change hands within a commit.
        AddIfAny(batch, freed, PostgresText.Free, rows => [Column(NpgsqlDbType.Uuid, rows, f => f.Appointment.Value)]);
        AddIfAny(batch, booked, PostgresText.Book, rows =>
        [
            Column(NpgsqlDbType.Uuid, rows, b => b.Appointment.Value),
            Column(NpgsqlDbType.Text, rows, b => b.Day.Centre),
            Column(NpgsqlDbType.Date, rows, b => b.Day.Date),
            Column(NpgsqlDbType.Text, rows, b => b.Slot.ToString()),
            Column(NpgsqlDbType.Bigint, rows, b => (long)b.Seat),
        ]);
        AddIfAny(batch, [.. availability.Values], PostgresText.ReplaceAvailability, rows =>
        [
            Column(NpgsqlDbType.Text, rows, a => a.Day.Centre),
            Column(NpgsqlDbType.Date, rows, a => a.Day.Date),
            Column(NpgsqlDbType.Bigint, rows, a => a.Version),
            Column(NpgsqlDbType.Bytea, rows, a => a.Body),
        ]);
        AddIfAny(batch, [.. reminders.Where(r => r.Value is null)], PostgresText.ClearReminders, rows => [Column(NpgsqlDbType.Text, rows, r => r.Key.Value)]);
        AddIfAny(batch, [.. reminders.Where(r => r.Value is not null)], PostgresText.SetReminders, rows =>
        [
            Column(NpgsqlDbType.Text, rows, r => r.Key.Value),
            Column(NpgsqlDbType.Bigint, rows, r => Instants.ToMicroseconds(r.Value!.Value)),
        ]);
        AddIfAny(batch, references, PostgresText.IssueReferences, rows =>
        [
            Column(NpgsqlDbType.Text, rows, r => r.Reference),
            Column(NpgsqlDbType.Text, rows, r => r.Code.Value),
            Column(NpgsqlDbType.Uuid, rows, r => r.Pair?.First.Value),
            Column(NpgsqlDbType.Text, rows, r => r.Pair?.Vaccine),
            Column(NpgsqlDbType.Bigint, rows, r => r.Pair?.Rule),
            Column(NpgsqlDbType.Bigint, rows, r => (long?)r.Pair?.IntervalDays),
            Column(NpgsqlDbType.Bigint, rows, r => (long?)r.Pair?.Age),
            Column(NpgsqlDbType.Text, rows, r => r.Pair?.Batch),
        ]);
        AddIfAny(batch, [.. contactKeys], PostgresText.StoreContactKeys, rows =>
        [
            Column(NpgsqlDbType.Text, rows, k => k.Key),
            Column(NpgsqlDbType.Bytea, rows, k => k.Value.WrappedKey),
            Column(NpgsqlDbType.Text, rows, k => k.Value.Marks?.Email),
            Column(NpgsqlDbType.Text, rows, k => k.Value.Marks?.Phone),
        ]);
        AddIfAny(batch, messages, PostgresText.QueueMessages, rows =>
        [
            Column(NpgsqlDbType.Uuid, rows, m => m.Id.Value),
            Column(NpgsqlDbType.Text, rows, m => m.Kind),
            Column(NpgsqlDbType.Text, rows, m => m.Reference),
            Column(NpgsqlDbType.Bigint, rows, m => Instants.ToMicroseconds(m.At)),
        ]);
        AddIfAny(batch, rosters, PostgresText.EnterRoster, rows =>
        [
            Column(NpgsqlDbType.Text, rows, r => r.Room.Name),
            Column(NpgsqlDbType.Bigint, rows, r => r.First),
            Column(NpgsqlDbType.Bytea, rows, r => r.Leaves),
        ]);
    }

    private void Take(Projection projection)
    {
        switch (projection)
        {
            case Projection.AppointmentFreed f:
                freed.Add(f);
                break;
            case Projection.AppointmentBooked b:
                booked.Add(b);
                break;
            case Projection.AvailabilityChanged a:
                if (!availability.TryGetValue(a.Day, out var other) || other.Version < a.Version)
                {
                    availability[a.Day] = a;
                }

                break;
            case Projection.ReminderSet r:
                reminders[r.Stream] = r.DueAt;
                break;
            case Projection.ReferenceIssued r:
                references.Add(r);
                break;
            case Projection.ContactKeyStored k:
                contactKeys[k.Reference] = k;
                break;
            case Projection.MessageQueued m:
                messages.Add(m);
                break;
            case Projection.RosterEntered r:
                rosters.Add(r);
                break;
            default:
                throw new InvalidOperationException($"Storage does not know {projection.GetType().Name}.");
        }
    }

    private void AddEntries(NpgsqlBatch batch)
    {
        var count = group.Sum(a => a.Entries.Count);
        if (count == 0)
        {
            return;
        }

        var streams = new string[count];
        var sequences = new long[count];
        var instants = new long[count];
        var kinds = new string[count];
        var bodies = new ReadOnlyMemory<byte>[count];
        var operations = new Guid?[count];
        var row = 0;
        foreach (var append in group)
        {
            foreach (var entry in append.Entries)
            {
                streams[row] = append.Stream.Value;
                sequences[row] = entry.Sequence;
                instants[row] = Instants.ToMicroseconds(entry.At);
                kinds[row] = entry.Kind;
                bodies[row] = entry.Body;
                operations[row] = entry.Operation?.Value;
                row++;
            }
        }

        Add(batch, PostgresText.AppendEntries,
        [
            Column(NpgsqlDbType.Text, streams),
            Column(NpgsqlDbType.Bigint, sequences),
            Column(NpgsqlDbType.Bigint, instants),
            Column(NpgsqlDbType.Text, kinds),
            Column(NpgsqlDbType.Bytea, bodies),
            Column(NpgsqlDbType.Uuid, operations),
        ]);
    }

    private void AddSnapshots(NpgsqlBatch batch) =>
        AddIfAny(batch, [.. group.Where(a => a.Snapshot is not null)], PostgresText.ReplaceSnapshots, rows =>
        [
            Column(NpgsqlDbType.Text, rows, a => a.Stream.Value),
            Column(NpgsqlDbType.Bigint, rows, a => a.Snapshot!.Sequence),
            Column(NpgsqlDbType.Bytea, rows, a => a.Snapshot!.Body),
        ]);

    private static void AddIfAny<TRow>(NpgsqlBatch batch, IReadOnlyList<TRow> rows, string text, Func<IReadOnlyList<TRow>, NpgsqlParameter[]> columns)
    {
        if (rows.Count > 0)
        {
            Add(batch, text, columns(rows));
        }
    }

    private static void Add(NpgsqlBatch batch, string text, NpgsqlParameter[] columns)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var column in columns)
        {
            command.Parameters.Add(column);
        }

        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter<T[]> Column<T>(NpgsqlDbType type, T[] values) => new() { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = values };

    private static NpgsqlParameter<T[]> Column<TRow, T>(NpgsqlDbType type, IReadOnlyList<TRow> rows, Func<TRow, T> value)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        return Column(type, values);
    }
}
