namespace WaitingRoom.Browser.Tests.Hosting;

/// <summary>The system's clock, which a test may put forward: rooms and browsers then go on at the pace of the real one.</summary>
internal sealed class MovedClock : TimeProvider
{
    private long aheadTicks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Volatile.Read(ref aheadTicks));

    public void Move(TimeSpan by) => Interlocked.Add(ref aheadTicks, by.Ticks);
}
