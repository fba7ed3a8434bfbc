namespace WaitingRoom.Bench.Load;

/// <summary>
/// Starts attempts when a schedule says so, whether or not earlier ones were answered, as people do. Latency counts
/// from the intended start, so a stalled server or a late driver shows up in it instead of thinning the load out
/// (coordinated omission). The driver's own lateness is reported beside it.
/// </summary>
public sealed class OpenLoopDriver(TimeProvider time)
{
    /// <summary>
    /// Attempts that the schedule sets within <paramref name="duration"/>, at most <paramref name="maxArrivals"/>. When
    /// <paramref name="maxInFlight"/> are unanswered the next ones wait, with their clocks already running.
    /// </summary>
    public async Task<LoadResult> RunAsync(
        ArrivalSchedule schedule, TimeSpan duration, long maxArrivals, int maxInFlight, AttemptAsync attempt, CancellationToken cancellation = default)
    {
        var tally = new LoadTally(time, attempt);
        var startedLate = new LogLinearHistogram();
        using var places = new SemaphoreSlim(maxInFlight, maxInFlight);
        var begun = time.GetTimestamp();
        var number = 0L;
        foreach (var offset in schedule.Arrivals())
        {
            if (offset >= duration || number >= maxArrivals)
            {
                break;
            }

            // The place first: with none free the clock below has already run out when one is.
            await places.WaitAsync(cancellation);
            await UntilAsync(begun, offset, cancellation);
            var intended = begun + (long)(offset.TotalSeconds * time.TimestampFrequency);
            startedLate.Record(time.GetElapsedTime(intended));
            _ = AnswerAsync(number++, intended);
        }

        // Whoever holds all places knows that every attempt was answered.
        for (var place = 0; place < maxInFlight; place++)
        {
            await places.WaitAsync(cancellation);
        }

        return tally.Result(time.GetElapsedTime(begun), startedLate);

        async Task AnswerAsync(long own, long intended)
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            try
            {
                await tally.RunAsync(own, intended, cancellation);
            }
            finally
            {
                places.Release();
            }
        }
    }

    private async ValueTask UntilAsync(long begun, TimeSpan offset, CancellationToken cancellation)
    {
        // Timers may fire early by their own resolution, hence the loop; a timer is never set for less than that.
        while (offset - time.GetElapsedTime(begun) is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left < OneMillisecond ? OneMillisecond : left, time, cancellation);
        }
    }

    private static readonly TimeSpan OneMillisecond = TimeSpan.FromMilliseconds(1);
}
