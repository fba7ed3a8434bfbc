using System.Collections.Immutable;

namespace WaitingRoom.Grains.Rooms;

/// <summary>
/// Admissions of the last ten seconds, counted in small steps, so that the ceiling can be kept strictly over every window of that length and not just on
/// average. Immutable.
/// </summary>
public sealed record AdmissionWindow(long LastTick, ImmutableArray<int> Counts)
{
    /// <summary>The finer the count, the less of a low ceiling is lost to rounding; two hundred small numbers are cheap to copy.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(50);

    private static readonly int Ticks = (int)(RoomLimits.StrictWindow / Grain);

    /// <summary>One tick more than the window, because the window may begin inside a tick.</summary>
    public static readonly AdmissionWindow Empty = new(0, [.. new int[Ticks + 1]]);

    public AdmissionWindow Add(DateTimeOffset at)
    {
        var tick = TickOf(at);
        var counts = Counts.ToBuilder();
        for (var t = Math.Max(LastTick + 1, tick - Ticks); t <= tick; t++)
        {
            counts[(int)(t % counts.Count)] = 0;
        }

        // A clock that steps back must not count into a tick that is over: it counts into the newest.
        var target = Math.Max(tick, LastTick);
        counts[(int)(target % counts.Count)]++;
        return new AdmissionWindow(target, counts.ToImmutable());
    }

    /// <summary>Admissions in the ticks that a window of ten seconds ending at <paramref name="now"/> touches.</summary>
    public int Sum(DateTimeOffset now) => Sum(now, Ticks + 1);

    /// <summary>Admissions within one tick of the room that ends at <paramref name="now"/>.</summary>
    public int SumOfLastTick(DateTimeOffset now) => Sum(now, (int)(RoomLimits.Tick / Grain));

    private int Sum(DateTimeOffset now, int ticks)
    {
        var tick = Math.Max(TickOf(now), LastTick);
        var sum = 0;
        for (var t = Math.Max(0, tick - ticks + 1); t <= LastTick; t++)
        {
            sum += LastTick - t <= Ticks ? Counts[(int)(t % Counts.Length)] : 0;
        }

        return sum;
    }

    /// <summary>
    /// Most admissions in any ten seconds: the ceiling's share of them and one tick's worth on top, which is never less than one person.
    /// </summary>
    public static int Most(int ceilingPerMinute) => ceilingPerMinute == 0
        ? 0
        : (int)(ceilingPerMinute * RoomLimits.StrictWindow.TotalMinutes) + Math.Max(1, (int)(ceilingPerMinute * RoomLimits.Tick.TotalMinutes));

    private static long TickOf(DateTimeOffset at) => at.UtcTicks / Grain.Ticks;
}
