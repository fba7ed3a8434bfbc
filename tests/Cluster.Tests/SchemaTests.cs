using Dapper;
using Npgsql;
using WaitingRoom.Cluster.Schema;

namespace WaitingRoom.Cluster.Tests;

[Collection(SharedCluster.Name)]
public sealed class SchemaTests(TwoNodes two)
{
    private const string FirstWrite = """
        INSERT INTO OrleansStorage (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
        VALUES (1, 2, 3, 4, 'state', NULL, 'service', NULL, now(), 1)
        """;

    [Fact]
    public async Task Nodes_that_start_at_once_make_it_once()
    {
        var database = await two.NewDatabase("together");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OrleansSchema.Apply(database, CancellationToken.None)));
        await using var connection = new NpgsqlConnection(database);
        Assert.Equal(20, await connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM OrleansQuery"));
    }

    [Fact]
    public async Task A_statement_of_an_older_version_is_brought_up_to_date()
    {
        var database = await two.NewDatabase("older");
        await OrleansSchema.Apply(database, CancellationToken.None);
        await using var connection = new NpgsqlConnection(database);
        await connection.ExecuteAsync("UPDATE OrleansQuery SET QueryText = 'SELECT 1' WHERE QueryKey = 'GatewaysQueryKey'");
        await OrleansSchema.Apply(database, CancellationToken.None);
        Assert.Contains("ProxyPort", await connection.ExecuteScalarAsync<string>("SELECT QueryText FROM OrleansQuery WHERE QueryKey = 'GatewaysQueryKey'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_is_written_for_the_first_time_once()
    {
        var database = await two.NewDatabase("once");
        await OrleansSchema.Apply(database, CancellationToken.None);
        await using var connection = new NpgsqlConnection(database);
        await connection.ExecuteAsync(FirstWrite);
        Assert.Equal(PostgresErrorCodes.UniqueViolation, (await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(FirstWrite))).SqlState);

        // The control: without the index there are two.
        await connection.ExecuteAsync("DROP INDEX OrleansStorageOnce");
        await connection.ExecuteAsync(FirstWrite);
        Assert.Equal(2, await connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM OrleansStorage"));
    }
}
