using WaitingRoom.Grains.Draws;

namespace WaitingRoom.Grains.Rooms;

/// <summary>What happened to a room. Stored forever: fields are only added, and every added one is optional.</summary>
public abstract record RoomEvent
{
    private RoomEvent()
    {
    }

    public sealed record RoomConfigured(RoomSettings Settings, RoomSettings Before, DateTimeOffset At) : RoomEvent;

    public sealed record DrawCommitted(DrawCommitment Commitment) : RoomEvent;

    /// <param name="Leaves">32 bytes for each ticket, one after another.</param>
    public sealed record TicketsEntered(long First, byte[] Leaves) : RoomEvent;

    public sealed record Drawn(Draw Draw) : RoomEvent;

    public sealed record BlockTaken(long First, long Last) : RoomEvent;

    /// <param name="Until">When the turn of those called runs out; null when nobody was called and only the credit moved.</param>
    public sealed record ServingMoved(long Serving, DateTimeOffset At, double Credit, DateTimeOffset Until) : RoomEvent;

    /// <summary>Turns ran out: every call up to this instant is over.</summary>
    public sealed record TurnsLapsed(DateTimeOffset UpTo) : RoomEvent;

    /// <summary>Nobody comes in while all is held, so nobody's turn runs out: open calls last longer.</summary>
    public sealed record TurnsPostponed(TimeSpan By) : RoomEvent;

    public sealed record StockChanged(bool Gone) : RoomEvent;

    public sealed record AdmissionClaimed(long Number, long Place, DateTimeOffset At, DateTimeOffset SessionEnds, DateTimeOffset SessionLatest) : RoomEvent;

    /// <param name="ByHand">True when the person asked for it and has thereby used the one extension.</param>
    public sealed record TurnExtended(long Place, DateTimeOffset Until, bool ByHand) : RoomEvent;

    public sealed record TurnRegained(long Place, DateTimeOffset Until) : RoomEvent;

    /// <summary>A member of staff found the door full after a quiet spell.</summary>
    public sealed record StaffKnocked(DateTimeOffset At) : RoomEvent;

    public sealed record StaffAdmitted(long Number, DateTimeOffset At, DateTimeOffset SessionEnds, DateTimeOffset SessionLatest) : RoomEvent;

    public sealed record SessionRenewed(long Number, DateTimeOffset Until) : RoomEvent;

    public sealed record SessionEnded(long Number) : RoomEvent;

    public sealed record SessionsExpired(IReadOnlyList<long> Numbers) : RoomEvent;
}
