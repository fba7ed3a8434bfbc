using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Cluster.Backend;

/// <summary>Once a second: tells the cluster how this node's booking calls fared, and the rooms of this node how everybody's did.</summary>
/// <param name="rooms">Null on a node without waiting rooms.</param>
/// <param name="memory">Null on a node without waiting rooms.</param>
internal sealed class BackendRelay(IGrainFactory grains, CallCount count, TimeProvider time, IBackendSignal? rooms = null, IBackendMemory? memory = null) : BackgroundService
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await Exchange();
                }
                catch (Exception) when (!stoppingToken.IsCancellationRequested)
                {
                    // What was counted is lost with this second; the next second says how it is. Whatever it was, an exception from here would end the whole node.
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
