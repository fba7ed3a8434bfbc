using WaitingRoom.Grains.Writing;
using Decision = WaitingRoom.Grains.Writing.Decision<WaitingRoom.Grains.Rooms.RoomEvent, WaitingRoom.Grains.Rooms.RoomOutcome>;

namespace WaitingRoom.Grains.Rooms;

/// <summary>Decides for a room. Pure.</summary>
internal static class RoomDecision
{
    /// <summary>How often a room is asked to serve; its strictness is stated in these steps.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    /// <summary>Numbers one node may hold at once. More would only be lost when the node dies.</summary>
    public const int LargestBlock = 10_000;

    /// <summary>Ten times the largest flow that one room was designed for (400,000 an hour); beyond it is a typing error.</summary>
    public const int HighestCeilingPerMinute = 70_000;

    public static Decision Decide(RoomState state, RoomCommand command, DateTimeOffset now) => command switch
    {
        RoomCommand.Serve c => Serve(state, c, now),
        RoomCommand.Claim c => Claim(state, c),
        RoomCommand.TakeBlock { Size: < 1 or > LargestBlock } => Refuse(new RoomOutcome.Invalid($"A block has 1 to {LargestBlock} numbers.")),
        RoomCommand.TakeBlock c => Accept(new RoomEvent.BlockTaken(state.Issued + 1, state.Issued + c.Size), new RoomOutcome.BlockTaken(state.Issued + 1, state.Issued + c.Size)),
        RoomCommand.Configure { Settings.CeilingPerMinute: < 0 or > HighestCeilingPerMinute } => Refuse(new RoomOutcome.Invalid($"The ceiling is 0 to {HighestCeilingPerMinute} admissions a minute.")),
        RoomCommand.Configure c => Accept(new RoomEvent.RoomConfigured(c.Settings), new RoomOutcome.Configured()),
        _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
    };

    private static Decision Serve(RoomState state, RoomCommand.Serve c, DateTimeOffset now)
    {
        var perSecond = state.Settings.CeilingPerMinute / 60.0;
        // Idle time earns at most one tick's worth (and always a whole admission): a bucket that filled overnight would burst through the ceiling in the morning.
        var most = Math.Max(1.0, perSecond * Tick.TotalSeconds);
        var earned = state.ServedAt == default ? most : (now - state.ServedAt).TotalSeconds * perSecond;
        var credit = Math.Min(most, state.Credit + Math.Max(0, earned));
        var last = Math.Min(c.HandedOut, state.Issued);
        var release = (long)Math.Min(Math.Floor(credit), last - state.Serving);
        return release <= 0
            ? Refuse(new RoomOutcome.Serving(state.Serving))
            : Accept(new RoomEvent.ServingMoved(state.Serving + release, now, credit - release), new RoomOutcome.Serving(state.Serving + release));
    }

    private static Decision Claim(RoomState state, RoomCommand.Claim c)
    {
        if (c.Number < 1 || c.Number > state.Issued)
        {
            return Refuse(new RoomOutcome.NeverIssued());
        }

        if (state.Claimed.Contains(c.Number))
        {
            return Refuse(new RoomOutcome.AlreadyClaimed(c.Number));
        }

        return c.Number <= state.Serving
            ? Accept(new RoomEvent.AdmissionClaimed(c.Number), new RoomOutcome.Admitted(c.Number))
            : Refuse(new RoomOutcome.NotYet(state.Serving));
    }

    private static Decision Accept(RoomEvent happened, RoomOutcome outcome) => new([], happened, outcome);

    private static Decision Refuse(RoomOutcome outcome) => new([], null, outcome);
}
