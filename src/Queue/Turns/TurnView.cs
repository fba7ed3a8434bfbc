using System.Text.Json.Serialization;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Status;

namespace WaitingRoom.Queue.Turns;

/// <summary>How one ticket stands.</summary>
/// <param name="State">The room's, as in its status.</param>
/// <param name="Place">Where it stands in the line; 1 is first. Before a draw it is not known and absent.</param>
/// <param name="Called">Its place has been called.</param>
/// <param name="Admitted">It has been used.</param>
/// <param name="TurnEnds">When the turn runs out; absent before it, after it, and while everybody is held.</param>
/// <param name="TurnSecondsLeft">The same for those whose clock is wrong.</param>
/// <param name="ExtensionLeft">The turn may be extended.</param>
/// <param name="ReturnLeft">The turn was missed and may be had again.</param>
/// <param name="Lost">The turn was missed.</param>
/// <param name="MayJoinAgain">The ticket is worth nothing any more, see <see cref="RoomState.IsSpent"/>: joining gives a new number at the end of the line.</param>
internal sealed record TurnView(
    string Room,
    string State,
    long NowServing,
    long Number,
    long? Place,
    bool Called,
    bool Admitted,
    DateTimeOffset? TurnEnds,
    double? TurnSecondsLeft,
    bool ExtensionLeft,
    bool ReturnLeft,
    bool Lost,
    bool MayJoinAgain)
{
    public static TurnView Of(RoomState state, long number, long place, DateTimeOffset now)
    {
        var phase = state.PhaseAt(now);
        var drawn = state.Settings.Order == RoomOrder.Fifo || state.Draw is not null || number > state.Roster.Count;
        var called = drawn && place <= state.Serving;
        var admitted = called && state.Claimed.Contains(place);
        var ends = called && !admitted ? state.TurnEnds(place) : null;
        var open = called && !admitted && state.TurnIsOpen(place, now);
        var lost = called && !admitted && !open;
        return new TurnView(
            state.Id.Name,
            PhaseName.Of(phase),
            state.Serving,
            number,
            drawn ? place : null,
            called,
            admitted,
            open && state.HeldSince is null ? ends : null,
            open && state.HeldSince is null && ends is { } end ? Math.Max(0, Math.Round((end - now).TotalSeconds, 1)) : null,
            open && state.Settings.ExtendTurnOnce && !state.ExtensionUsed.Contains(place),
            lost && state.MayReturn(place),
            lost,
            called && state.IsSpent(number, place, now));
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TurnView))]
internal sealed partial class TurnJson : JsonSerializerContext;
