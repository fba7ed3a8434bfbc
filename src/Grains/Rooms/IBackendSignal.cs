namespace WaitingRoom.Grains.Rooms;

/// <summary>
/// How the booking backend fares, told by whoever calls it; the waiting rooms let in fewer people when it suffers. Implementations count and return at once.
/// </summary>
public interface IBackendSignal
{
    /// <param name="took">From asking to the answer. What it is above the quickest answers is time spent in queues.</param>
    /// <param name="rejected">The backend was too busy, or storage did not answer.</param>
    void Report(TimeSpan took, bool rejected);

    /// <summary>Many calls at once, counted by another process.</summary>
    void Report(BackendCalls calls);
}

/// <param name="Answers">Calls that were answered.</param>
/// <param name="Milliseconds">How long they took together.</param>
/// <param name="Rejections">Calls that were turned away.</param>
public readonly record struct BackendCalls(int Answers, double Milliseconds, int Rejections)
{
    public static BackendCalls operator +(BackendCalls left, BackendCalls right) => left.Add(right);

    public BackendCalls Add(BackendCalls more) => new(Answers + more.Answers, Milliseconds + more.Milliseconds, Rejections + more.Rejections);
}
