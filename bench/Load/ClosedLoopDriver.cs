namespace WaitingRoom.Bench.Load;

/// <summary>
/// A fixed number of clients, each starting its next attempt when the last one was answered, as pgbench does. It finds
/// the highest throughput; its latency says nothing about people who arrive by themselves (see <see cref="OpenLoopDriver"/>).
/// </summary>
public sealed class ClosedLoopDriver(TimeProvider time)
{
    /// <summary>Ends after the duration or the number of attempts, whichever is first; attempts under way are finished and counted.</summary>
    /// <param name="firstNumber">Number of the first attempt, so that a warm-up and a measured run share no number.</param>
    public async Task<LoadResult> RunAsync(
        int clients, TimeSpan duration, long maxAttempts, AttemptAsync attempt, long firstNumber = 0, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(clients, 1);
        var tally = new LoadTally(time, attempt);
        var begun = time.GetTimestamp();
        var next = firstNumber - 1;
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(ClientAsync, cancellation)));
        return tally.Result(time.GetElapsedTime(begun), startedLate: null);

        async Task ClientAsync()
        {
            while (time.GetElapsedTime(begun) < duration && !cancellation.IsCancellationRequested)
            {
                var number = Interlocked.Increment(ref next);
                if (number - firstNumber >= maxAttempts)
                {
                    return;
                }

                await tally.RunAsync(number, time.GetTimestamp(), cancellation);
            }
        }
    }
}
