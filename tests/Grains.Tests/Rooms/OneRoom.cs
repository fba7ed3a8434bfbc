using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Grains.Tests.Rooms;

/// <summary>A room's real decisions, one command after another, at instants that the test names.</summary>
internal sealed class OneRoom(RoomSettings settings)
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    public RoomState State { get; set; } = new(new RoomId("room")) { Settings = settings };

    public DateTimeOffset Now { get; set; } = Start;

    public RoomOutcome Ask(RoomCommand command)
    {
        var decision = RoomAggregate.Instance.Decide(State, command, Now);
        foreach (var happened in decision.Incidental)
        {
            State = RoomAggregate.Instance.Evolve(State, happened);
        }

        State = decision.Decisive is { } decisive ? RoomAggregate.Instance.Evolve(State, decisive) : State;
        return decision.Outcome;
    }

    public TickReport Serve(long? handedOut = null, BackendLimits? limits = null) =>
        ((RoomOutcome.Serving)Ask(new RoomCommand.Serve(handedOut ?? State.Issued, limits ?? BackendLimits.None))).Report;

    public void Issue(int numbers) => Ask(new RoomCommand.TakeBlock(OperationId.New(), numbers));

    public RoomOutcome Claim(long number) => Ask(new RoomCommand.Claim(OperationId.New(), number));

    public RoomOutcome AdmitStaff() => Ask(new RoomCommand.AdmitStaff(OperationId.New()));
}
