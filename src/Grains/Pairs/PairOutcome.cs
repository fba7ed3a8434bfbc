using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Grains.Pairs;

/// <summary>How an attempt to hold, book or cancel a pair ended. A closed set.</summary>
public abstract record PairOutcome
{
    private PairOutcome()
    {
    }

    /// <summary>Both seats are held until <see cref="Pair.HeldUntil"/>.</summary>
    public sealed record Held(Pair Pair) : PairOutcome;

    /// <summary>Both appointments are booked, and that is durable.</summary>
    public sealed record Booked(Pair Pair) : PairOutcome;

    /// <summary>Neither appointment was taken, because this one could not be had.</summary>
    /// <param name="Leg">0 for the first appointment, 1 for the second.</param>
    /// <param name="Reason">What the day said.</param>
    public sealed record LegRefused(int Leg, DayOutcome Reason) : PairOutcome;

    /// <summary>The code stands against it; nothing was taken.</summary>
    public sealed record CodeRefused(CodeOutcome Reason) : PairOutcome;

    /// <summary>The pair is over: cancelled, given back, or failed before. Its seats are free.</summary>
    public sealed record Ended(PairEnd? End) : PairOutcome;

    /// <summary>Too much to do just now; nothing was taken. Repeat after a moment.</summary>
    public sealed record Busy : PairOutcome;

    /// <summary>Storage did not answer in time. What was begun will be finished or undone; repeat the same request to learn how it ended.</summary>
    public sealed record Unknown : PairOutcome;
}
