namespace WaitingRoom.Queue.Bots;

/// <summary>Arrivals of the last minute, counted in twelve steps of five seconds.</summary>
internal sealed class ArrivalMeter
{
    private const int Steps = 12;

    private const long StepSeconds = 5;

    private readonly Lock sync = new();
    private readonly int[] counts = new int[Steps];
    private long newest;

    public void Count(DateTimeOffset now)
    {
        lock (sync)
        {
            counts[Advance(now)]++;
        }
    }

    public int PerMinute(DateTimeOffset now)
    {
        lock (sync)
        {
            Advance(now);
            return counts.Sum();
        }
    }

    /// <summary>Empties the steps in which nobody counted; returns the one of now.</summary>
    private int Advance(DateTimeOffset now)
    {
        var step = Math.Max(newest, now.ToUnixTimeSeconds() / StepSeconds);
        for (var passed = Math.Max(newest + 1, step - Steps + 1); passed <= step; passed++)
        {
            counts[passed % Steps] = 0;
        }

        newest = step;
        return (int)(step % Steps);
    }
}
