using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Storage.Tests.Databases;
using Xunit;
using static WaitingRoom.Storage.Tests.Conformance.Appends;

namespace WaitingRoom.Storage.Tests;

public sealed class StorageDoorTests
{
    [Fact]
    public async Task All_ports_stand_on_one_store()
    {
        await using var database = new SqliteDatabase();
        await using var services = new ServiceCollection().AddStorage(database.Options).BuildServiceProvider();

        await services.GetRequiredService<ILedger>().Append(Append(Stream(1), 1, null, new Projection.ReferenceIssued("r", Stream(1))));

        Assert.Equal(Stream(1), await services.GetRequiredService<IReadModels>().FindCode("r"));
        Assert.True(await services.GetRequiredService<IDocuments>().Put("campaign", 0, new byte[] { 1 }));
        Assert.Equal(1, services.GetRequiredService<StorageCounters>().Appends);
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_said_at_once()
    {
        var options = new StorageOptions { ConnectionString = "Host=127.0.0.1;Port=1;Username=nobody;Password=secret-word;Database=none" };

        var refused = await Assert.ThrowsAsync<LedgerUnavailableException>(() => Store.OpenAsync(options));

        Assert.DoesNotContain("secret-word", refused.ToString(), StringComparison.Ordinal);
    }
}
