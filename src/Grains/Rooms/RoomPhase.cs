using System.Text.Json.Serialization;

namespace WaitingRoom.Grains.Rooms;

/// <summary>What a room is doing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RoomPhase>))]
public enum RoomPhase
{
    /// <summary>Not yet: come back later.</summary>
    [JsonStringEnumMemberName("scheduled")]
    Scheduled,

    /// <summary>People may come and wait; nobody is admitted yet.</summary>
    [JsonStringEnumMemberName("pre-queue")]
    PreQueue,

    /// <summary>The opening has come and the draw's public value has not: people wait a moment longer.</summary>
    [JsonStringEnumMemberName("awaiting-draw")]
    AwaitingDraw,

    [JsonStringEnumMemberName("open")]
    Open,

    [JsonStringEnumMemberName("paused")]
    Paused,

    [JsonStringEnumMemberName("hold-all")]
    HoldAll,

    [JsonStringEnumMemberName("sold-out")]
    SoldOut,

    [JsonStringEnumMemberName("closed")]
    Closed,
}

internal static class RoomClock
{
    /// <summary>The order says what wins: the operator over the clock, the clock over the stock.</summary>
    public static RoomPhase PhaseAt(RoomState state, DateTimeOffset now)
    {
        var settings = state.Settings;
        return settings switch
        {
            { Override: RoomOverride.Closed } => RoomPhase.Closed,
            { ClosesAt: { } closes } when now >= closes => RoomPhase.Closed,
            { Override: RoomOverride.SoldOut } => RoomPhase.SoldOut,
            { PreQueueAt: { } pre } when now < pre => RoomPhase.Scheduled,
            { OpensAt: { } opens } when now < opens => settings.PreQueueAt is null && settings.Order == RoomOrder.Fifo ? RoomPhase.Scheduled : RoomPhase.PreQueue,
            { Override: RoomOverride.HoldAll } => RoomPhase.HoldAll,
            { Order: RoomOrder.Draw } when state.Draw is null => RoomPhase.AwaitingDraw,
            { Override: RoomOverride.Paused } => RoomPhase.Paused,
            _ => state.StockGone ? RoomPhase.SoldOut : RoomPhase.Open,
        };
    }
}
