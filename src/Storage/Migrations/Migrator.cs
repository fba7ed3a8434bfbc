using System.Data.Common;
using Dapper;

namespace WaitingRoom.Storage.Migrations;

/// <summary>Brings a database to this program's schema, in one transaction, while nobody else does.</summary>
internal static class Migrator
{
    private const string CreateTable = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
          number {integer} NOT NULL PRIMARY KEY,
          name {text} NOT NULL,
          checksum {text} NOT NULL,
          applied_at {integer} NOT NULL
        ) {table}
        """;

    /// <exception cref="SchemaException">The database was migrated by another text, or by a newer program.</exception>
    public static async Task Apply(Engine engine, IReadOnlyList<Migration> migrations, TimeProvider time, CancellationToken cancellation)
    {
        await using var connection = await engine.Open(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(engine.Dialect.BeginMigration, cancellationToken: cancellation));
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(engine.Dialect.Translate(CreateTable), cancellationToken: cancellation));
            var applied = await connection.QueryAsync<(long Number, string Name, string Checksum)>(
                new CommandDefinition("SELECT number, name, checksum FROM schema_migrations ORDER BY number", cancellationToken: cancellation));
            foreach (var migration in Missing(migrations, applied))
            {
                await Apply(connection, engine, migration, time, cancellation);
            }

            await connection.ExecuteAsync(new CommandDefinition("COMMIT", cancellationToken: cancellation));
        }
        catch
        {
            await connection.ExecuteAsync("ROLLBACK");
            throw;
        }
    }

    private static IEnumerable<Migration> Missing(IReadOnlyList<Migration> migrations, IEnumerable<(long Number, string Name, string Checksum)> applied)
    {
        var missing = migrations.ToDictionary(m => (long)m.Number);
        foreach (var (number, name, checksum) in applied)
        {
            if (!missing.Remove(number, out var migration))
            {
                throw new SchemaException($"The database was migrated by a newer program ({name}). Run that version or a newer one.");
            }

            if (migration.Checksum != checksum)
            {
                throw new SchemaException($"Migration {name} was applied with another text than this program has. Migrations are never edited: restore the file and add a new one.");
            }
        }

        return missing.Values.OrderBy(m => m.Number);
    }

    private static async Task Apply(DbConnection connection, Engine engine, Migration migration, TimeProvider time, CancellationToken cancellation)
    {
        await connection.ExecuteAsync(new CommandDefinition(engine.Dialect.Translate(migration.Text), cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO schema_migrations (number, name, checksum, applied_at) VALUES (@number, @name, @checksum, @at)",
            new { number = (long)migration.Number, name = migration.Name, checksum = migration.Checksum, at = Instants.ToMicroseconds(time.GetUtcNow()) },
            cancellationToken: cancellation));
    }
}
