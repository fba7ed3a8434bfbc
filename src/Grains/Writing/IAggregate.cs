using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Grains.Writing;

/// <summary>What a person or another grain wants of this one.</summary>
public interface ICommand
{
    /// <summary>Makes the command repeatable; <see cref="OperationId.None"/> where a repeat is harmless by nature.</summary>
    OperationId Operation { get; }

    /// <summary>
    /// True for a command of somebody who has reason to think that the writer may be behind, such as an overdue reminder: it is decided from
    /// the ledger as it is now. A writer that was superseded and asked nothing since does not know it, and would find nothing to do.
    /// </summary>
    bool FromNewest => false;
}

/// <summary>
/// The decision part of a grain: pure functions over immutable states. No I/O, no clock, no randomness. The same arguments
/// always give the same result, on any machine and in any year, because histories are folded again after every restart.
/// </summary>
public interface IAggregate<TState, TCommand, TEvent, TOutcome>
    where TState : class
    where TCommand : class, ICommand
    where TEvent : class
    where TOutcome : class
{
    /// <summary>The state of a grain that has no history. <paramref name="stream"/> tells it who it is.</summary>
    TState Empty(StreamId stream);

    Decision<TEvent, TOutcome> Decide(TState state, TCommand command, DateTimeOffset now);

    TState Evolve(TState state, TEvent happened);

    /// <summary>
    /// The answer that <paramref name="decisive"/> stood for, for a caller who asks the same thing again. What was given back since
    /// (<paramref name="state"/> knows) must not be promised again.
    /// </summary>
    TOutcome OutcomeOf(TState state, TEvent decisive);

    /// <summary>When this grain next has something to do by itself, or null. The writer then asks it <see cref="Tick"/>.</summary>
    DateTimeOffset? NextDue(TState state);

    /// <summary>
    /// The instant of the reminder that the ledger keeps for <see cref="NextDue"/>: never later, and earlier only by so little that a grain which is woken
    /// then may as well wait in memory.
    /// </summary>
    DateTimeOffset? RemindAt(TState state) => NextDue(state);

    /// <summary>The command that does what has become due; null where another part of the product does it.</summary>
    TCommand? Tick { get; }

    /// <summary>What the ledger must change beside the events, in the same transaction.</summary>
    void Project(TState before, TState after, IReadOnlyList<TEvent> events, ICollection<Projection> projections);

    /// <summary>The event's stable name and its JSON. Names are never reused, fields are only ever added.</summary>
    (string Kind, ReadOnlyMemory<byte> Body) Write(TEvent happened);

    TEvent Read(string kind, ReadOnlyMemory<byte> body);

    ReadOnlyMemory<byte> WriteSnapshot(TState state);

    TState ReadSnapshot(StreamId stream, ReadOnlyMemory<byte> body);

    /// <summary>About how many events' worth of work a snapshot of this state is; spaces snapshots so that their cost stays constant per event.</summary>
    int SnapshotWeight(TState state);
}

/// <summary>
/// What a command leads to. <paramref name="Incidental"/> events had become due anyway (a hold ran out) and happen whatever the
/// answer is; <paramref name="Decisive"/> is the one event of the command itself and carries its operation id, null for a refusal.
/// </summary>
public readonly record struct Decision<TEvent, TOutcome>(IReadOnlyList<TEvent> Incidental, TEvent? Decisive, TOutcome Outcome)
    where TEvent : class
{
    /// <summary>What must commit with the decisive event but never become history, such as a key that is to be destroyed one day.</summary>
    public IReadOnlyList<Projection>? Beside { get; init; }
}
