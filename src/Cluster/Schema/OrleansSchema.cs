using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace WaitingRoom.Cluster.Schema;

/// <summary>The tables and statements that Orleans uses; they live beside the ledger.</summary>
internal static class OrleansSchema
{
    /// <summary>Any number that nobody else locks; the first bytes of "waitorl".</summary>
    private const long Lock = 0x77616974_6f726c;

    /// <summary>The statements, which may be run again at any time.</summary>
    public static string Text
    {
        get
        {
            using var reader = new StreamReader(typeof(OrleansSchema).Assembly.GetManifestResourceStream("orleans.sql")!);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Brings the database up to date, one node at a time.</summary>
    /// <exception cref="NpgsqlException">The database does not answer, or this user may not create tables.</exception>
    [SuppressMessage("Security", "CA2100", Justification = "The statements are part of this program.")]
    public static async Task Apply(string connectionString, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var wait = new NpgsqlCommand("SELECT pg_advisory_xact_lock(@lock)", connection, transaction))
        {
            wait.Parameters.AddWithValue("lock", Lock);
            await wait.ExecuteNonQueryAsync(cancellation);
        }

        await using (var create = new NpgsqlCommand(Text, connection, transaction))
        {
            await create.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }
}
