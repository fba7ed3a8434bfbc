using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Queue.Serving;

/// <summary>Counts what the callers of the backend report, and turns each second into a limit. Reporting is safe from any thread.</summary>
internal sealed class BackendWatch : IBackendSignal, IBackendMemory
{
    private readonly Lock sync = new();
    private readonly BackendCount count = new();
    private BackendLimiter limiter = BackendLimiter.AtEase;

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

    public void Report(BackendCalls calls) => count.Report(calls);

    /// <summary>Called once a second by the serving loop.</summary>
    public void SecondPassed(double admittedPerMinute, double ceilingPerMinute)
    {
        var told = count.Take();
        var second = new BackendSecond(told.Answers, told.Answers == 0 ? 0 : told.Milliseconds / told.Answers, told.Rejections);
        Volatile.Write(ref limiter, limiter.After(second, admittedPerMinute, ceilingPerMinute));
    }
}
