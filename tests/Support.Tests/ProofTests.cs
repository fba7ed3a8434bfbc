using System.Data.Common;
using Microsoft.Data.Sqlite;
using WaitingRoom.Bench.Core;
using Xunit;

namespace WaitingRoom.Support.Tests;

/// <summary>A benchmark's figure counts only when every promise is a row; each way of breaking that must be noticed.</summary>
public sealed class ProofTests
{
    private static readonly DateOnly Date = new(2030, 3, 1);

    [Fact]
    public async Task Promises_that_are_all_rows_are_proven()
    {
        await using var database = await WithSeats(0, 1, 2);

        Assert.Equal(3, await Proof.RequireAsync(database, [Seat(0), Seat(1), Seat(2)], pairs: 0, CancellationToken.None));
    }

    [Theory]
    [InlineData(new[] { 0, 1 }, 0)] // a row that nobody was promised
    [InlineData(new[] { 0, 1, 2, 3 }, 0)] // a promise without a row
    [InlineData(new[] { 0, 1, 3 }, 0)] // as many as rows, but another seat
    [InlineData(new[] { 0, 1, 2, 2 }, 0)] // one seat promised to two
    [InlineData(new[] { 0, 1, 2 }, 1)] // a pair that is not in the ledger
    public async Task Anything_else_yields_no_figure(int[] promised, long pairs)
    {
        await using var database = await WithSeats(0, 1, 2);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Proof.RequireAsync(database, [.. promised.Select(Seat)], pairs, CancellationToken.None));

        Assert.Contains("do not add up", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_the_ledger_knows_nothing_of_yields_no_figure()
    {
        await using var database = await WithSeats(0, 1, 2);
        await ExecuteAsync(database, "DELETE FROM ledger WHERE rowid = 1");

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Proof.RequireAsync(database, [Seat(0), Seat(1), Seat(2)], pairs: 0, CancellationToken.None));
    }

    private static string Seat(int seat) => Proof.Seat("messe", Date, "0800-comirnaty", seat);

    private static async Task<DbConnection> WithSeats(params int[] seats)
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await ExecuteAsync(connection, "CREATE TABLE ledger (kind TEXT); CREATE TABLE appointments (centre TEXT, date TEXT, slot TEXT, seat INTEGER)");
        foreach (var seat in seats)
        {
            await ExecuteAsync(connection, FormattableString.Invariant($"INSERT INTO appointments VALUES ('messe', '2030-03-01', '0800-comirnaty', {seat})"));
            await ExecuteAsync(connection, "INSERT INTO ledger VALUES ('seat-booked/1')");
        }

        return connection;
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
