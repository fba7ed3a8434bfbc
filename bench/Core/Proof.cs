using System.Data.Common;
using System.Globalization;

namespace WaitingRoom.Bench.Core;

/// <summary>Compares what was promised to clients with what is in the database. A figure without it would mean nothing.</summary>
public static class Proof
{
    private const string Seats = "SELECT centre, date, slot, seat FROM appointments";
    private const string Entries = "SELECT count(*) FROM ledger WHERE kind = 'seat-booked/1'";
    private const string Pairs = "SELECT count(*) FROM ledger WHERE kind = 'pair-booked/1'";

    /// <returns>Rows of live appointments, each promised exactly once.</returns>
    /// <param name="promised">Every seat that was acknowledged, as <c>centre/date/slot/seat</c>.</param>
    /// <param name="pairs">Acknowledged pairs; 0 when none were asked for.</param>
    /// <exception cref="InvalidOperationException">The database tells another story.</exception>
    public static async Task<long> RequireAsync(DbConnection connection, IReadOnlyCollection<string> promised, long pairs, CancellationToken cancellation)
    {
        var open = new HashSet<string>(promised, StringComparer.Ordinal);
        if (open.Count != promised.Count)
        {
            throw Contradiction($"{promised.Count} bookings were acknowledged on {open.Count} seats");
        }

        var rows = 0L;
        var strangers = 0L;
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = Seats;
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                rows++;
                strangers += open.Remove(Seat(reader.GetString(0), reader.GetFieldValue<DateOnly>(1), reader.GetString(2), reader.GetInt64(3))) ? 0 : 1;
            }
        }

        var entries = await CountAsync(connection, Entries, cancellation);
        var pairEntries = await CountAsync(connection, Pairs, cancellation);
        return strangers == 0 && open.Count == 0 && entries == rows && pairEntries == pairs
            ? rows
            : throw Contradiction($"{promised.Count} seats acknowledged, {rows} rows, {open.Count} promised without a row, {strangers} rows nobody was promised, {entries} ledger entries, {pairs} pairs acknowledged, {pairEntries} in the ledger");
    }

    public static string Seat(string centre, DateOnly date, string slot, long seat) =>
        string.Create(CultureInfo.InvariantCulture, $"{centre}/{date:yyyy-MM-dd}/{slot}/{seat}");

    private static async Task<long> CountAsync(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture);
    }

    private static InvalidOperationException Contradiction(FormattableString what) => new("Bookings do not add up: " + FormattableString.Invariant(what) + ".");
}
