using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Conformance;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Support;

namespace WaitingRoom.Cluster.Tests;

/// <summary>A cluster of two nodes on a private PostgreSQL.</summary>
public sealed class TwoNodes : IAsyncLifetime
{
    private PostgresCluster postgres = null!;

    public string Database { get; private set; } = "";

    public GrainHosts Hosts { get; private set; } = null!;

    internal Node First { get; private set; } = null!;

    internal Node Second { get; private set; } = null!;

    internal Task<string> NewDatabase(string name) => postgres.CreateDatabaseAsync(name);

    public async Task InitializeAsync()
    {
        postgres = await PostgresCluster.StartAsync(PostgresClusterOptions.NotDurable with { MaxConnections = 300 });
        Database = await postgres.CreateDatabaseAsync("cluster");
        First = await Node.Start(Database);
        Second = await Node.Start(Database);
        Hosts = new GrainHosts(First.Grains, Second.Grains, First.App.Services.GetRequiredService<ILedger>());
    }

    public async Task DisposeAsync()
    {
        await Second.DisposeAsync();
        await First.DisposeAsync();
        await postgres.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class SharedCluster : ICollectionFixture<TwoNodes>
{
    public const string Name = "cluster";
}
