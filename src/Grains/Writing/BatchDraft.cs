using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Grains.Writing;

/// <summary>
/// What a batch of commands would lead to, decided against a state that only this draft knows: nothing is visible, and nobody is answered, before it
/// is durable.
/// </summary>
internal sealed class BatchDraft<TState, TCommand, TEvent, TOutcome>(IAggregate<TState, TCommand, TEvent, TOutcome> aggregate, GrainVersion<TState> from)
    where TState : class
    where TCommand : class, ICommand
    where TEvent : class
    where TOutcome : class
{
    private readonly List<TEvent> events = [];
    private readonly List<Projection> beside = [];

    public TState State { get; private set; } = from.State;

    public long Sequence { get; private set; } = from.Sequence;

    public List<LedgerEntry> Entries { get; } = [];

    public List<(PendingCommand<TCommand, TOutcome> Pending, Reply<TOutcome> Reply)> Answers { get; } = [];

    /// <summary>The decisive events of this draft by operation.</summary>
    public Dictionary<OperationId, TEvent> Decided { get; } = [];

    /// <summary>Which of the answers are refusals that a repeat of an accepted command may have got; to be looked up.</summary>
    public List<(int Index, OperationId Operation)> Refused { get; } = [];

    public void Decide(PendingCommand<TCommand, TOutcome> pending, TCommand command, DateTimeOffset now)
    {
        var operation = command.Operation == OperationId.None ? (OperationId?)null : command.Operation;
        var decision = aggregate.Decide(State, command, now);
        foreach (var happened in decision.Incidental)
        {
            Add(happened, now, operation: null);
        }

        if (decision.Decisive is { } decisive)
        {
            Add(decisive, now, operation);
            beside.AddRange(decision.Beside ?? []);
            if (operation is { } accepted)
            {
                Decided.Add(accepted, decisive);
            }
        }
        else if (operation is { } refused)
        {
            Refused.Add((Answers.Count, refused));
        }

        Answer(pending, new Reply<TOutcome>.Done(decision.Outcome));
    }

    /// <summary>Answers somebody whose command led to <paramref name="earlier"/> before.</summary>
    public void Repeat(PendingCommand<TCommand, TOutcome> pending, TEvent earlier) =>
        Answer(pending, new Reply<TOutcome>.Done(aggregate.OutcomeOf(State, earlier)));

    public void Answer(PendingCommand<TCommand, TOutcome> pending, Reply<TOutcome> reply) => Answers.Add((pending, reply));

    public AppendRequest ToAppend(StreamId stream, int snapshotEvery)
    {
        var projections = new List<Projection>(beside);
        aggregate.Project(from.State, State, events, projections);
        // Spaced by the state's own weight, so that writing snapshots costs a constant share of writing events, however large a day becomes.
        var snapshot = Sequence - from.SnapshotSequence >= Math.Max(snapshotEvery, aggregate.SnapshotWeight(State))
            ? new Snapshot(Sequence, aggregate.WriteSnapshot(State))
            : null;
        return new AppendRequest(stream, Entries, projections, snapshot);
    }

    private void Add(TEvent happened, DateTimeOffset now, OperationId? operation)
    {
        State = aggregate.Evolve(State, happened);
        events.Add(happened);
        var (kind, body) = aggregate.Write(happened);
        Entries.Add(new LedgerEntry(++Sequence, now, kind, body, operation));
    }
}
