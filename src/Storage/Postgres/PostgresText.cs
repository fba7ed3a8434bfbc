namespace WaitingRoom.Storage.Postgres;

/// <summary>The statements of an append, each for many rows at once.</summary>
internal static class PostgresText
{
    public const string AppendEntries =
        "INSERT INTO ledger (stream, seq, at, kind, body, operation) SELECT * FROM unnest($1, $2, $3, $4, $5, $6)";

    public const string ReplaceSnapshots = """
        INSERT INTO snapshots (stream, seq, body) SELECT * FROM unnest($1, $2, $3)
        ON CONFLICT (stream) DO UPDATE SET seq = EXCLUDED.seq, body = EXCLUDED.body WHERE snapshots.seq < EXCLUDED.seq
        """;

    public const string Free = "DELETE FROM appointments WHERE appointment = ANY($1)";

    public const string Book =
        "INSERT INTO appointments (appointment, centre, date, slot, seat) SELECT * FROM unnest($1, $2, $3, $4, $5)";

    public const string ReplaceAvailability = """
        INSERT INTO availability (centre, date, version, body, stamp)
        SELECT n.*, pg_current_xact_id()::text::bigint FROM unnest($1, $2, $3, $4) AS n
        ON CONFLICT (centre, date) DO UPDATE SET version = EXCLUDED.version, body = EXCLUDED.body, stamp = EXCLUDED.stamp
        WHERE availability.version < EXCLUDED.version
        """;

    public const string ClearReminders = "DELETE FROM reminders WHERE stream = ANY($1)";

    public const string SetReminders = """
        INSERT INTO reminders (stream, due_at) SELECT * FROM unnest($1, $2)
        ON CONFLICT (stream) DO UPDATE SET due_at = EXCLUDED.due_at
        """;

    public const string IssueReferences = """
        INSERT INTO booking_references (reference, stream, appointment, vaccine, rule, interval_days, age, batch)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (reference) DO UPDATE SET appointment = EXCLUDED.appointment, vaccine = EXCLUDED.vaccine, rule = EXCLUDED.rule, interval_days = EXCLUDED.interval_days, age = EXCLUDED.age, batch = EXCLUDED.batch
        """;

    public const string StoreContactKeys = """
        INSERT INTO contact_keys (reference, wrapped_key, email_mark, phone_mark) SELECT * FROM unnest($1, $2, $3, $4)
        ON CONFLICT (reference) DO UPDATE SET wrapped_key = EXCLUDED.wrapped_key, email_mark = EXCLUDED.email_mark, phone_mark = EXCLUDED.phone_mark
        """;

    public const string QueueMessages = """
        INSERT INTO outbox (id, kind, reference, at, due_at) SELECT n.*, n.queued_at FROM unnest($1, $2, $3, $4) AS n (id, kind, reference, queued_at)
        ON CONFLICT (id) DO NOTHING
        """;

    public const string EnterRoster = "INSERT INTO roster (room, first, leaves) SELECT * FROM unnest($1, $2, $3)";
}
