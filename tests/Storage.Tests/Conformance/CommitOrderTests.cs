using Dapper;
using Npgsql;
using WaitingRoom.Storage.Postgres;
using WaitingRoom.Storage.Tests.Databases;
using Xunit;
using static WaitingRoom.Storage.Tests.Conformance.Appends;

namespace WaitingRoom.Storage.Tests.Conformance;

/// <summary>PostgreSQL commits in another order than it numbers; a reader that trusts the numbers would miss rows.</summary>
[Collection(SharedPostgres.Name)]
public sealed class CommitOrderTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_row_whose_transaction_began_first_and_ended_last_is_not_missed()
    {
        await using var database = await postgres.CreateDatabaseAsync();
        await using var store = await Store.OpenAsync(database.Options);
        var (early, late) = (Day, Day with { Centre = "leipzig" });
        await using var slow = (NpgsqlConnection)await database.ConnectAsync();
        await slow.ExecuteAsync("BEGIN;");
        await ReplaceAsync(slow, early.Centre);

        await store.Ledger.Append(Append(Stream(1), 1, null, Available(late, 1)));
        var first = await store.ReadModels.ReadAvailability(0);
        Assert.Equal([late], first.Rows.Select(r => r.Day));

        await slow.ExecuteAsync("COMMIT");
        var second = await store.ReadModels.ReadAvailability(first.Cursor);
        Assert.Contains(early, second.Rows.Select(r => r.Day));

        // The control: going on from the highest stamp seen would have missed it.
        var stamps = (await slow.QueryAsync<(string Centre, long Stamp)>("SELECT centre, stamp FROM availability")).ToDictionary(r => r.Centre, r => r.Stamp);
        Assert.True(stamps[early.Centre] < stamps[late.Centre]);

        Assert.Empty((await store.ReadModels.ReadAvailability(second.Cursor)).Rows);
    }

    private static async Task ReplaceAsync(NpgsqlConnection connection, string centre)
    {
        await using var command = new NpgsqlCommand(PostgresText.ReplaceAvailability, connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [centre] });
        command.Parameters.Add(new NpgsqlParameter<DateOnly[]> { TypedValue = [Day.Date] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [1] });
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [[1]] });
        await command.ExecuteNonQueryAsync();
    }
}
