using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Cluster.Placement;

/// <summary>
/// A <see cref="SingleWriter{TState, TCommand, TEvent, TOutcome}"/> in the place that Orleans gave it. Decides nothing. Concrete grains are reentrant: the writer itself takes commands one at a time,
/// and only what waits in its queue can share a commit. Should two of one key live at once, the ledger fences one of them.
/// </summary>
internal abstract class WriterGrain<TState, TCommand, TEvent, TOutcome>(IAggregate<TState, TCommand, TEvent, TOutcome> aggregate, ILedger ledger, TimeProvider time, WriterCounters counters) : Grain, IAsyncDisposable
    where TState : class
    where TCommand : class, ICommand
    where TEvent : class
    where TOutcome : class
{
    private static readonly WriterOptions Options = new();

    private SingleWriter<TState, TCommand, TEvent, TOutcome>? writer;

    /// <summary>The stream of this grain's key.</summary>
    protected abstract StreamId Stream { get; }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        writer = new(Stream, aggregate, ledger, time, Options, counters, Published);
        return Task.CompletedTask;
    }

    /// <summary>Answers what was taken before this place is given up, so that a hand-over loses nothing and the next writer is not fenced.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (writer is { } leaving)
        {
            leaving.Retire();
            await leaving.Completion.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (writer is not null)
        {
            await writer.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    public Task<Reply<TOutcome>> Ask(TCommand command) =>
        writer!.TryAsk(command, out var reply) ? reply : Task.FromResult<Reply<TOutcome>>(Reply<TOutcome>.Busy.Instance);

    public Task<TState?> Read() => writer!.Read().AsTask();

    /// <summary>Hears of each durable state, one at a time; quick, never throws.</summary>
    protected virtual void Published(TState state)
    {
    }
}
