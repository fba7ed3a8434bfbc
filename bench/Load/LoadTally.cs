namespace WaitingRoom.Bench.Load;

/// <summary>Runs attempts and counts how they ended; shared by all clients of one load.</summary>
internal sealed class LoadTally(TimeProvider time, AttemptAsync attempt)
{
    private readonly long[] ended = new long[3];
    private Exception? firstFailure;

    public LogLinearHistogram Latency { get; } = new();

    public async ValueTask RunAsync(long number, long intendedStart, CancellationToken cancellation)
    {
        Attempt outcome;
        try
        {
            outcome = await attempt(number, cancellation);
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref firstFailure, error, null);
            outcome = Attempt.Failed;
        }

        Latency.Record(time.GetElapsedTime(intendedStart));
        Interlocked.Increment(ref ended[(int)outcome]);
    }

    public LoadResult Result(TimeSpan elapsed, LogLinearHistogram? startedLate) => new(
        Interlocked.Read(ref ended[(int)Attempt.Done]),
        Interlocked.Read(ref ended[(int)Attempt.Refused]),
        Interlocked.Read(ref ended[(int)Attempt.Failed]),
        elapsed,
        Latency,
        startedLate,
        firstFailure);
}
