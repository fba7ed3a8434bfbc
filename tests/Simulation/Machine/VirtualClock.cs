namespace WaitingRoom.Simulation.Machine;

/// <summary>The time of a world. Moves only when the simulator says so.</summary>
internal sealed class VirtualClock(DateTimeOffset start)
{
    public DateTimeOffset Now { get; private set; } = start;

    public void Advance(TimeSpan by) => Now += by;
}

/// <summary>The clock as one process sees it, with its timers. A timer that is due waits until the simulator fires it.</summary>
internal sealed class ProcessTime(VirtualClock clock) : TimeProvider
{
    private readonly List<ProcessTimer> timers = [];

    public override DateTimeOffset GetUtcNow() => clock.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ProcessTimer(this, callback, state);
        timer.Change(dueTime, period);
        timers.Add(timer);
        return timer;
    }

    public int DueCount()
    {
        var count = 0;
        foreach (var timer in timers)
        {
            count += timer.DueAt <= clock.Now ? 1 : 0;
        }

        return count;
    }

    public DateTimeOffset NextDue()
    {
        var next = DateTimeOffset.MaxValue;
        foreach (var timer in timers)
        {
            next = timer.DueAt < next ? timer.DueAt : next;
        }

        return next;
    }

    public void Fire(int index)
    {
        foreach (var timer in timers)
        {
            if (timer.DueAt <= clock.Now && index-- == 0)
            {
                timer.Fire();
                return;
            }
        }
    }

    private sealed class ProcessTimer(ProcessTime owner, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset DueAt { get; private set; } = DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            DueAt = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : owner.GetUtcNow() + dueTime;
            return true;
        }

        public void Fire()
        {
            DueAt = DateTimeOffset.MaxValue;
            callback(state);
        }

        public void Dispose() => owner.timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
