namespace WaitingRoom.Queue.Status;

/// <summary>
/// Hands each new status document to everybody who listens. Publishing completes one task that all of them await, so it costs the same however many
/// there are, and a slow listener misses documents instead of holding up others: only the newest counts.
/// </summary>
internal sealed class StatusFeed
{
    private TaskCompletionSource<StatusDocument?> next = New();

    /// <summary>The document after now; null when the room is closed down.</summary>
    public Task<StatusDocument?> Next => Volatile.Read(ref next).Task;

    public void Publish(StatusDocument document) => Interlocked.Exchange(ref next, New()).SetResult(document);

    public void Close() => Volatile.Read(ref next).TrySetResult(null);

    private static TaskCompletionSource<StatusDocument?> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
