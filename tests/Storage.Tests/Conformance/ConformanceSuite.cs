using WaitingRoom.Grains.Ledger;
using WaitingRoom.Storage.Tests.Databases;
using Xunit;

namespace WaitingRoom.Storage.Tests.Conformance;

/// <summary>The rules of the ports, the same for every engine. One class per concern derives from this once per engine.</summary>
public abstract class ConformanceSuite : IAsyncLifetime
{
    private ITestDatabase? database;
    private Store? store;

    private protected ITestDatabase Database => database!;

    private protected Store Store => store!;

    private protected ILedger Ledger => store!.Ledger;

    public async Task InitializeAsync()
    {
        database = await CreateDatabaseAsync();
        store = await Store.OpenAsync(database.Options);
    }

    public async Task DisposeAsync()
    {
        await store!.DisposeAsync();
        await database!.DisposeAsync();
    }

    private protected abstract Task<ITestDatabase> CreateDatabaseAsync();
}
