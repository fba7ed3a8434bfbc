namespace WaitingRoom.Bench.Load;

/// <summary>
/// What a load did. Latency covers every attempt, refused and failed ones too. <paramref name="Elapsed"/> runs from the
/// first intended start to the last answer.
/// </summary>
/// <param name="StartedLate">How long after its intended start each attempt was begun; null for a closed loop.</param>
/// <param name="FirstFailure">The first exception of an attempt, so that a failing load can be understood.</param>
public sealed record LoadResult(
    long Done, long Refused, long Failed, TimeSpan Elapsed, LogLinearHistogram Latency, LogLinearHistogram? StartedLate, Exception? FirstFailure)
{
    public long Attempts => Done + Refused + Failed;

    public double DonePerSecond => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : 0;
}
