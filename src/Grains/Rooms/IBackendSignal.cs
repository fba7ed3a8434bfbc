namespace WaitingRoom.Grains.Rooms;

/// <summary>
/// How the booking backend fares, told by whoever calls it; the waiting rooms let in fewer people when it suffers. Implementations count and return at once.
/// </summary>
public interface IBackendSignal
{
    /// <param name="took">From asking to the answer. What it is above the quickest answers is time spent in queues.</param>
    /// <param name="rejected">The backend was too busy, or storage did not answer.</param>
    void Report(TimeSpan took, bool rejected);
}
