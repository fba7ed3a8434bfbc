using System.Text.Json.Serialization;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Rooms;

/// <summary>What can be asked of a room. A closed set.</summary>
public abstract record RoomCommand(OperationId Operation) : ICommand
{
    /// <summary>Answers Configured or Invalid.</summary>
    public sealed record Configure(OperationId Operation, RoomSettings Settings) : RoomCommand(Operation);

    /// <summary>Gives a node the next <paramref name="Size"/> numbers to issue without asking again. Answers BlockTaken or Invalid.</summary>
    public sealed record TakeBlock(OperationId Operation, int Size) : RoomCommand(Operation);

    /// <summary>
    /// Moves "now serving" on as far as the ceiling allows, but not past <paramref name="HandedOut"/>, the last number that a visitor really
    /// has: numbers nobody holds must not eat admissions now and let a crowd straight in later. Answers Serving.
    /// </summary>
    public sealed record Serve(long HandedOut) : RoomCommand(OperationId.None);

    /// <summary>Uses a number. Answers Admitted, AlreadyClaimed, NotYet or NeverIssued.</summary>
    public sealed record Claim(OperationId Operation, long Number) : RoomCommand(Operation);
}

/// <summary>How a room answers. A closed set.</summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(Configured), "configured")]
[JsonDerivedType(typeof(BlockTaken), "block-taken")]
[JsonDerivedType(typeof(Serving), "serving")]
[JsonDerivedType(typeof(Admitted), "admitted")]
[JsonDerivedType(typeof(AlreadyClaimed), "already-claimed")]
[JsonDerivedType(typeof(NotYet), "not-yet")]
[JsonDerivedType(typeof(NeverIssued), "never-issued")]
[JsonDerivedType(typeof(Invalid), "invalid")]
public abstract record RoomOutcome
{
    private RoomOutcome()
    {
    }

    public sealed record Configured : RoomOutcome;

    /// <summary>Numbers from <paramref name="First"/> to <paramref name="Last"/>, both included, belong to the asker.</summary>
    public sealed record BlockTaken(long First, long Last) : RoomOutcome;

    public sealed record Serving(long Number) : RoomOutcome;

    public sealed record Admitted(long Number) : RoomOutcome;

    /// <summary>This number was used before. The holder of its ticket may be given the same admission again, never a second one.</summary>
    public sealed record AlreadyClaimed(long Number) : RoomOutcome;

    public sealed record NotYet(long NowServing) : RoomOutcome;

    public sealed record NeverIssued : RoomOutcome;

    public sealed record Invalid(string Reason) : RoomOutcome;
}

/// <summary>What happened to a room. Stored forever: fields are only added, and every added one is optional.</summary>
public abstract record RoomEvent
{
    private RoomEvent()
    {
    }

    public sealed record RoomConfigured(RoomSettings Settings) : RoomEvent;

    public sealed record BlockTaken(long First, long Last) : RoomEvent;

    public sealed record ServingMoved(long Serving, DateTimeOffset At, double Credit) : RoomEvent;

    public sealed record AdmissionClaimed(long Number) : RoomEvent;
}
