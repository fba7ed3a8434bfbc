using WaitingRoom.Grains.Rooms;
using WaitingRoom.Web.Hosting;

namespace WaitingRoom.Cluster.Backend;

/// <summary>Once a second: tells the cluster how this node's booking calls fared, and the rooms of this node how everybody's did.</summary>
/// <param name="rooms">Null on a node without waiting rooms.</param>
/// <param name="memory">Null on a node without waiting rooms.</param>
internal sealed class BackendRelay(IGrainFactory grains, BackendCount count, TimeProvider time, ILogger<BackendRelay> log, IBackendSignal? rooms = null, IBackendMemory? memory = null)
    : PeriodicService(Every, time, log)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private long cursor;

    /// <summary>One second's exchange.</summary>
    internal async Task Exchange()
    {
        var backend = grains.GetGrain<IBackendGrain>(0);
        var own = count.Take();
        if (own != default)
        {
            await backend.Tell(own);
        }

        if (rooms is null || memory is null)
        {
            return;
        }

        var news = await backend.Hear(cursor);
        if (cursor == 0 && news.Known is { } known)
        {
            memory.Begin(known);
        }

        cursor = news.Cursor;
        rooms.Report(news.Calls);
        if (memory.Known.QuietMilliseconds > 0)
        {
            await backend.Learn(memory.Known);
        }
    }

    protected override bool BeginsAtOnce => false;

    /// <summary>What was counted is lost with a second that fails; the next one says how it is.</summary>
    protected override Task RunRound(CancellationToken stopping) => Exchange();
}
