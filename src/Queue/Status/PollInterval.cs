namespace WaitingRoom.Queue.Status;

/// <summary>When somebody so far from the front should look again. The page's script reckons the same way.</summary>
internal static class PollInterval
{
    /// <summary>Far away, once a minute is enough to see the line move; a million people are then under 17,000 requests a second, nearly all for caches.</summary>
    private const double LongestSeconds = 60;

    /// <summary>A tenth of the shortest possible wait: nobody then notices their turn later than by a tenth of it.</summary>
    private const double ShareOfWait = 0.1;

    /// <param name="ahead">Numbers between now serving and this person's own, its own included.</param>
    public static TimeSpan For(long ahead, int ceilingPerMinute)
    {
        var waitSeconds = ceilingPerMinute > 0 ? ahead * 60.0 / ceilingPerMinute : LongestSeconds / ShareOfWait;
        return TimeSpan.FromSeconds(Math.Clamp(Math.Ceiling(waitSeconds * ShareOfWait), StatusDocument.ShortestPollSeconds, LongestSeconds));
    }
}
