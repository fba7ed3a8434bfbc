using System.Threading.Channels;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Storage.Reading;

/// <summary>
/// Groups the loading of grains: what waits while a query is under way makes up the next one. In a surge every booking begins with a code that is
/// not in memory, and a round trip for each would cost more than the booking's own rows.
/// </summary>
internal sealed class LoadQueue : IAsyncDisposable
{
    /// <summary>Histories in one query. Most are a few rows; a day's may be megabytes, and whoever shares its query waits for it.</summary>
    private const int GroupLimit = 128;

    /// <summary>Queries at once, so that one large history does not hold up all others.</summary>
    private const int Lanes = 2;

    private readonly Channel<PendingLoad> queue = Channel.CreateUnbounded<PendingLoad>();
    private readonly Func<IReadOnlyCollection<StreamId>, ValueTask<IReadOnlyDictionary<StreamId, StreamHistory>>> load;
    private readonly Task lanes;

    /// <param name="load">Reads many histories at one moment; a stream without history may be left out.</param>
    public LoadQueue(Func<IReadOnlyCollection<StreamId>, ValueTask<IReadOnlyDictionary<StreamId, StreamHistory>>> load)
    {
        this.load = load;
        lanes = Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(RunAsync)));
    }

    /// <exception cref="LedgerUnavailableException">Storage did not answer, or is closed.</exception>
    public async ValueTask<StreamHistory> Load(StreamId stream, CancellationToken cancellation)
    {
        var pending = new PendingLoad(stream);
        return queue.Writer.TryWrite(pending)
            ? await pending.Task.WaitAsync(cancellation)
            : throw new LedgerUnavailableException("The store is closed.");
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await lanes;
    }

    private async Task RunAsync()
    {
        var group = new List<PendingLoad>(GroupLimit);
        while (await queue.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < GroupLimit && queue.Reader.TryRead(out var pending))
            {
                group.Add(pending);
            }

            try
            {
                var histories = await load(group.Select(p => p.Stream).ToHashSet());
                foreach (var pending in group)
                {
                    pending.TrySetResult(histories.GetValueOrDefault(pending.Stream, StreamHistory.Empty));
                }
            }
            catch (Exception error)
            {
                // Whatever it was, it is the callers' to hear and must not end the lane.
                foreach (var pending in group)
                {
                    pending.TrySetException(error);
                }
            }
        }
    }

    private sealed class PendingLoad(StreamId stream) : TaskCompletionSource<StreamHistory>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public StreamId Stream { get; } = stream;
    }
}
