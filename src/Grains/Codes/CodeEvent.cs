using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Grains.Codes;

/// <summary>What happened to a booking code. Stored forever: fields are only added, and every added one is optional.</summary>
public abstract record CodeEvent
{
    private CodeEvent()
    {
    }

    public sealed record CodeIssued(int Group, CodeOrigin? Origin = null) : CodeEvent;

    public sealed record PairHeld(Pair Pair, DateTimeOffset At) : CodeEvent;

    /// <param name="Pair">The whole pair, so that the answer can be told again from this event alone.</param>
    public sealed record HoldExtended(Pair Pair) : CodeEvent;

    public sealed record PairReleased(PairId Pair) : CodeEvent;

    public sealed record BookingBegun(Pair Pair, byte[] SealedContact, DateTimeOffset At) : CodeEvent;

    public sealed record PairBooked(Pair Pair, DateTimeOffset At) : CodeEvent;

    public sealed record UndoBegun(Pair Pair, PairEnd End, DateTimeOffset At, DateTimeOffset? SeatsBackAt = null) : CodeEvent;

    public sealed record PairEnded(PairId Pair, PairEnd End, DateTimeOffset At) : CodeEvent;

    public sealed record RebookBegun(Pair Next, DateTimeOffset? SeatsBackAt, DateTimeOffset At) : CodeEvent;

    /// <param name="Pair">The pair that took the place, with its seats.</param>
    public sealed record PairReplaced(Pair Pair, DateTimeOffset At) : CodeEvent;

    public sealed record RevertBegun(PairId Next, DateTimeOffset At) : CodeEvent;

    /// <param name="Ended">The former pair where the place was taken, the other one where it was not.</param>
    public sealed record RebookEnded(PairId Next, PairId Ended, PairEnd End, DateTimeOffset At) : CodeEvent;

    public sealed record ContactChanged(PairId Pair, byte[] SealedContact, DateTimeOffset At) : CodeEvent;
}
