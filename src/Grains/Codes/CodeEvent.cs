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

    public sealed record UndoBegun(Pair Pair, PairEnd End, DateTimeOffset At) : CodeEvent;

    public sealed record PairEnded(PairId Pair, PairEnd End, DateTimeOffset At) : CodeEvent;
}
