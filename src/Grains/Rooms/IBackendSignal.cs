namespace WaitingRoom.Grains.Rooms;

/// <summary>
/// How the booking backend fares, told by whoever calls it; the waiting rooms let in fewer people when it suffers. Implementations count and return at once, for any thread.
/// </summary>
public interface IBackendSignal
{
    /// <param name="calls">One call of this process, or many that another one counted.</param>
    void Report(BackendCalls calls);
}

/// <param name="Answers">Calls that were answered.</param>
/// <param name="Milliseconds">How long they took together, each from asking to the answer. What it is above the quickest answers is time spent in queues.</param>
/// <param name="Rejections">Calls that were turned away: the backend was too busy, or storage did not answer.</param>
public readonly record struct BackendCalls(int Answers, double Milliseconds, int Rejections)
{
    public static BackendCalls operator +(BackendCalls left, BackendCalls right) => left.Add(right);

    /// <summary>One call.</summary>
    public static BackendCalls Of(TimeSpan took, bool rejected) => rejected ? new(0, 0, 1) : new(1, took.TotalMilliseconds, 0);

    public BackendCalls Add(BackendCalls more) => new(Answers + more.Answers, Milliseconds + more.Milliseconds, Rejections + more.Rejections);
}
