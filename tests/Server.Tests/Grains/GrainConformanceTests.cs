using WaitingRoom.Conformance;
using WaitingRoom.Server.Grains;
using WaitingRoom.Storage;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Grains;

/// <summary>Two processes of the one-machine host on one embedded database: each has writers of its own, which fence each other.</summary>
public sealed class TwoDirectories : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private Store store = null!;
    private GrainDirectory here = null!;
    private GrainDirectory there = null!;

    public GrainHosts Hosts { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        store = await Store.OpenAsync(new StorageOptions { DataFolder = folder.Path });
        (here, there) = (new GrainDirectory(store.Ledger, TimeProvider.System), new GrainDirectory(store.Ledger, TimeProvider.System));
        Hosts = new GrainHosts(here, there, store.Ledger);
    }

    public async Task DisposeAsync()
    {
        await here.DisposeAsync();
        await there.DisposeAsync();
        await store.DisposeAsync();
        folder.Dispose();
    }
}

public sealed class DaysOnOneMachine(TwoDirectories two) : DaySuite, IClassFixture<TwoDirectories>
{
    protected override GrainHosts Hosts => two.Hosts;
}

public sealed class PairsOnOneMachine(TwoDirectories two) : PairSuite, IClassFixture<TwoDirectories>
{
    protected override GrainHosts Hosts => two.Hosts;
}

public sealed class RoomsOnOneMachine(TwoDirectories two) : RoomSuite, IClassFixture<TwoDirectories>
{
    protected override GrainHosts Hosts => two.Hosts;
}
