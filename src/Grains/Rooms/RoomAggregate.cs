using System.Text.Json;
using System.Text.Json.Serialization;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Rooms;

/// <summary>The waiting room as a grain: numbers, "now serving", claims.</summary>
public sealed class RoomAggregate : IAggregate<RoomState, RoomCommand, RoomEvent, RoomOutcome>
{
    public static readonly RoomAggregate Instance = new();

    private static readonly EventCodec<RoomEvent> Codec = new EventCodec<RoomEvent>()
        .With("room-configured/1", RoomJson.Default.RoomConfigured)
        .With("block-taken/1", RoomJson.Default.BlockTaken)
        .With("serving-moved/1", RoomJson.Default.ServingMoved)
        .With("admission-claimed/1", RoomJson.Default.AdmissionClaimed);

    /// <summary>Null: only a queue node knows how many of its numbers visitors hold, so the node drives the room.</summary>
    public RoomCommand? Tick => null;

    public RoomState Empty(StreamId stream) => new(new RoomId(stream.Key));

    public Decision<RoomEvent, RoomOutcome> Decide(RoomState state, RoomCommand command, DateTimeOffset now) => RoomDecision.Decide(state, command, now);

    public RoomState Evolve(RoomState state, RoomEvent happened) => happened switch
    {
        RoomEvent.RoomConfigured e => state with { Settings = e.Settings },
        RoomEvent.BlockTaken e => state with { Issued = e.Last },
        RoomEvent.ServingMoved e => state with { Serving = e.Serving, ServedAt = e.At, Credit = e.Credit },
        RoomEvent.AdmissionClaimed e => state with { Claimed = state.Claimed.Add(e.Number) },
        _ => throw new InvalidOperationException($"No fold for {happened.GetType().Name}."),
    };

    public RoomOutcome OutcomeOf(RoomState state, RoomEvent decisive) => decisive switch
    {
        RoomEvent.RoomConfigured => new RoomOutcome.Configured(),
        RoomEvent.BlockTaken e => new RoomOutcome.BlockTaken(e.First, e.Last),
        RoomEvent.ServingMoved e => new RoomOutcome.Serving(e.Serving),
        RoomEvent.AdmissionClaimed e => new RoomOutcome.Admitted(e.Number),
        _ => throw new InvalidOperationException($"{decisive.GetType().Name} answers no command."),
    };

    public DateTimeOffset? NextDue(RoomState state) => null;

    public void Project(RoomState before, RoomState after, IReadOnlyList<RoomEvent> events, ICollection<Projection> projections)
    {
        // A room is read from its state; nothing about it is looked up by query.
    }

    public (string Kind, ReadOnlyMemory<byte> Body) Write(RoomEvent happened) => Codec.Write(happened);

    public RoomEvent Read(string kind, ReadOnlyMemory<byte> body) => Codec.Read(kind, body);

    public ReadOnlyMemory<byte> WriteSnapshot(RoomState state) => JsonSerializer.SerializeToUtf8Bytes(
        new RoomSnapshot(state.Settings, state.Issued, state.Serving, state.ServedAt, state.Credit, state.Claimed.Chunks), RoomJson.Default.RoomSnapshot);

    public RoomState ReadSnapshot(StreamId stream, ReadOnlyMemory<byte> body)
    {
        var snapshot = JsonSerializer.Deserialize(body.Span, RoomJson.Default.RoomSnapshot)!;
        return new RoomState(new RoomId(stream.Key))
        {
            Settings = snapshot.Settings,
            Issued = snapshot.Issued,
            Serving = snapshot.Serving,
            ServedAt = snapshot.ServedAt,
            Credit = snapshot.Credit,
            Claimed = NumberSet.From(snapshot.Claimed),
        };
    }

    public int SnapshotWeight(RoomState state) => (int)Math.Min(int.MaxValue, state.Claimed.Chunks.Count * 64L);
}

internal sealed record RoomSnapshot(
    RoomSettings Settings,
    long Issued,
    long Serving,
    DateTimeOffset ServedAt,
    double Credit,
    IReadOnlyDictionary<long, ulong[]> Claimed);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RoomSnapshot))]
[JsonSerializable(typeof(RoomEvent.RoomConfigured), TypeInfoPropertyName = "RoomConfigured")]
[JsonSerializable(typeof(RoomEvent.BlockTaken), TypeInfoPropertyName = "BlockTaken")]
[JsonSerializable(typeof(RoomEvent.ServingMoved), TypeInfoPropertyName = "ServingMoved")]
[JsonSerializable(typeof(RoomEvent.AdmissionClaimed), TypeInfoPropertyName = "AdmissionClaimed")]
internal sealed partial class RoomJson : JsonSerializerContext;
