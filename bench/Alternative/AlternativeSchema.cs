using Npgsql;

namespace WaitingRoom.Bench.Alternative;

/// <summary>The schema one would usually write: a counter per slot, a row per booking, constraints on both.</summary>
internal static class AlternativeSchema
{
    private const string Tables = """
        CREATE TABLE slots (
          id int PRIMARY KEY,
          centre int NOT NULL,
          day date NOT NULL,
          starts time NOT NULL,
          capacity int NOT NULL,
          booked int NOT NULL DEFAULT 0 CHECK (booked BETWEEN 0 AND capacity));
        CREATE TABLE codes (
          id int PRIMARY KEY,
          used boolean NOT NULL DEFAULT false);
        CREATE TABLE bookings (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          slot_id int NOT NULL REFERENCES slots,
          seat int NOT NULL,
          code_id int REFERENCES codes,
          dose smallint NOT NULL,
          booked_at timestamptz NOT NULL DEFAULT now(),
          UNIQUE (slot_id, seat));
        """;

    /// <summary>Only where codes are used: elsewhere it would be an index that slows the alternative down for nothing.</summary>
    private const string OncePerCode = "ALTER TABLE bookings ADD UNIQUE (code_id, dose)";

    private const string Fill = """
        INSERT INTO slots (id, centre, day, starts, capacity)
          SELECT (d - 1) * $2 + s, 1, date '2026-03-01' + d, time '08:00' + (s - 1) * interval '10 hours' / $2, $3
          FROM generate_series(1, $1) d, generate_series(1, $2) s;
        """;

    public static async Task CreateAsync(NpgsqlConnection connection, AlternativeRun run, CancellationToken cancellation)
    {
        await ExecuteAsync(connection, Tables, [], cancellation);
        await ExecuteAsync(connection, Fill, [run.Days, run.SlotsPerDay, run.CapacityPerSlot], cancellation);
        if (run.Pairs)
        {
            await ExecuteAsync(connection, OncePerCode, [], cancellation);
            await ExecuteAsync(connection, "INSERT INTO codes (id) SELECT generate_series(1, $1)", [run.CodesPerClient * run.Clients], cancellation);
        }

        await ExecuteAsync(connection, "VACUUM ANALYZE", [], cancellation);
    }

    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql, int[] values, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // Constant texts of this folder.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Bookings there are and, as a second witness, what the slots have counted.</summary>
    public static async Task<(long Rows, long Counted)> CountAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT (SELECT count(*) FROM bookings), (SELECT sum(booked) FROM slots)", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }
}
