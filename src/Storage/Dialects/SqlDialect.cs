using System.Collections.Frozen;
using System.Text;

namespace WaitingRoom.Storage.Dialects;

/// <summary>Where the two engines differ in their SQL. Everything else is one text for both.</summary>
internal abstract class SqlDialect
{
    /// <summary>Lower case; marks lines of a migration that are for this engine only.</summary>
    public abstract string Engine { get; }

    /// <summary>What stands in braces in a migration, and what it means here.</summary>
    protected abstract FrozenDictionary<string, string> Words { get; }

    /// <summary>
    /// Selects seq, at, kind, body, operation, stream of every one of @streams as of one moment, in sequence: the snapshot, whose kind is null, and the entries
    /// after it. Null where streams are better loaded one by one.
    /// </summary>
    public virtual string? LoadMany => null;

    /// <summary>Selects seq, at, kind, body, operation of those entries of @stream whose operation is among @operations.</summary>
    public abstract string FindOperations { get; }

    /// <summary>
    /// Selects the next cursor and centre, date, version, body of the rows that changed since @cursor: one row at least, with nulls after the cursor
    /// where nothing changed.
    /// </summary>
    public abstract string ReadAvailability { get; }

    /// <summary>At the end of a selection of rows to be changed: leaves those out that somebody else is changing. Empty where there is one writer at a time.</summary>
    public virtual string SkipLocked => "";

    /// <summary>Begins a transaction that nobody else's migration can overlap; waits for one under way.</summary>
    public abstract string BeginMigration { get; }

    /// <summary>True for any failure that comes from the database, its connection or the way there, and not from our own code.</summary>
    public static bool IsStorageFailure(Exception error) => error is System.Data.Common.DbException or TimeoutException or IOException or System.Net.Sockets.SocketException;

    /// <exception cref="FormatException">The text has a word in braces that nobody knows.</exception>
    public string Translate(string migration)
    {
        var translated = new StringBuilder(migration.Length);
        foreach (var line in migration.AsSpan().EnumerateLines())
        {
            if (line.TrimStart().StartsWith("--", StringComparison.Ordinal))
            {
                continue;
            }

            AppendLine(translated, line);
        }

        return translated.ToString();
    }

    private void AppendLine(StringBuilder translated, ReadOnlySpan<char> line)
    {
        while (line.IndexOf('{') is >= 0 and var start)
        {
            var end = line.IndexOf('}');
            var word = line[(start + 1)..end].ToString();
            translated.Append(line[..start]);
            line = line[(end + 1)..];
            if (word is PostgresDialect.Name or SqliteDialect.Name)
            {
                if (word != Engine)
                {
                    return;
                }
            }
            else
            {
                translated.Append(Words.TryGetValue(word, out var text) ? text : throw new FormatException($"No dialect knows the word {{{word}}}."));
            }
        }

        translated.Append(line).Append('\n');
    }
}
