using System.Threading.Channels;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Grains.Writing;

/// <summary>
/// The one writer of one grain. Takes commands one at a time, decides them in memory, appends what they led to as one batch,
/// publishes the new state and only then answers. What arrives while a commit is under way makes up the next batch.
/// <para>
/// It may believe wrongly that it is the only one; the ledger then refuses its append. It throws its state away, reloads, answers what turns out to
/// have been committed already and decides the rest anew. The same happens when the result of a commit never arrived.
/// </para>
/// </summary>
public sealed class SingleWriter<TState, TCommand, TEvent, TOutcome> : IAsyncDisposable
    where TState : class
    where TCommand : class, ICommand
    where TEvent : class
    where TOutcome : class
{
    private readonly IAggregate<TState, TCommand, TEvent, TOutcome> aggregate;
    private readonly BatchHandler<TState, TCommand, TEvent, TOutcome> handler;
    private readonly WriterOptions options;
    private readonly WriterCounters counters;
    private readonly Channel<PendingCommand<TCommand, TOutcome>> queue;
    private readonly WakeTimer timer;
    private readonly Task loop;

    private volatile bool retired;

    /// <param name="published">Called with each new state after it is durable, one at a time; must be quick and must not throw.</param>
    public SingleWriter(
        StreamId stream,
        IAggregate<TState, TCommand, TEvent, TOutcome> aggregate,
        ILedger ledger,
        TimeProvider time,
        WriterOptions? options = null,
        WriterCounters? counters = null,
        Action<TState>? published = null)
    {
        this.aggregate = aggregate;
        this.options = options ?? new WriterOptions();
        this.counters = counters ?? new WriterCounters();
        handler = new BatchHandler<TState, TCommand, TEvent, TOutcome>(stream, aggregate, ledger, time, this.options, this.counters, published, Schedule);
        queue = Channel.CreateBounded<PendingCommand<TCommand, TOutcome>>(new BoundedChannelOptions(this.options.QueueLimit) { SingleReader = true });
        timer = new WakeTimer(time, WakeUp);
        loop = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this.options.Scheduler).Unwrap();
    }

    /// <summary>Completes when a retired writer has answered its last command. Never faults.</summary>
    public Task Completion => loop;

    /// <summary>When this grain next has something to do by itself; null when it has not, or has not been loaded.</summary>
    public DateTimeOffset? NextDue => handler.Current is { } state ? aggregate.NextDue(state) : null;

    /// <summary>
    /// Asks for a decision. False when the writer has been retired and a new one has to be made for this stream; nothing was done then.
    /// </summary>
    public bool TryAsk(TCommand command, out Task<Reply<TOutcome>> reply)
    {
        var pending = new PendingCommand<TCommand, TOutcome>(command);
        if (queue.Writer.TryWrite(pending))
        {
            reply = pending.Answer.Task;
            return true;
        }

        reply = Task.FromResult<Reply<TOutcome>>(Reply<TOutcome>.Busy.Instance);
        if (loop.IsCompleted || retired)
        {
            return false;
        }

        counters.Busy();
        return true;
    }

    /// <summary>
    /// The newest durable state this writer knows, loading it if need be. Null when storage does not answer or the writer is retired.
    /// A writer that was superseded without noticing may be behind; reading never decides anything.
    /// </summary>
    public async ValueTask<TState?> Read()
    {
        if (handler.Current is { } known)
        {
            return known;
        }

        var pending = new PendingCommand<TCommand, TOutcome>(null);
        if (!queue.Writer.TryWrite(pending))
        {
            return null;
        }

        await pending.Answer.Task;
        return handler.Current;
    }

    /// <summary>Takes no more commands; those already taken are still answered. Wait for <see cref="Completion"/> before a new writer is made.</summary>
    public void Retire()
    {
        retired = true;
        queue.Writer.TryComplete();
    }

    public async ValueTask DisposeAsync()
    {
        Retire();
        await loop;
        await timer.DisposeAsync();
    }

    private void WakeUp()
    {
        if (aggregate.Tick is { } tick)
        {
            // A full queue needs no tick: every command does what is due first.
            queue.Writer.TryWrite(new PendingCommand<TCommand, TOutcome>(tick));
        }
    }

    private async Task RunAsync()
    {
        var batch = new List<PendingCommand<TCommand, TOutcome>>();
        while (await queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < options.BatchLimit && queue.Reader.TryRead(out var pending))
            {
                batch.Add(pending);
            }

            try
            {
                var unanswered = await handler.Handle(batch);
                if (unanswered.Count > 0)
                {
                    GiveUp(unanswered);
                }
            }
            catch (Exception)
            {
                // The loop must outlive any fault: a state that may be half changed is thrown away, the callers learn that nobody knows.
                counters.LoopFailed();
                handler.Forget();
                GiveUp(batch);
            }
        }

        await timer.DisposeAsync();
    }

    private void Schedule()
    {
        if (aggregate.Tick is null)
        {
            return;
        }

        timer.Set(NextDue);
    }

    private void GiveUp(IReadOnlyList<PendingCommand<TCommand, TOutcome>> batch)
    {
        if (aggregate.Tick is not null)
        {
            // What was due may have been in this batch, and the timer that asked for it has gone off. Nobody else would ask again.
            timer.SetAfter(options.RetryAfter);
        }

        foreach (var pending in batch)
        {
            pending.Answer.TrySetResult(Reply<TOutcome>.Unknown.Instance);
        }
    }
}
