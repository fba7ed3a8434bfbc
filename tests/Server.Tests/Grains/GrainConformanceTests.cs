using WaitingRoom.Conformance;
using WaitingRoom.Server.Grains;
using WaitingRoom.Storage;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Grains;

/// <summary>The host for one machine has one process: here and there are the same.</summary>
public sealed class OneDirectory : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private Store store = null!;
    private GrainDirectory grains = null!;

    public GrainHosts Hosts { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        store = await Store.OpenAsync(new StorageOptions { DataFolder = folder.Path });
        grains = new GrainDirectory(store.Ledger, TimeProvider.System);
        Hosts = new GrainHosts(grains, grains, store.Ledger);
    }

    public async Task DisposeAsync()
    {
        await grains.DisposeAsync();
        await store.DisposeAsync();
        folder.Dispose();
    }
}

public sealed class DaysOnOneMachine(OneDirectory one) : DaySuite, IClassFixture<OneDirectory>
{
    protected override GrainHosts Hosts => one.Hosts;
}

public sealed class PairsOnOneMachine(OneDirectory one) : PairSuite, IClassFixture<OneDirectory>
{
    protected override GrainHosts Hosts => one.Hosts;
}

public sealed class RoomsOnOneMachine(OneDirectory one) : RoomSuite, IClassFixture<OneDirectory>
{
    protected override GrainHosts Hosts => one.Hosts;
}
