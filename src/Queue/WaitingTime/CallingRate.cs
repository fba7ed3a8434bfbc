namespace WaitingRoom.Queue.WaitingTime;

/// <summary>How fast places are being called, as an interval that holds the truth nine times in ten.</summary>
/// <param name="LowPerMinute">At least 0.</param>
/// <param name="HighPerMinute">At least the low end.</param>
internal sealed record CallingRate(double LowPerMinute, double HighPerMinute)
{
    /// <summary>How long somebody with so many people before them waits: shortest and longest. Infinite ends where nobody is called.</summary>
    public (double ShortestMinutes, double LongestMinutes) WaitFor(long ahead) => (Minutes(ahead, HighPerMinute), Minutes(ahead, LowPerMinute));

    private static double Minutes(long ahead, double perMinute) => ahead <= 0 ? 0 : perMinute <= 0 ? double.PositiveInfinity : ahead / perMinute;
}
