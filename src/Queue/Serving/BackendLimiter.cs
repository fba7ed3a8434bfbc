namespace WaitingRoom.Queue.Serving;

/// <summary>
/// How many admissions a minute the booking backend bears, learned from how it answers. While answers take about as long as they do without load there
/// is no limit. When they get slower the limit follows the ratio of the two (the gradient of Netflix's concurrency limits, after TCP Vegas: Brakmo and Peterson,
/// 1995); when calls are turned away it is cut; when all is well it rises slowly until nobody notices it. Immutable and pure.
/// </summary>
/// <param name="PerMinute">Null: at ease.</param>
/// <param name="QuietMilliseconds">What an answer takes without load; 0 before the first.</param>
internal sealed record BackendLimiter(double? PerMinute, double QuietMilliseconds)
{
    public static readonly BackendLimiter AtEase = new(null, 0);

    /// <summary>Fewer answers than this in a second say nothing about queues.</summary>
    public const int LeastAnswers = 5;

    /// <summary>Commits are shared, so an answer may well take twice or three times the quickest without anything being wrong.</summary>
    public const double Tolerance = 3;

    /// <summary>Delays below this are not worth turning people away for, whatever their ratio.</summary>
    public const double HarmlessMilliseconds = 50;

    /// <summary>Cut when calls are turned away: as TCP does, a little less harsh because it may happen again a second later.</summary>
    public const double Cut = 0.7;

    /// <summary>Fall in one second at most by delay alone; one slow fsync must not empty the house.</summary>
    public const double SteepestFall = 0.8;

    /// <summary>Rise in one second: doubles in a quarter of a minute.</summary>
    public const double Rise = 1.05;

    /// <summary>Even a sick backend is let a few people in a minute: without calls nobody would learn that it recovered.</summary>
    public const double LeastPerMinute = 6;

    /// <summary>How fast the memory of quick answers fades in a second, so that a backend that became slower for good is measured anew within minutes.</summary>
    public const double Forgetting = 0.005;

    /// <param name="second">What was counted in the last second.</param>
    /// <param name="admittedPerMinute">Admissions now; where a first limit starts from.</param>
    /// <param name="ceilingPerMinute">A limit this far above does not bind and is dropped.</param>
    public BackendLimiter After(BackendSecond second, double admittedPerMinute, double ceilingPerMinute)
    {
        if (second.Rejected > 0)
        {
            return this with { PerMinute = Math.Max(LeastPerMinute, Start(admittedPerMinute, ceilingPerMinute) * Cut) };
        }

        if (second.Answers < LeastAnswers)
        {
            // Silence is ease as well: nobody is inside who could suffer.
            return Risen(ceilingPerMinute);
        }

        var quiet = QuietMilliseconds == 0 || second.MeanMilliseconds < QuietMilliseconds
            ? second.MeanMilliseconds
            : QuietMilliseconds + ((second.MeanMilliseconds - QuietMilliseconds) * Forgetting);
        var gradient = second.MeanMilliseconds <= HarmlessMilliseconds ? 1 : Math.Clamp(quiet * Tolerance / second.MeanMilliseconds, SteepestFall, 1);
        return gradient < 1
            ? new BackendLimiter(Math.Max(LeastPerMinute, Start(admittedPerMinute, ceilingPerMinute) * gradient), quiet)
            : Risen(ceilingPerMinute) with { QuietMilliseconds = quiet };
    }

    /// <summary>A limit far above what really comes would take many seconds to bite.</summary>
    private double Start(double admittedPerMinute, double ceilingPerMinute)
    {
        var flow = Math.Max(LeastPerMinute, Math.Min(admittedPerMinute, ceilingPerMinute));
        return PerMinute is { } limit ? Math.Min(limit, flow * 2) : flow;
    }

    private BackendLimiter Risen(double ceilingPerMinute)
    {
        var next = PerMinute is { } limit ? Math.Max(limit + 1, limit * Rise) : (double?)null;
        return this with { PerMinute = next > ceilingPerMinute ? null : next };
    }
}

/// <summary>A second of the backend's answers.</summary>
internal readonly record struct BackendSecond(int Answers, double MeanMilliseconds, int Rejected);
