using Microsoft.Data.Sqlite;

namespace WaitingRoom.Storage.Sqlite;

/// <summary>One statement, prepared at its first run; closing its connection frees it.</summary>
internal sealed class SqliteStatement
{
    private readonly SqliteCommand command;

    /// <param name="text">Its parameters are @1, @2 and so on.</param>
    public SqliteStatement(SqliteConnection connection, string text)
    {
        command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this assembly.
        command.CommandText = text;
#pragma warning restore CA2100
        for (var i = 1; text.Contains($"@{i}", StringComparison.Ordinal); i++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"@{i}" });
        }
    }

    public void Run(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }

    public long Ask() => (long)command.ExecuteScalar()!;
}
