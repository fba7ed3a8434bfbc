using WaitingRoom.Grains.Draws;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Rooms;

/// <summary>What can be asked of a room. A closed set.</summary>
public abstract record RoomCommand(OperationId Operation) : ICommand
{
    /// <summary>Answers Configured, Invalid, DrawFixed or Overtaken.</summary>
    public sealed record Configure(OperationId Operation, RoomSettings Settings) : RoomCommand(Operation)
    {
        /// <summary>What the asker saw last, see <see cref="RoomSettings.Fingerprint"/>; null to change whatever is set. Two operators must not overwrite each other unseen.</summary>
        public string? Expected { get; init; }
    }

    /// <summary>Publishes the promise of a draw, before the pre-queue opens. Answers Committed or DrawFixed.</summary>
    /// <remarks>The commitment's beacon is the one of the settings, or begins with it and a slash: "drand:quicknet" becomes "drand:quicknet/123".</remarks>
    public sealed record Commit(OperationId Operation, DrawCommitment Commitment) : RoomCommand(Operation);

    /// <summary>
    /// Enters tickets in the pre-queue of a room that will be drawn; the room gives them consecutive numbers. Answers Entered, or PreQueueOver when the opening has passed.
    /// </summary>
    /// <param name="Leaves">What each ticket puts into the roster: 32 bytes, see docs/draw.md.</param>
    public sealed record Enter(OperationId Operation, IReadOnlyList<ReadOnlyMemory<byte>> Leaves) : RoomCommand(Operation);

    /// <summary>Opens the commitment and draws. Answers Drawn, TooEarly or Invalid.</summary>
    public sealed record Draw(OperationId Operation, string Secret, string BeaconValue) : RoomCommand(Operation);

    /// <summary>
    /// Gives a node the next <paramref name="Size"/> numbers to issue without asking again. Answers BlockTaken, Invalid, or PreQueueOnly while a draw is still to come.
    /// </summary>
    public sealed record TakeBlock(OperationId Operation, int Size) : RoomCommand(Operation);

    /// <summary>
    /// Calls as many as the bounds allow, but not past <paramref name="HandedOut"/>, the last number that a visitor really
    /// has: numbers nobody holds must not eat admissions now and let a crowd straight in later. Answers Serving.
    /// </summary>
    public sealed record Serve(long HandedOut, BackendLimits Limits) : RoomCommand(OperationId.None);

    /// <summary>Comes in. Answers Admitted, AlreadyClaimed, NotYet, OneMoment, TurnLost, NotAdmitting or NeverIssued.</summary>
    public sealed record Claim(OperationId Operation, long Number) : RoomCommand(Operation);

    /// <summary>Asks for more time to come. Answers TurnExtended, TurnLost, NotYet or AlreadyClaimed.</summary>
    public sealed record ExtendTurn(OperationId Operation, long Number) : RoomCommand(Operation);

    /// <summary>Comes back after a missed turn. Answers Reentered, TurnLost (no grace left) or NotYet.</summary>
    public sealed record Reenter(OperationId Operation, long Number) : RoomCommand(Operation);

    /// <summary>Admits a member of staff past the line, out of the staff's share. Answers StaffAdmitted, OneMoment or NotAdmitting.</summary>
    public sealed record AdmitStaff(OperationId Operation) : RoomCommand(Operation);

    /// <summary>Somebody inside is still there. Answers SessionRenewed or SessionOver.</summary>
    public sealed record RenewSession(OperationId Operation, long Number) : RoomCommand(Operation);

    /// <summary>Somebody leaves; the place is free at once. Answers SessionOver.</summary>
    public sealed record EndSession(OperationId Operation, long Number) : RoomCommand(Operation);
}

/// <summary>What a node knows and the room does not.</summary>
/// <param name="BackendPerMinute">What the booking backend bears, from its queueing delay and refusals; null when it is at ease.</param>
/// <param name="StockLeft">Web appointments left; null when nobody counts them.</param>
public sealed record BackendLimits(double? BackendPerMinute, long? StockLeft)
{
    public static readonly BackendLimits None = new(null, null);
}
