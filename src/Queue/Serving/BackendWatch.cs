using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Queue.Serving;

/// <summary>Counts what the callers of the backend report, and turns each second into a limit. Reporting is safe from any thread.</summary>
internal sealed class BackendWatch : IBackendSignal, IBackendMemory
{
    private readonly Lock sync = new();
    private BackendLimiter limiter = BackendLimiter.AtEase;
    private BackendCalls calls;

    /// <summary>What the backend bears from all rooms together; null when it is at ease.</summary>
    public double? PerMinute => Volatile.Read(ref limiter).PerMinute;

    public BackendKnowledge Known
    {
        get
        {
            var now = Volatile.Read(ref limiter);
            return new BackendKnowledge(now.PerMinute, now.QuietMilliseconds);
        }
    }

    public void Begin(BackendKnowledge known)
    {
        lock (sync)
        {
            if (limiter == BackendLimiter.AtEase)
            {
                Volatile.Write(ref limiter, new BackendLimiter(known.PerMinute, known.QuietMilliseconds));
            }
        }
    }

    public void Report(TimeSpan took, bool rejected) => Report(rejected ? new BackendCalls(0, 0, 1) : new BackendCalls(1, took.TotalMilliseconds, 0));

    public void Report(BackendCalls calls)
    {
        lock (sync)
        {
            this.calls += calls;
        }
    }

    /// <summary>Called once a second by the serving loop.</summary>
    public void SecondPassed(double admittedPerMinute, double ceilingPerMinute)
    {
        BackendCalls told;
        lock (sync)
        {
            (told, calls) = (calls, default);
        }

        var second = new BackendSecond(told.Answers, told.Answers == 0 ? 0 : told.Milliseconds / told.Answers, told.Rejections);
        Volatile.Write(ref limiter, limiter.After(second, admittedPerMinute, ceilingPerMinute));
    }
}
