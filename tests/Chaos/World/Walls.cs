using Npgsql;

namespace WaitingRoom.Chaos.World;

/// <summary>The control: takes away what fences a writer that is not alone.</summary>
internal static class Walls
{
    /// <summary>Both keys of the ledger and the index over seats. An index without uniqueness stands in, so that only the safety goes and not the speed.</summary>
    private const string Down = """
        ALTER TABLE ledger DROP CONSTRAINT ledger_sequence;
        DROP INDEX ledger_operation;
        ALTER TABLE appointments DROP CONSTRAINT appointments_seat;
        CREATE INDEX ledger_by_stream ON ledger (stream, seq);
        CREATE INDEX ledger_by_operation ON ledger (stream, operation);
        """;

    public static async Task TearDownAsync(string database, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(cancellation);
        await using var drop = new NpgsqlCommand(Down, connection);
        await drop.ExecuteNonQueryAsync(cancellation);
    }
}
