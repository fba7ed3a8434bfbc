using System.Text.Unicode;
using CsvHelper;

namespace WaitingRoom.Server.Import;

/// <summary>
/// Reads a CSV file (RFC 4180, UTF-8 with or without byte order mark) whose header names its columns in any order. Everything is
/// read before anything is used.
/// </summary>
internal static class CsvTable
{
    /// <summary>Nine months of deliveries are 75 kB; a file a thousand times larger is another file.</summary>
    public const long MostBytes = 64 * 1024 * 1024;

    /// <param name="parse">Makes a row of the fields in the order of <paramref name="columns"/>, or says why not.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ParsedFile<TRow> Read<TRow>(string path, IReadOnlyList<string> columns, Func<string[], (TRow? Row, string? Fault)> parse)
        where TRow : class
    {
        if (new FileInfo(path).Length > MostBytes)
        {
            return Unreadable<TRow>(path, 1, $"The file is larger than {MostBytes / 1024 / 1024} MB.");
        }

        var bytes = File.ReadAllBytes(path);
        if (FirstLineThatIsNotUtf8(bytes) is { } wrong)
        {
            return Unreadable<TRow>(path, wrong, "The file is not encoded in UTF-8.");
        }

        var bad = new List<BadLine>();
        var rows = new List<TRow>();
        using var csv = CsvReader.Create(bytes, new CsvReaderOptions
        {
            Separator = ',',
            TrimWhitespace = true,
            TrackLineNumbers = true,
            // One quotation mark too many must not swallow the rest of the file.
            AllowLineBreaksInQuotes = false,
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            OnMalformedRecord = malformed => bad.Add(new BadLine(path, (int)malformed.LineNumber, Describe(malformed.Reason))),
        });
        csv.ReadHeader();
        string[] header = [.. csv.Headers];
        if (Places(header, columns, out var fault) is not { } places)
        {
            return Unreadable<TRow>(path, 1, fault);
        }

        while (csv.Read())
        {
            var (row, reason) = parse(Array.ConvertAll(places, csv.GetString));
            if (row is not null)
            {
                rows.Add(row);
            }
            else
            {
                bad.Add(new BadLine(path, (int)csv.LineNumber, reason!));
            }
        }

        return new ParsedFile<TRow>(rows, [.. bad.OrderBy(b => b.Line)]);
    }

    private static string Describe(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.FieldCountMismatch => "There are more or fewer fields than in the header.",
        CsvMalformedReason.UnterminatedQuote or CsvMalformedReason.LineBreakInQuotes => "A quotation mark is opened and not closed.",
        _ => "A quotation mark stands where none may stand.",
    };

    private static int[]? Places(string[] header, IReadOnlyList<string> columns, out string fault)
    {
        if (header.GroupBy(h => h).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            fault = $"The column '{twice.Key}' is there twice.";
            return null;
        }

        if (header.Length == 0)
        {
            fault = "The file is empty.";
            return null;
        }

        var missing = columns.Where(c => !header.Contains(c)).ToArray();
        fault = $"The header lacks {string.Join(", ", missing.Select(m => $"'{m}'"))}; it must name {string.Join(",", columns)}.";
        return missing.Length > 0 ? null : [.. columns.Select(c => Array.IndexOf(header, c))];
    }

    private static int? FirstLineThatIsNotUtf8(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return null;
        }

        var line = 1;
        while (bytes.IndexOf((byte)'\n') is var end and >= 0 && Utf8.IsValid(bytes[..end]))
        {
            bytes = bytes[(end + 1)..];
            line++;
        }

        return line;
    }

    private static ParsedFile<TRow> Unreadable<TRow>(string path, int line, string reason) => new([], [new BadLine(path, line, reason)], Unreadable: true);
}
