using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Bench.Load;
using Xunit;

namespace WaitingRoom.Support.Tests.Load;

public sealed class DriverTests
{
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider time = new();

    /// <summary>Ten arrivals 100 ms apart meet a server that stalls on the first: each waits for what is left of the stall.</summary>
    [Fact]
    public async Task A_stall_shows_in_the_latency_of_everyone_who_meant_to_start_during_it()
    {
        var load = await new OpenLoopDriver(time).RunAsync(
            ArrivalSchedule.Constant(10), Stall, maxArrivals: 100, maxInFlight: 1, StallOnFirst);

        Assert.Equal(10, load.Done);
        Assert.Equal(1_000_000, load.Latency.MaxMicroseconds);
        // 1000 + 900 + ... + 100 ms: the mean that coordinated omission would have hidden.
        Assert.Equal(550_000, load.Latency.MeanMicroseconds);
        Assert.Equal(900_000, load.StartedLate!.MaxMicroseconds);
    }

    [Fact]
    public async Task A_closed_loop_hides_the_same_stall()
    {
        var load = await new ClosedLoopDriver(time).RunAsync(1, TimeSpan.FromMinutes(1), maxAttempts: 10, StallOnFirst);

        Assert.Equal(10, load.Done);
        Assert.Equal(100_000, load.Latency.MeanMicroseconds);
    }

    [Fact]
    public async Task An_open_loop_is_bounded_in_count()
    {
        var load = await new OpenLoopDriver(time).RunAsync(
            ArrivalSchedule.Constant(1_000_000_000), Stall, maxArrivals: 25, maxInFlight: 4, (_, _) => ValueTask.FromResult(Attempt.Refused));

        Assert.Equal(25, load.Refused);
        Assert.Equal(25, load.Attempts);
    }

    [Fact]
    public async Task A_failing_attempt_is_counted_and_its_cause_kept()
    {
        var load = await new ClosedLoopDriver(time).RunAsync(
            3, TimeSpan.FromMinutes(1), maxAttempts: 9,
            (number, _) => number == 4 ? throw new InvalidOperationException("four") : ValueTask.FromResult(Attempt.Done));

        Assert.Equal(8, load.Done);
        Assert.Equal(1, load.Failed);
        Assert.Equal("four", load.FirstFailure?.Message);
    }

    private ValueTask<Attempt> StallOnFirst(long number, CancellationToken cancellation)
    {
        if (number == 0)
        {
            time.Advance(Stall);
        }

        return ValueTask.FromResult(Attempt.Done);
    }
}
