using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Cluster.Backend;

/// <summary>What this node's booking calls came to since somebody last asked. Safe from any thread.</summary>
internal sealed class CallCount : IBackendSignal
{
    private readonly Lock sync = new();
    private BackendCalls counted;

    public void Report(TimeSpan took, bool rejected) => Report(rejected ? new BackendCalls(0, 0, 1) : new BackendCalls(1, took.TotalMilliseconds, 0));

    public void Report(BackendCalls calls)
    {
        lock (sync)
        {
            counted += calls;
        }
    }

    public BackendCalls Take()
    {
        lock (sync)
        {
            var taken = counted;
            counted = default;
            return taken;
        }
    }
}
