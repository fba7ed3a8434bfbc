using System.Text.Json.Serialization;

namespace WaitingRoom.Grains.Codes;

/// <summary>How a booking code answers. A closed set.</summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(Issued), "issued")]
[JsonDerivedType(typeof(UnknownCode), "unknown-code")]
[JsonDerivedType(typeof(PairHeld), "pair-held")]
[JsonDerivedType(typeof(OtherPair), "other-pair")]
[JsonDerivedType(typeof(IntervalViolated), "interval-violated")]
[JsonDerivedType(typeof(PairReleased), "pair-released")]
[JsonDerivedType(typeof(NoSuchPair), "no-such-pair")]
[JsonDerivedType(typeof(BookingBegun), "booking-begun")]
[JsonDerivedType(typeof(PairBooked), "pair-booked")]
[JsonDerivedType(typeof(UndoBegun), "undo-begun")]
[JsonDerivedType(typeof(PairEnded), "pair-ended")]
public abstract record CodeOutcome
{
    private CodeOutcome()
    {
    }

    public sealed record Issued(int Group) : CodeOutcome;

    /// <summary>No such code was issued.</summary>
    public sealed record UnknownCode : CodeOutcome;

    public sealed record PairHeld(Pair Pair) : CodeOutcome;

    /// <summary>The code already has a pair: held, on its way, or booked.</summary>
    public sealed record OtherPair(PairPhase Phase, Pair Pair) : CodeOutcome;

    /// <summary>The dates do not keep the interval of the rule, or the number of appointments is not the number of doses.</summary>
    public sealed record IntervalViolated(IntervalRule Rule) : CodeOutcome;

    public sealed record PairReleased : CodeOutcome;

    /// <summary>The code has no such pair, or no longer.</summary>
    public sealed record NoSuchPair : CodeOutcome;

    public sealed record BookingBegun(Pair Pair) : CodeOutcome;

    public sealed record PairBooked(Pair Pair) : CodeOutcome;

    public sealed record UndoBegun(Pair Pair, PairEnd End) : CodeOutcome;

    public sealed record PairEnded(PairEnd End) : CodeOutcome;
}
