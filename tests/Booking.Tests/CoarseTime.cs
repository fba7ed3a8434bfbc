using Microsoft.Extensions.Time.Testing;

namespace WaitingRoom.Booking.Tests;

/// <summary>
/// A clock that stands still until it is moved and wakes whoever waits periodically once for each move, as a busy machine would, not once for each of the half million seconds of a week.
/// </summary>
public sealed class CoarseTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period == Timeout.InfiniteTimeSpan)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        var again = new Again(callback, state, period);
        again.Timer = base.CreateTimer(again.Fire, null, dueTime, Timeout.InfiniteTimeSpan);
        return again;
    }

    private sealed class Again(TimerCallback callback, object? state, TimeSpan period) : ITimer
    {
        private TimeSpan period = period;

        public ITimer? Timer { get; set; }

        public void Fire(object? _)
        {
            Timer?.Change(period, Timeout.InfiniteTimeSpan);
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            period = newPeriod;
            return Timer!.Change(dueTime, Timeout.InfiniteTimeSpan);
        }

        public void Dispose() => Timer?.Dispose();

        public ValueTask DisposeAsync() => Timer?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
