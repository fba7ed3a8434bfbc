namespace WaitingRoom.Queue.Joining;

/// <summary>How many numbers a node asks for at once: a second of its arrivals. What is not handed out in time is nobody's, and a room calls nobody's numbers like all others. Not thread-safe.</summary>
internal sealed class BlockSize
{
    /// <summary>Where people come slowly a number is taken for each of them, and none lies about.</summary>
    public const int Smallest = 1;

    /// <summary>At ten thousand arrivals a second ten commits a second, which one grain does with ease.</summary>
    public const int Largest = 1024;

    /// <summary>A fourth of <see cref="NumberBlocks.BlockTime"/>: a block may have waited half as long before it is begun, and arrivals are no metronome.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(1);

    private DateTimeOffset filledAt;
    private long givenBefore;

    public int Now { get; private set; } = Smallest;

    /// <summary>Reckons anew from what was handed out since the last block came. Falls at once, at most doubles.</summary>
    /// <param name="given">Numbers handed out so far.</param>
    public int Next(long given, DateTimeOffset now)
    {
        if (filledAt == default)
        {
            return Now;
        }

        var wanted = (given - givenBefore) * (Life / Max(now - filledAt, Life / Largest));
        return Now = (int)Math.Clamp(Math.Ceiling(wanted), Smallest, Math.Min(Largest, Now * 2));
    }

    public void Filled(long given, DateTimeOffset now) => (givenBefore, filledAt) = (given, now);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
