using System.Text.Json;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Rooms;

/// <summary>The waiting room as a grain: numbers, the draw, "now serving", turns, sessions.</summary>
public sealed class RoomAggregate : IAggregate<RoomState, RoomCommand, RoomEvent, RoomOutcome>
{
    public static readonly RoomAggregate Instance = new();

    private static readonly EventCodec<RoomEvent> Codec = new EventCodec<RoomEvent>()
        .With("room-configured/1", RoomJson.Default.RoomConfigured)
        .With("draw-committed/1", RoomJson.Default.DrawCommitted)
        .With("tickets-entered/1", RoomJson.Default.TicketsEntered)
        .With("drawn/1", RoomJson.Default.Drawn)
        .With("block-taken/1", RoomJson.Default.BlockTaken)
        .With("serving-moved/1", RoomJson.Default.ServingMoved)
        .With("turns-lapsed/1", RoomJson.Default.TurnsLapsed)
        .With("turns-postponed/1", RoomJson.Default.TurnsPostponed)
        .With("stock-changed/1", RoomJson.Default.StockChanged)
        .With("admission-claimed/1", RoomJson.Default.AdmissionClaimed)
        .With("turn-extended/1", RoomJson.Default.TurnExtended)
        .With("turn-regained/1", RoomJson.Default.TurnRegained)
        .With("staff-knocked/1", RoomJson.Default.StaffKnocked)
        .With("staff-admitted/1", RoomJson.Default.StaffAdmitted)
        .With("session-renewed/1", RoomJson.Default.SessionRenewed)
        .With("session-ended/1", RoomJson.Default.SessionEnded)
        .With("sessions-expired/1", RoomJson.Default.SessionsExpired);

    /// <summary>Null: only a queue node knows how many of its numbers visitors hold, so the node drives the room.</summary>
    public RoomCommand? Tick => null;

    public RoomState Empty(StreamId stream) => new(new RoomId(stream.Key));

    public Decision<RoomEvent, RoomOutcome> Decide(RoomState state, RoomCommand command, DateTimeOffset now) => RoomDecision.Decide(state, command, now);

    public RoomState Evolve(RoomState state, RoomEvent happened) => RoomEvolution.Evolve(state, happened);

    public RoomOutcome OutcomeOf(RoomState state, RoomEvent decisive) => decisive switch
    {
        RoomEvent.RoomConfigured e => new RoomOutcome.Configured(e.Before, e.Settings),
        RoomEvent.DrawCommitted e => new RoomOutcome.Committed(e.Commitment),
        RoomEvent.TicketsEntered e => new RoomOutcome.Entered(e.First, e.First + (e.Leaves.Length / Draws.MerkleTree.HashBytes) - 1),
        RoomEvent.Drawn e => new RoomOutcome.Drawn(e.Draw),
        RoomEvent.BlockTaken e => new RoomOutcome.BlockTaken(e.First, e.Last),
        RoomEvent.AdmissionClaimed e => new RoomOutcome.Admitted(e.Number, e.SessionEnds),
        RoomEvent.TurnExtended e => new RoomOutcome.TurnExtended(e.Until),
        RoomEvent.TurnRegained e => new RoomOutcome.Reentered(e.Until),
        RoomEvent.StaffAdmitted e => new RoomOutcome.StaffAdmitted(e.Number, e.SessionEnds),
        RoomEvent.SessionRenewed e => new RoomOutcome.SessionRenewed(e.Until),
        RoomEvent.SessionEnded => new RoomOutcome.SessionOver(),
        _ => throw new InvalidOperationException($"{decisive.GetType().Name} answers no repeatable command."),
    };

    public DateTimeOffset? NextDue(RoomState state) => null;

    public void Project(RoomState before, RoomState after, IReadOnlyList<RoomEvent> events, ICollection<Projection> projections)
    {
        foreach (var entered in events.OfType<RoomEvent.TicketsEntered>())
        {
            projections.Add(new Projection.RosterEntered(after.Id, entered.First, entered.Leaves));
        }
    }

    public (string Kind, ReadOnlyMemory<byte> Body) Write(RoomEvent happened) => Codec.Write(happened);

    public RoomEvent Read(string kind, ReadOnlyMemory<byte> body) => Codec.Read(kind, body);

    public ReadOnlyMemory<byte> WriteSnapshot(RoomState state) => JsonSerializer.SerializeToUtf8Bytes(RoomSnapshot.Of(state), RoomJson.Default.RoomSnapshot);

    public RoomState ReadSnapshot(StreamId stream, ReadOnlyMemory<byte> body) =>
        JsonSerializer.Deserialize(body.Span, RoomJson.Default.RoomSnapshot)!.ToState(new RoomId(stream.Key));

    public int SnapshotWeight(RoomState state) =>
        (int)Math.Min(int.MaxValue, (state.Claimed.Chunks.Count * 16L) + state.Sessions.Count + state.Calls.Count + state.ReturnUsed.Count + state.ExtensionUsed.Count);
}
