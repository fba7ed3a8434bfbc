using System.Collections.Immutable;
using System.Text.Json.Serialization;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.WaitingTime;

namespace WaitingRoom.Queue.Status;

/// <summary>The members of the public status document; the same for everybody. See docs/waiting-room.md.</summary>
/// <param name="State">scheduled, pre-queue, awaiting-draw, open, paused, hold-all, sold-out or closed.</param>
/// <param name="NowServing">Every place up to this one has been called.</param>
/// <param name="Issued">The last number handed out.</param>
/// <param name="RatePerMinute">Places called a minute, measured over the last two minutes.</param>
/// <param name="Eta">Between which rates places will probably be called, see docs/waiting-room.md; absent while nobody is being called.</param>
/// <param name="NoShowRate">Share of called people who do not come, 0 to 1.</param>
/// <param name="Stock">Absent when nobody counts.</param>
/// <param name="Message">The operator's word by language: de, en, de-easy.</param>
/// <param name="Draw">Once it has taken place: a number up to the count is permuted, see docs/draw.md.</param>
/// <param name="Commitment">The promise of a draw, from before the pre-queue on.</param>
/// <param name="AsOf">When this document was made: when something changed, and every ten seconds while the room answers.</param>
/// <param name="NextPollSeconds">Ask again after so many seconds at the earliest; later when your turn is far away.</param>
internal sealed record RoomStatus(
    string Room,
    string State,
    long NowServing,
    long Issued,
    double RatePerMinute,
    StatusEta? Eta,
    double NoShowRate,
    StatusStock? Stock,
    ImmutableSortedDictionary<string, string>? Message,
    DateTimeOffset? PreQueueAt,
    DateTimeOffset? OpensAt,
    DateTimeOffset? ClosesAt,
    int ClaimWindowSeconds,
    StatusDraw? Draw,
    StatusCommitment? Commitment,
    DateTimeOffset AsOf,
    int NextPollSeconds)
{
    public static RoomStatus Of(string room, RoomSight seen, long handedOut, CallingHistory calling, long? stockLeft, DateTimeOffset now)
    {
        var (state, settings) = (seen.State, seen.State.Settings);
        return new RoomStatus(
            room,
            PhaseName.Of(seen.Phase),
            seen.Serving,
            handedOut,
            calling.RatePerMinute,
            calling.Forecast is { } rate ? new StatusEta(rate.LowPerMinute, rate.HighPerMinute) : null,
            Math.Round(state.NoShowRate, 2),
            stockLeft is { } left ? new StatusStock(Math.Max(0, left), LastPlace(seen, left)) : null,
            settings.Messages.IsEmpty ? null : settings.Messages,
            settings.PreQueueAt,
            settings.OpensAt,
            settings.ClosesAt,
            settings.ClaimWindowSeconds,
            state.Draw is { } draw ? new StatusDraw(draw.Count, Convert.ToHexStringLower(draw.Seed())) : null,
            state.Commitment is { } promise ? new StatusCommitment(promise.Commitment, promise.Beacon) : null,
            now,
            NextPoll(seen.Phase));
    }

    /// <summary>Places beyond it will probably get no appointment: what is left, times the factor, less those inside and on their way, made up for those who will not come.</summary>
    private static long LastPlace(RoomSight seen, long left)
    {
        var state = seen.State;
        var coming = 1 - Math.Min(state.NoShowRate, RoomLimits.HighestNoShowRate);
        var mayCome = Math.Floor(Math.Max(0, left) * state.Settings.StockFactor) - state.Sessions.Count - Math.Ceiling(state.Pending * coming);
        return seen.Serving + (long)Math.Floor(Math.Max(0, mayCome) / coming);
    }

    /// <summary>Often while the line moves; where only the clock can change anything, seldom.</summary>
    private static int NextPoll(RoomPhase phase) => phase switch
    {
        RoomPhase.Scheduled => 15,
        RoomPhase.PreQueue => 5,
        RoomPhase.SoldOut or RoomPhase.Closed => 30,
        _ => StatusDocument.ShortestPollSeconds,
    };
}

/// <summary>Waiting takes ahead / high to ahead / low minutes.</summary>
internal sealed record StatusEta(double LowPerMinute, double HighPerMinute);

/// <param name="Left">Appointments that may still be booked online.</param>
/// <param name="LastPlace">Places beyond it will probably get none.</param>
internal sealed record StatusStock(long Left, long LastPlace);

/// <param name="Seed">32 bytes in lower-case hex.</param>
internal sealed record StatusDraw(long Count, string Seed);

internal sealed record StatusCommitment(string Commitment, string Beacon);

/// <summary>The names of the phases in documents and problems.</summary>
internal static class PhaseName
{
    public static string Of(RoomPhase phase) => phase switch
    {
        RoomPhase.Scheduled => "scheduled",
        RoomPhase.PreQueue => "pre-queue",
        RoomPhase.AwaitingDraw => "awaiting-draw",
        RoomPhase.Open => "open",
        RoomPhase.Paused => "paused",
        RoomPhase.HoldAll => "hold-all",
        RoomPhase.SoldOut => "sold-out",
        RoomPhase.Closed => "closed",
        _ => throw new InvalidOperationException($"No name for {phase}."),
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RoomStatus))]
internal sealed partial class StatusJson : JsonSerializerContext;
