using Orleans.Runtime;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Cluster.Backend;

/// <summary>The state's name is unique among all grain types: the table's key does not hold the type.</summary>
[GrainType("backend")]
internal sealed class BackendGrain([PersistentState("rooms-backend-knowledge", BackendGrain.Storage)] IPersistentState<BackendMemory> memory, TimeProvider time) : Grain, IBackendGrain
{
    public const string Storage = "rooms";

    /// <summary>Tellings kept: a queue node that was away longer begins anew.</summary>
    private const int Kept = 256;

    /// <summary>A change below a tenth is not worth a write.</summary>
    private const double Notable = 0.1;

    /// <summary>A limit that nobody confirmed for so long says nothing about the backend of now.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly Queue<(long Cursor, BackendCalls Calls)> told = new();

    /// <summary>Instants, so that a cursor of an activation that is gone means the same here.</summary>
    private long last;

    public Task Tell(BackendCalls calls)
    {
        last = Math.Max(last + 1, time.GetUtcNow().UtcTicks);
        told.Enqueue((last, calls));
        if (told.Count > Kept)
        {
            told.Dequeue();
        }

        return Task.CompletedTask;
    }

    public Task<BackendNews> Hear(long cursor)
    {
        var fresh = cursor == 0 ? default : told.Where(entry => entry.Cursor > cursor).Aggregate(default(BackendCalls), (sum, entry) => sum + entry.Calls);
        var known = memory.State is { LearnedAt: { } at } state && time.GetUtcNow() - at < Fresh ? new BackendKnowledge(state.PerMinute, state.QuietMilliseconds) : null;
        return Task.FromResult(new BackendNews(last == 0 ? time.GetUtcNow().UtcTicks : last, fresh, known));
    }

    public async Task Learn(BackendKnowledge known)
    {
        var before = memory.State;
        var isStale = before.LearnedAt is not { } at || time.GetUtcNow() - at > Fresh / 2;
        if (!isStale && !Differs(before.PerMinute ?? 0, known.PerMinute ?? 0) && !Differs(before.QuietMilliseconds, known.QuietMilliseconds))
        {
            return;
        }

        memory.State = new BackendMemory { PerMinute = known.PerMinute, QuietMilliseconds = known.QuietMilliseconds, LearnedAt = time.GetUtcNow() };
        await memory.WriteStateAsync();
    }

    private static bool Differs(double before, double now) => Math.Abs(now - before) > Notable * Math.Max(before, 1);
}

/// <summary>As it is stored.</summary>
[GenerateSerializer, Alias("wr.backend-memory")]
internal sealed record BackendMemory
{
    [Id(0)]
    public double? PerMinute { get; init; }

    [Id(1)]
    public double QuietMilliseconds { get; init; }

    [Id(2)]
    public DateTimeOffset? LearnedAt { get; init; }
}
