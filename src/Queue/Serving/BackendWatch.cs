using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Queue.Serving;

/// <summary>Counts what the callers of the backend report, and turns each second into a limit. Reporting is safe from any thread.</summary>
internal sealed class BackendWatch : IBackendSignal
{
    private readonly Lock sync = new();
    private BackendLimiter limiter = BackendLimiter.AtEase;
    private int answers;
    private int rejections;
    private double milliseconds;

    /// <summary>What the backend bears from all rooms together; null when it is at ease.</summary>
    public double? PerMinute => Volatile.Read(ref limiter).PerMinute;

    public void Report(TimeSpan took, bool rejected)
    {
        lock (sync)
        {
            if (rejected)
            {
                rejections++;
            }
            else
            {
                answers++;
                milliseconds += took.TotalMilliseconds;
            }
        }
    }

    /// <summary>Called once a second by the serving loop.</summary>
    public void SecondPassed(double admittedPerMinute, double ceilingPerMinute)
    {
        BackendSecond second;
        lock (sync)
        {
            second = new BackendSecond(answers, answers == 0 ? 0 : milliseconds / answers, rejections);
            (answers, rejections, milliseconds) = (0, 0, 0);
        }

        Volatile.Write(ref limiter, limiter.After(second, admittedPerMinute, ceilingPerMinute));
    }
}
