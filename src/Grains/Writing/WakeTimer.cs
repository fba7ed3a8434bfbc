namespace WaitingRoom.Grains.Writing;

/// <summary>Wakes a grain that has something to do by itself.</summary>
internal sealed class WakeTimer : IAsyncDisposable
{
    /// <summary>Timers refuse spans beyond about 49 days; what is due later is set again when this one fires.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private readonly TimeProvider time;
    private readonly ITimer timer;
    private DateTimeOffset? dueAt;
    private volatile bool armed;

    public WakeTimer(TimeProvider time, Action wakeUp)
    {
        this.time = time;
        timer = time.CreateTimer(
            _ =>
            {
                armed = false;
                wakeUp();
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>Fires at <paramref name="due"/>, at once when that has passed, never when it is null.</summary>
    public void Set(DateTimeOffset? due)
    {
        if (due == dueAt && armed)
        {
            return;
        }

        dueAt = due;
        armed = due is not null;
        var wait = due is { } at ? TimeSpan.FromTicks(Math.Clamp((at - time.GetUtcNow()).Ticks, 0, Longest.Ticks)) : Timeout.InfiniteTimeSpan;
        timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Fires after <paramref name="wait"/>, whatever was set before.</summary>
    public void SetAfter(TimeSpan wait)
    {
        dueAt = null;
        armed = true;
        timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync() => timer.DisposeAsync();
}
