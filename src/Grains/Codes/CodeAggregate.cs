using System.Text.Json;
using System.Text.Json.Serialization;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Codes;

/// <summary>The booking code as a grain: what it is good for and how far its one pair has come.</summary>
public sealed class CodeAggregate : IAggregate<CodeState, CodeCommand, CodeEvent, CodeOutcome>
{
    public static readonly CodeAggregate Instance = new();

    /// <summary>A saga that has not ended by itself after this long has lost its driver; booking two days takes well under a second.</summary>
    public static readonly TimeSpan UnfinishedAfter = TimeSpan.FromSeconds(15);

    private static readonly EventCodec<CodeEvent> Codec = new EventCodec<CodeEvent>()
        .With("code-issued/1", CodeJson.Default.CodeIssued)
        .With("pair-held/1", CodeJson.Default.PairHeld)
        .With("pair-hold-extended/1", CodeJson.Default.HoldExtended)
        .With("pair-released/1", CodeJson.Default.PairReleased)
        .With("booking-begun/1", CodeJson.Default.BookingBegun)
        .With("pair-booked/1", CodeJson.Default.PairBooked)
        .With("undo-begun/1", CodeJson.Default.UndoBegun)
        .With("pair-ended/1", CodeJson.Default.PairEnded)
        .With("rebook-begun/1", CodeJson.Default.RebookBegun)
        .With("pair-replaced/1", CodeJson.Default.PairReplaced)
        .With("revert-begun/1", CodeJson.Default.RevertBegun)
        .With("rebook-ended/1", CodeJson.Default.RebookEnded)
        .With("contact-changed/1", CodeJson.Default.ContactChanged);

    /// <summary>Null: an unfinished saga involves other grains and is taken up by <c>PairSaga.Resume</c>.</summary>
    public CodeCommand? Tick => null;

    public CodeState Empty(StreamId stream) => new(new CodeId(stream.Key));

    public Decision<CodeEvent, CodeOutcome> Decide(CodeState state, CodeCommand command, DateTimeOffset now) => CodeDecision.Decide(state, command, now);

    public CodeState Evolve(CodeState state, CodeEvent happened) => CodeEvolution.Evolve(state, happened);

    public CodeOutcome OutcomeOf(CodeState state, CodeEvent decisive) => decisive switch
    {
        // The step was taken, and the saga has moved on since: its driver must follow it, not repeat the past.
        CodeEvent.BookingBegun e => Now(state, e.Pair.Id),
        CodeEvent.PairBooked e => Now(state, e.Pair.Id),
        CodeEvent.PairHeld e => Now(state, e.Pair.Id),
        CodeEvent.HoldExtended e => Now(state, e.Pair.Id),
        CodeEvent.UndoBegun e => Now(state, e.Pair.Id),
        CodeEvent.RebookBegun e => ChangeDecision.About(state, e.Next.Id),
        CodeEvent.PairReplaced e => ChangeDecision.About(state, e.Pair.Id),
        CodeEvent.RevertBegun e => ChangeDecision.About(state, e.Next),
        CodeEvent.RebookEnded e => ChangeDecision.About(state, e.Next),
        CodeEvent.ContactChanged e => Now(state, e.Pair),
        _ => Outcome(decisive),
    };

    public DateTimeOffset? NextDue(CodeState state) => state.IsUnfinished ? state.PhaseSince + UnfinishedAfter : null;

    public void Project(CodeState before, CodeState after, IReadOnlyList<CodeEvent> events, ICollection<Projection> projections)
    {
        foreach (var happened in events)
        {
            switch (happened)
            {
                case CodeEvent.PairBooked e:
                    projections.Add(new Projection.ReferenceIssued(e.Pair.Reference, after.Id.Stream, BookedPair.Of(e.Pair, after.Origin)));
                    projections.Add(Message("booking-confirmed", e.Pair, e.At));
                    break;
                case CodeEvent.UndoBegun { End: PairEnd.Cancelled } e:
                    projections.Add(Message("booking-cancelled", e.Pair, e.At));
                    break;
                case CodeEvent.PairReplaced e:
                    // The reference stays the person's; what it leads to is told as it is now.
                    projections.Add(new Projection.ReferenceIssued(e.Pair.Reference, after.Id.Stream, BookedPair.Of(e.Pair, after.Origin)));
                    projections.Add(Message("booking-changed", e.Pair, e.At));
                    break;
                default:
                    break;
            }
        }

        if (NextDue(before) != NextDue(after))
        {
            projections.Add(new Projection.ReminderSet(after.Id.Stream, NextDue(after)));
        }
    }

