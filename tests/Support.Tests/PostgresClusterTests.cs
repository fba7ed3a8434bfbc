using Npgsql;
using Xunit;

namespace WaitingRoom.Support.Tests;

public sealed class PostgresClusterTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_committed_is_there_after_a_restart(bool immediate)
    {
        await using var cluster = await PostgresCluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync("one \"test\"");
        await ExecuteAsync(database, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (42)");

        await cluster.RestartAsync(immediate);

        Assert.Equal(42, await ExecuteAsync(database, "SELECT id FROM kept"));
    }

    [Fact]
    public async Task It_is_durable_unless_asked_otherwise()
    {
        await using var durable = await PostgresCluster.StartAsync();
        await using var quick = await PostgresCluster.StartAsync(PostgresClusterOptions.NotDurable);

        Assert.Equal("on,on", await ExecuteAsync(durable.ConnectionString, Durability));
        Assert.Equal("off,off", await ExecuteAsync(quick.ConnectionString, Durability));
    }

    [Fact]
    public async Task Nothing_is_left_of_it_when_disposed()
    {
        var cluster = await PostgresCluster.StartAsync(PostgresClusterOptions.NotDurable);
        var data = (string)(await ExecuteAsync(cluster.ConnectionString, "SHOW data_directory"))!;
        Assert.True(Directory.Exists(data));

        await cluster.DisposeAsync();

        Assert.False(Directory.Exists(Path.GetDirectoryName(data)));
        await Assert.ThrowsAsync<NpgsqlException>(() => ExecuteAsync(cluster.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task A_password_is_needed()
    {
        await using var cluster = await PostgresCluster.StartAsync(PostgresClusterOptions.NotDurable);
        var wrong = cluster.ConnectionString.Replace(cluster.Password, "guessed", StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(wrong, "SELECT 1"));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    private const string Durability = "SELECT current_setting('fsync') || ',' || current_setting('synchronous_commit')";

    private static async Task<object?> ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
#pragma warning disable CA2100 // Constant texts of this file.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }
}
