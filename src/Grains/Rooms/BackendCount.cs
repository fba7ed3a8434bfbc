namespace WaitingRoom.Grains.Rooms;

/// <summary>What is reported of the backend, until somebody takes it.</summary>
public sealed class BackendCount : IBackendSignal
{
    private readonly Lock sync = new();
    private BackendCalls counted;

    public void Report(BackendCalls calls)
    {
        lock (sync)
        {
            counted += calls;
        }
    }

    /// <summary>What came since it was last taken.</summary>
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
