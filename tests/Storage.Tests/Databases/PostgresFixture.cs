using System.Globalization;
using WaitingRoom.Support;
using Xunit;

namespace WaitingRoom.Storage.Tests.Databases;

/// <summary>One cluster for all tests of the assembly; every test has a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresCluster? cluster;
    private int databases;

    public PostgresCluster Cluster => cluster ?? throw new InvalidOperationException("The cluster is not started yet.");

    public async Task InitializeAsync() => cluster = await PostgresCluster.StartAsync(PostgresClusterOptions.NotDurable with { MaxConnections = 300 });

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    public async Task<ITestDatabase> CreateDatabaseAsync()
    {
        var name = "t" + Interlocked.Increment(ref databases).ToString(CultureInfo.InvariantCulture);
        return new PostgresDatabase(await Cluster.CreateDatabaseAsync(name));
    }
}

[CollectionDefinition(Name)]
public sealed class SharedPostgres : ICollectionFixture<PostgresFixture>
{
    public const string Name = "PostgreSQL";
}
