namespace WaitingRoom.Bench.Alternative;

/// <summary>What each pgbench client does, over and over. A full slot rolls back, and then rows and transactions differ.</summary>
internal static class AlternativeScripts
{
    /// <summary>Locks the slot row, checks, counts up, inserts the booking. Needs :days and :slots_per_day.</summary>
    public const string OneBooking = """
        \set slot random(1, :days * :slots_per_day)
        BEGIN;
        SELECT capacity - booked AS free, booked + 1 AS seat FROM slots WHERE id = :slot FOR UPDATE \gset
        \if :free > 0
        UPDATE slots SET booked = booked + 1 WHERE id = :slot;
        INSERT INTO bookings (slot_id, seat, dose) VALUES (:slot, :seat, 1);
        COMMIT;
        \else
        ROLLBACK;
        \endif

        """;

    /// <summary>
    /// Locks the code and both slots, in the order of their ids so that no two transactions wait for each other, and
    /// books both or neither. The second day is <c>interval_days</c> after the first. Each client has codes of its own.
    /// </summary>
    public const string Pair = """
        \set drawn :drawn + 1
        \set code :client_id * :codes_per_client + :drawn
        \set day random(1, :days - :interval_days)
        \set a (:day - 1) * :slots_per_day + random(1, :slots_per_day)
        \set b (:day + :interval_days - 1) * :slots_per_day + random(1, :slots_per_day)
        BEGIN;
        SELECT used::int AS used FROM codes WHERE id = :code FOR UPDATE \gset
        WITH locked AS (SELECT id, capacity, booked FROM slots WHERE id IN (:a, :b) ORDER BY id FOR UPDATE) SELECT min(capacity - booked) AS free, min(booked + 1) FILTER (WHERE id = :a) AS seat_a, min(booked + 1) FILTER (WHERE id = :b) AS seat_b FROM locked \gset
        \if :free > 0 and :used = 0
        UPDATE slots SET booked = booked + 1 WHERE id IN (:a, :b);
        INSERT INTO bookings (slot_id, seat, code_id, dose) VALUES (:a, :seat_a, :code, 1), (:b, :seat_b, :code, 2);
        UPDATE codes SET used = true WHERE id = :code;
        COMMIT;
        \else
        ROLLBACK;
        \endif

        """;
}