    public (string Kind, ReadOnlyMemory<byte> Body) Write(CodeEvent happened) => Codec.Write(happened);

    public CodeEvent Read(string kind, ReadOnlyMemory<byte> body) => Codec.Read(kind, body);

    public ReadOnlyMemory<byte> WriteSnapshot(CodeState state) => JsonSerializer.SerializeToUtf8Bytes(state, CodeJson.Default.CodeState);

    public CodeState ReadSnapshot(StreamId stream, ReadOnlyMemory<byte> body) => JsonSerializer.Deserialize(body.Span, CodeJson.Default.CodeState)!;

    public int SnapshotWeight(CodeState state) => 0;

    internal static CodeOutcome Outcome(CodeEvent decisive) => decisive switch
    {
        CodeEvent.CodeIssued e => new CodeOutcome.Issued(e.Group),
        CodeEvent.PairHeld e => new CodeOutcome.PairHeld(e.Pair),
        CodeEvent.HoldExtended e => new CodeOutcome.PairHeld(e.Pair),
        CodeEvent.PairReleased => new CodeOutcome.PairReleased(),
        CodeEvent.BookingBegun e => new CodeOutcome.BookingBegun(e.Pair),
        CodeEvent.PairBooked e => new CodeOutcome.PairBooked(e.Pair),
        CodeEvent.UndoBegun e => new CodeOutcome.UndoBegun(e.Pair, e.End, e.SeatsBackAt),
        CodeEvent.PairEnded e => new CodeOutcome.PairEnded(e.End),
        _ => throw new InvalidOperationException($"{decisive.GetType().Name} answers no command."),
    };

    /// <summary>Where the pair stands now.</summary>
    private static CodeOutcome Now(CodeState state, PairId id)
    {
        return state.Pair is not { } pair || pair.Id != id ? CodeDecision.Ended(state, id) : state.Phase switch
        {
            PairPhase.Held => new CodeOutcome.PairHeld(pair),
            PairPhase.Booking => new CodeOutcome.BookingBegun(pair),
            PairPhase.Undoing => CodeDecision.Undoing(state),
            _ => new CodeOutcome.PairBooked(pair),
        };
    }

    private static Projection.MessageQueued Message(string kind, Pair pair, DateTimeOffset at) =>
        new(OperationId.Derive(kind, pair.Id.ToString()), kind, pair.Reference, at);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CodeState))]
[JsonSerializable(typeof(CodeEvent.CodeIssued), TypeInfoPropertyName = "CodeIssued")]
[JsonSerializable(typeof(CodeEvent.PairHeld), TypeInfoPropertyName = "PairHeld")]
[JsonSerializable(typeof(CodeEvent.HoldExtended), TypeInfoPropertyName = "HoldExtended")]
[JsonSerializable(typeof(CodeEvent.PairReleased), TypeInfoPropertyName = "PairReleased")]
[JsonSerializable(typeof(CodeEvent.BookingBegun), TypeInfoPropertyName = "BookingBegun")]
[JsonSerializable(typeof(CodeEvent.PairBooked), TypeInfoPropertyName = "PairBooked")]
[JsonSerializable(typeof(CodeEvent.UndoBegun), TypeInfoPropertyName = "UndoBegun")]
[JsonSerializable(typeof(CodeEvent.PairEnded), TypeInfoPropertyName = "PairEnded")]
[JsonSerializable(typeof(CodeEvent.RebookBegun), TypeInfoPropertyName = "RebookBegun")]
[JsonSerializable(typeof(CodeEvent.PairReplaced), TypeInfoPropertyName = "PairReplaced")]
[JsonSerializable(typeof(CodeEvent.RevertBegun), TypeInfoPropertyName = "RevertBegun")]
[JsonSerializable(typeof(CodeEvent.RebookEnded), TypeInfoPropertyName = "RebookEnded")]
[JsonSerializable(typeof(CodeEvent.ContactChanged), TypeInfoPropertyName = "ContactChanged")]
internal sealed partial class CodeJson : JsonSerializerContext;
