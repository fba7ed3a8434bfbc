using System.Data;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using WaitingRoom.Chaos.World;

namespace WaitingRoom.Chaos.Checks;

/// <summary>Reads the database past the product: one snapshot of everything a check needs.</summary>
internal sealed class FactReader(string database)
{
    public async Task<Facts> ReadAsync(CancellationToken cancellation)
    {
        // Not pooled: the server behind it is restarted in between.
        await using var connection = new NpgsqlConnection(database + ";Pooling=false;Command Timeout=120");
        await connection.OpenAsync(cancellation);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        return new Facts
        {
            Appointments = await ListAsync(connection, "SELECT appointment, centre, date, slot, seat FROM appointments", row => new AppointmentRow(
                row.GetGuid(0), Day(row.GetString(1), row.GetFieldValue<DateOnly>(2)), row.GetString(3), (int)row.GetInt64(4)), cancellation),
            Rows = await ListAsync(connection, "SELECT centre, date, version, body FROM availability", row => new DayRow(
                Day(row.GetString(0), row.GetFieldValue<DateOnly>(1)), row.GetInt64(2), Slots(row.GetFieldValue<byte[]>(3))), cancellation),
            Days = DayBook.Fold(await EntriesAsync(connection, "stream LIKE 'day/%'", cancellation)),
            Codes = CodeBook.Fold(await EntriesAsync(connection, $"stream LIKE 'code/%' AND kind IN ({Listed(CodeBook.Kinds)})", cancellation)),
            Room = RoomBook.Fold(await EntriesAsync(connection, $"stream = 'room/{OpenedRoom.Name}' AND kind IN ({Listed(RoomBook.Kinds)})", cancellation)),
            References = (await ListAsync(connection, "SELECT reference FROM booking_references", row => row.GetString(0), cancellation)).ToHashSet(),
            TakenTwice = await ListAsync(
                connection, "SELECT stream || '@' || seq FROM ledger GROUP BY stream, seq HAVING count(*) > 1 LIMIT 20", row => row.GetString(0), cancellation),
        };
    }

    /// <summary>Codes with something begun that nobody has finished: they have asked to be woken.</summary>
    public async Task<long> UnfinishedAsync(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(cancellation);
        await using var count = new NpgsqlCommand("SELECT count(*) FROM reminders WHERE stream LIKE 'code/%'", connection);
        return (long)(await count.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Availability rows alone.</summary>
    public async Task<IReadOnlyList<DayRow>> RowsAsync(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(cancellation);
        return await ListAsync(connection, "SELECT centre, date, version, body FROM availability", row => new DayRow(
            Day(row.GetString(0), row.GetFieldValue<DateOnly>(1)), row.GetInt64(2), Slots(row.GetFieldValue<byte[]>(3))), cancellation);
    }

    private static Task<List<LedgerEntry>> EntriesAsync(NpgsqlConnection connection, string which, CancellationToken cancellation) => ListAsync(
        connection,
        $"SELECT stream, seq, kind, body FROM ledger WHERE {which} ORDER BY stream, seq",
        row => new LedgerEntry(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetFieldValue<byte[]>(3)),
        cancellation);

    private static async Task<List<T>> ListAsync<T>(NpgsqlConnection connection, string text, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // This file's own words.
        await using var command = new NpgsqlCommand(text, connection);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static string Day(string centre, DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"{centre}/{date:yyyy-MM-dd}");

    private static string Listed(string[] kinds) => string.Join(", ", kinds.Select(kind => $"'{kind}'"));

    /// <summary>Columns by vaccine: the n-th entries belong to the n-th slot.</summary>
    private static Dictionary<string, SlotCounts> Slots(byte[] body)
    {
        var slots = new Dictionary<string, SlotCounts>();
        using var row = JsonDocument.Parse(body);
        foreach (var vaccine in row.RootElement.GetProperty("vaccines").EnumerateArray())
        {
            var (starts, web, phone) = (Column(vaccine, "starts"), Column(vaccine, "web"), Column(vaccine, "phone"));
            var (held, capacity) = (Column(vaccine, "held"), Column(vaccine, "capacity"));
            for (var i = 0; i < starts.Length; i++)
            {
                slots.Add(
                    string.Create(CultureInfo.InvariantCulture, $"{starts[i] / 60:00}{starts[i] % 60:00}-{vaccine.GetProperty("vaccine").GetString()}"),
                    new SlotCounts(web[i], phone[i], held[i], capacity[i]));
            }
        }

        return slots;
    }

    private static int[] Column(JsonElement vaccine, string name) => [.. vaccine.GetProperty(name).EnumerateArray().Select(number => number.GetInt32())];
}
