using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Simulation.Tests.Planted;

/// <summary>The real aggregate behind a wrapper whose parts a control can break one by one.</summary>
internal abstract class PassedOn<TState, TCommand, TEvent, TOutcome>(IAggregate<TState, TCommand, TEvent, TOutcome> real)
    : IAggregate<TState, TCommand, TEvent, TOutcome>
    where TState : class
    where TCommand : class, ICommand
    where TEvent : class
    where TOutcome : class
{
    protected IAggregate<TState, TCommand, TEvent, TOutcome> Real => real;

    public virtual TCommand? Tick => real.Tick;

    public virtual TState Empty(StreamId stream) => real.Empty(stream);

    public virtual Decision<TEvent, TOutcome> Decide(TState state, TCommand command, DateTimeOffset now) => real.Decide(state, command, now);

    public virtual TState Evolve(TState state, TEvent happened) => real.Evolve(state, happened);

    public virtual TOutcome OutcomeOf(TState state, TEvent decisive) => real.OutcomeOf(state, decisive);

    public virtual DateTimeOffset? NextDue(TState state) => real.NextDue(state);

    public virtual DateTimeOffset? RemindAt(TState state) => real.RemindAt(state);

    public virtual void Project(TState before, TState after, IReadOnlyList<TEvent> events, ICollection<Projection> projections) =>
        real.Project(before, after, events, projections);

    public virtual (string Kind, ReadOnlyMemory<byte> Body) Write(TEvent happened) => real.Write(happened);

    public virtual TEvent Read(string kind, ReadOnlyMemory<byte> body) => real.Read(kind, body);

    public virtual ReadOnlyMemory<byte> WriteSnapshot(TState state) => real.WriteSnapshot(state);

    public virtual TState ReadSnapshot(StreamId stream, ReadOnlyMemory<byte> body) => real.ReadSnapshot(stream, body);

    public virtual int SnapshotWeight(TState state) => real.SnapshotWeight(state);
}
