using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Server.Metrics;
using WaitingRoom.Storage;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Metrics;

public sealed class StorageWatchTests
{
    [Fact]
    public async Task Silence_of_PostgreSQL_is_seen_and_so_is_its_end()
    {
        await using var cluster = await PostgresCluster.StartAsync(PostgresClusterOptions.NotDurable);
        await using var store = await Store.OpenAsync(new StorageOptions { ConnectionString = await cluster.CreateDatabaseAsync("watched") });
        using var watch = new StorageWatch(store.Documents, new FakeTimeProvider(), NullLogger<StorageWatch>.Instance);
        Assert.True(watch.Answers);

        await cluster.StopAsync(immediate: true);
        await watch.Look(CancellationToken.None);
        Assert.False(watch.Answers);

        await cluster.RestartAsync();
        await Again(watch);
        Assert.True(watch.Answers);
    }

    /// <summary>The first look may meet a connection that died with the old server.</summary>
    private static async Task Again(StorageWatch watch)
    {
        for (var time = 0; time < 3 && !watch.Answers; time++)
        {
            await watch.Look(CancellationToken.None);
        }
    }
}
