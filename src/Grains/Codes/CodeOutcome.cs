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
[JsonDerivedType(typeof(RebookBegun), "rebook-begun")]
[JsonDerivedType(typeof(RevertBegun), "revert-begun")]
[JsonDerivedType(typeof(Replacing), "replacing")]
public abstract record CodeOutcome
{
    private CodeOutcome()
    {
    }

    public sealed record Issued(int Group) : CodeOutcome;

    /// <summary>No such code was issued.</summary>
    public sealed record UnknownCode : CodeOutcome;

    public sealed record PairHeld(Pair Pair) : CodeOutcome;

    /// <summary>The code already has a pair: held, on its way, booked, or being changed.</summary>
    public sealed record OtherPair(PairPhase Phase, Pair Pair) : CodeOutcome;

    /// <summary>The dates do not keep the interval of the rule, or the number of appointments is not the number of doses.</summary>
    public sealed record IntervalViolated(IntervalRule Rule) : CodeOutcome;

    public sealed record PairReleased : CodeOutcome;

    /// <summary>The code has no such pair, or no longer.</summary>
    public sealed record NoSuchPair : CodeOutcome;

    public sealed record BookingBegun(Pair Pair) : CodeOutcome;

    public sealed record PairBooked(Pair Pair) : CodeOutcome;

    public sealed record UndoBegun(Pair Pair, PairEnd End, DateTimeOffset? SeatsBackAt = null) : CodeOutcome;

    public sealed record PairEnded(PairEnd End) : CodeOutcome;

    /// <param name="Pair">Booked, and stays so unless <paramref name="Next"/> is booked.</param>
    public sealed record RebookBegun(Pair Pair, Pair Next) : CodeOutcome;

    public sealed record RevertBegun(Pair Pair, Pair Next) : CodeOutcome;

    /// <param name="Pair">Booked.</param>
    /// <param name="Former">What of it is not kept has to be given back.</param>
    public sealed record Replacing(Pair Pair, Pair Former, DateTimeOffset? SeatsBackAt) : CodeOutcome;
}
