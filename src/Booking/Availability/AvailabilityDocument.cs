using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace WaitingRoom.Booking.Availability;

/// <summary>A finished answer: bytes, the same compressed, and a tag that changes exactly when the bytes do.</summary>
internal sealed record AvailabilityDocument(byte[] Utf8, byte[] Gzip, string ETag)
{
    /// <summary>The tag as a header, made once.</summary>
    public StringValues TagHeader { get; } = ETag;

    /// <summary>
    /// Columns rather than rows: the n-th entries of the lists belong to the n-th date from <c>from</c> on, which makes the whole of a campaign a fifth
    /// as long.
    /// </summary>
    public static AvailabilityDocument Of(IEnumerable<CentreDays> centres, AvailabilityQuery query, DateOnly today)
    {
        var from = query.From ?? today;
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("from"u8, from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteStartArray("centres"u8);
            foreach (var centre in centres.Where(c => query.Centre is null || c.Centre == query.Centre).OrderBy(c => c.Centre, StringComparer.Ordinal))
            {
                Write(json, centre, query, from);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        var bytes = buffer.WrittenSpan.ToArray();
        return new AvailabilityDocument(bytes, Compress(bytes), $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"");
    }

    private static void Write(Utf8JsonWriter json, CentreDays centre, AvailabilityQuery query, DateOnly from)
    {
        var last = from.DayNumber + query.Days - 1;
        var columns = new SortedDictionary<string, Columns>(StringComparer.Ordinal);
        foreach (var day in centre.From(from))
        {
            var at = day.Day.Date.DayNumber;
            if (at > last)
            {
                break;
            }

            foreach (var totals in day.Totals)
            {
                if (query.Vaccine is null || totals.Vaccine == query.Vaccine)
                {
                    if (!columns.TryGetValue(totals.Vaccine, out var column))
                    {
                        columns.Add(totals.Vaccine, column = new Columns());
                    }

                    column.Add(at - from.DayNumber, totals);
                }
            }
        }

        if (columns.Count == 0)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("centre"u8, centre.Centre);
        json.WriteStartArray("vaccines"u8);
        foreach (var (vaccine, column) in columns)
        {
            json.WriteStartObject();
            json.WriteString("vaccine"u8, vaccine);
            Write(json, "free", column.Free);
            Write(json, "held", column.Held);
            Write(json, "capacity", column.Capacity);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, List<int> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes.Length / 4);
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    private sealed class Columns
    {
        public List<int> Free { get; } = [];

        public List<int> Held { get; } = [];

        public List<int> Capacity { get; } = [];

        public void Add(int at, VaccineTotals totals)
        {
            // Dates without this vaccine in between count nothing.
            while (Free.Count < at)
            {
                Free.Add(0);
                Held.Add(0);
                Capacity.Add(0);
            }

            Free.Add(totals.Web);
            Held.Add(totals.Held);
            Capacity.Add(totals.Capacity);
        }
    }
}
