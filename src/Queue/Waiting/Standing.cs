using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Turns;

namespace WaitingRoom.Queue.Waiting;

/// <summary>Which part of the waiting page somebody sees. The script decides the same way.</summary>
internal enum PageView
{
    Scheduled,
    Join,
    PreQueue,
    Drawing,
    Line,
    Turn,
    Lost,
    Inside,
    SoldOut,
    Closed,
}

/// <summary>How a visitor stands, with or without a ticket.</summary>
/// <param name="Turn">Null without a ticket.</param>
internal sealed record Standing(RoomPhase Phase, TurnView? Turn, long NowServing)
{
    public PageView View => (Phase, Turn) switch
    {
        (_, { Admitted: true }) => PageView.Inside,
        (RoomPhase.Closed, _) => PageView.Closed,
        (RoomPhase.SoldOut, _) => PageView.SoldOut,
        (RoomPhase.Scheduled, _) => PageView.Scheduled,
        (_, null) => PageView.Join,
        (_, { Lost: true }) => PageView.Lost,
        (_, { Called: true }) => PageView.Turn,
        (RoomPhase.AwaitingDraw, { Place: null }) => PageView.Drawing,
        (RoomPhase.PreQueue, _) => PageView.PreQueue,
        // A place that is not known yet is drawn any moment.
        (_, { Place: null }) => PageView.Drawing,
        _ => PageView.Line,
    };

    public long Ahead => Turn?.Place is { } place ? Math.Max(0, place - NowServing - 1) : 0;

    /// <summary>The script's name of a view.</summary>
    public static string NameOf(PageView view) => view switch
    {
        PageView.Scheduled => "scheduled",
        PageView.Join => "join",
        PageView.PreQueue => "prequeue",
        PageView.Drawing => "drawing",
        PageView.Line => "line",
        PageView.Turn => "turn",
        PageView.Lost => "lost",
        PageView.Inside => "inside",
        PageView.SoldOut => "soldout",
        PageView.Closed => "closed",
        _ => throw new InvalidOperationException($"No name for {view}."),
    };
}
