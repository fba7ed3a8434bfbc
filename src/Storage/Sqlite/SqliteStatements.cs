using Microsoft.Data.Sqlite;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Storage.Sqlite;

/// <summary>The prepared statements of an append.</summary>
internal sealed class SqliteStatements
{
    private readonly SqliteStatement begin;
    private readonly SqliteStatement commit;
    private readonly SqliteStatement rollback;
    private readonly SqliteStatement appendEntry;
    private readonly SqliteStatement replaceSnapshot;
    private readonly SqliteStatement free;
    private readonly SqliteStatement book;
    private readonly SqliteStatement nextStamp;
    private readonly SqliteStatement replaceAvailability;
    private readonly SqliteStatement clearReminder;
    private readonly SqliteStatement setReminder;
    private readonly SqliteStatement issueReference;
    private readonly SqliteStatement storeContactKey;
    private readonly SqliteStatement queueMessage;
    private readonly SqliteStatement enterRoster;

    /// <summary>The stamp of this transaction's availability rows; 0 before the first of them.</summary>
    private long stamp;

    public SqliteStatements(SqliteConnection connection)
    {
        begin = new SqliteStatement(connection, "BEGIN IMMEDIATE");
        commit = new SqliteStatement(connection, "COMMIT");
        rollback = new SqliteStatement(connection, "ROLLBACK");
        appendEntry = new SqliteStatement(connection, "INSERT INTO ledger (stream, seq, at, kind, body, operation) VALUES (@1, @2, @3, @4, @5, @6)");
        replaceSnapshot = new SqliteStatement(connection, """
            INSERT INTO snapshots (stream, seq, body) VALUES (@1, @2, @3)
            ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, body = excluded.body WHERE snapshots.seq < excluded.seq
            """);
        free = new SqliteStatement(connection, "DELETE FROM appointments WHERE appointment = @1");
        book = new SqliteStatement(connection, "INSERT INTO appointments (appointment, centre, date, slot, seat) VALUES (@1, @2, @3, @4, @5)");
        nextStamp = new SqliteStatement(connection, "SELECT coalesce(max(stamp), 0) + 1 FROM availability");
        replaceAvailability = new SqliteStatement(connection, """
            INSERT INTO availability (centre, date, version, body, stamp) VALUES (@1, @2, @3, @4, @5)
            ON CONFLICT (centre, date) DO UPDATE SET version = excluded.version, body = excluded.body, stamp = excluded.stamp
            WHERE availability.version < excluded.version
            """);
        clearReminder = new SqliteStatement(connection, "DELETE FROM reminders WHERE stream = @1");
        setReminder = new SqliteStatement(connection, "INSERT INTO reminders (stream, due_at) VALUES (@1, @2) ON CONFLICT (stream) DO UPDATE SET due_at = excluded.due_at");
        issueReference = new SqliteStatement(connection, """
            INSERT INTO booking_references (reference, stream, appointment, vaccine, rule, interval_days, age, batch) VALUES (@1, @2, @3, @4, @5, @6, @7, @8)
            ON CONFLICT (reference) DO UPDATE SET appointment = excluded.appointment, vaccine = excluded.vaccine, rule = excluded.rule, interval_days = excluded.interval_days, age = excluded.age, batch = excluded.batch
            """);
        storeContactKey = new SqliteStatement(connection, """
            INSERT INTO contact_keys (reference, wrapped_key, email_mark, phone_mark) VALUES (@1, @2, @3, @4)
            ON CONFLICT (reference) DO UPDATE SET wrapped_key = excluded.wrapped_key, email_mark = excluded.email_mark, phone_mark = excluded.phone_mark
            """);
        queueMessage = new SqliteStatement(connection, "INSERT INTO outbox (id, kind, reference, at, due_at) VALUES (@1, @2, @3, @4, @4) ON CONFLICT (id) DO NOTHING");
        enterRoster = new SqliteStatement(connection, "INSERT INTO roster (room, first, leaves) VALUES (@1, @2, @3)");
    }

    public void Begin()
    {
        stamp = 0;
        begin.Run();
    }

    public void Commit() => commit.Run();

    public void Rollback() => rollback.Run();

    public void Append(AppendRequest append)
    {
        foreach (var entry in append.Entries)
        {
            appendEntry.Run(append.Stream.Value, entry.Sequence, Instants.ToMicroseconds(entry.At), entry.Kind, Bytes(entry.Body), entry.Operation?.Value.ToByteArray());
        }

        if (append.Snapshot is { } snapshot)
        {
            replaceSnapshot.Run(append.Stream.Value, snapshot.Sequence, Bytes(snapshot.Body));
        }

        // Seats given back before seats taken: one may change hands within a commit.
        foreach (var freed in append.Projections.OfType<Projection.AppointmentFreed>())
        {
            free.Run(freed.Appointment.Value.ToByteArray());
        }

        foreach (var projection in append.Projections)
        {
            Project(projection);
        }
    }

    private void Project(Projection projection)
    {
        switch (projection)
        {
            case Projection.AppointmentFreed:
                break;
            case Projection.AppointmentBooked b:
                book.Run(b.Appointment.Value.ToByteArray(), b.Day.Centre, b.Day.Date, b.Slot.ToString(), (long)b.Seat);
                break;
            case Projection.AvailabilityChanged a:
                stamp = stamp == 0 ? nextStamp.Ask() : stamp;
                replaceAvailability.Run(a.Day.Centre, a.Day.Date, a.Version, Bytes(a.Body), stamp);
                break;
            case Projection.ReminderSet { DueAt: { } dueAt } r:
                setReminder.Run(r.Stream.Value, Instants.ToMicroseconds(dueAt));
                break;
            case Projection.ReminderSet r:
                clearReminder.Run(r.Stream.Value);
                break;
            case Projection.ReferenceIssued r:
                issueReference.Run(
                    r.Reference, r.Code.Value, r.Pair?.First.Value.ToByteArray(), r.Pair?.Vaccine, r.Pair?.Rule, (long?)r.Pair?.IntervalDays, (long?)r.Pair?.Age, r.Pair?.Batch);
                break;
            case Projection.ContactKeyStored k:
                storeContactKey.Run(k.Reference, Bytes(k.WrappedKey), k.Marks?.Email, k.Marks?.Phone);
                break;
            case Projection.MessageQueued m:
                queueMessage.Run(m.Id.Value.ToByteArray(), m.Kind, m.Reference, Instants.ToMicroseconds(m.At));
                break;
            case Projection.RosterEntered r:
                enterRoster.Run(r.Room.Name, r.First, Bytes(r.Leaves));
                break;
            default:
                throw new InvalidOperationException($"Storage does not know {projection.GetType().Name}.");
        }
    }

    /// <summary>The driver binds whole arrays only; most bodies are one.</summary>
    private static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : memory.ToArray();
}
