namespace WaitingRoom.Queue.WaitingTime;

/// <summary>
/// How fast places are being called, as an interval meant to hold the truth nine times in ten. People are told whole minutes rounded outward, which hold it more often: see
/// docs/waiting-room.md and the metrics <c>eta.judged</c> and <c>eta.right</c>.
/// </summary>
/// <param name="LowPerMinute">Above 0.</param>
/// <param name="HighPerMinute">At least the low end.</param>
internal sealed record CallingRate(double LowPerMinute, double HighPerMinute)
{
    /// <summary>How long somebody with so many people before them waits: shortest and longest. Infinite ends where nobody is called.</summary>
    public (double ShortestMinutes, double LongestMinutes) WaitFor(long ahead) => (Minutes(ahead, HighPerMinute), Minutes(ahead, LowPerMinute));

    private static double Minutes(long ahead, double perMinute) => ahead <= 0 ? 0 : perMinute <= 0 ? double.PositiveInfinity : ahead / perMinute;
}
