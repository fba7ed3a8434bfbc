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
    /// <summary>Timers refuse spans beyond about 49 days; what is due later is scheduled again when this one fires.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    private readonly StreamId stream;
    private readonly IAggregate<TState, TCommand, TEvent, TOutcome> aggregate;
    private readonly ILedger ledger;
    private readonly TimeProvider time;
    private readonly WriterOptions options;
    private readonly WriterCounters counters;
    private readonly Action<TState>? published;
    private readonly Channel<Pending> queue;
    private readonly RecentDecisions<TEvent> recent;
    private readonly ITimer timer;
    private readonly Task loop;

    /// <summary>
    /// Operations whose commit was never answered. They may still become durable behind our back, so refusing them would be a lie; the next
    /// commit of this writer settles it, because it uses the sequence number that they would need.
    /// </summary>
    private readonly HashSet<OperationId> uncertain = [];

    private Version? current;
    private DateTimeOffset? timerDueAt;
    private volatile bool timerArmed;
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
        this.stream = stream;
        this.aggregate = aggregate;
        this.ledger = ledger;
        this.time = time;
        this.options = options ?? new WriterOptions();
        this.counters = counters ?? new WriterCounters();
        this.published = published;
        queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(this.options.QueueLimit) { SingleReader = true });
        recent = new RecentDecisions<TEvent>(this.options.RecentDecisions);
        timer = time.CreateTimer(static state => ((SingleWriter<TState, TCommand, TEvent, TOutcome>)state!).WakeUp(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        loop = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this.options.Scheduler).Unwrap();
    }

    /// <summary>Completes when a retired writer has answered its last command. Never faults.</summary>
    public Task Completion => loop;

    /// <summary>When this grain next has something to do by itself; null when it has not, or has not been loaded.</summary>
    public DateTimeOffset? NextDue => current is { } version ? aggregate.NextDue(version.State) : null;

    /// <summary>
    /// Asks for a decision. False when the writer has been retired and a new one has to be made for this stream; nothing was done then.
    /// </summary>
    public bool TryAsk(TCommand command, out Task<Reply<TOutcome>> reply)
    {
        var pending = new Pending(command);
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
        if (Volatile.Read(ref current) is { } version)
        {
            return version.State;
        }

        var pending = new Pending(null);
        if (!queue.Writer.TryWrite(pending))
        {
            return null;
        }

        await pending.Answer.Task;
        return Volatile.Read(ref current)?.State;
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
        timerArmed = false;
        if (aggregate.Tick is { } tick)
        {
            // A full queue needs no tick: every command does what is due first.
            queue.Writer.TryWrite(new Pending(tick));
        }
    }

    private async Task RunAsync()
    {
        var batch = new List<Pending>(options.BatchLimit);
        while (await queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < options.BatchLimit && queue.Reader.TryRead(out var pending))
            {
                batch.Add(pending);
            }

            try
            {
                await HandleAsync(batch);
            }
            catch (Exception)
            {
                // The loop must outlive any fault: a state that may be half changed is thrown away, the callers learn that nobody knows.
                counters.LoopFailed();
                Forget();
                GiveUp(batch);
            }
        }

        await timer.DisposeAsync();
    }

    private async ValueTask HandleAsync(List<Pending> batch)
    {
        var undecided = batch;
        var appended = false;
        if (current is { } known && batch.Exists(static p => p.Command is { FromNewest: true }) && !(aggregate.NextDue(known.State) <= time.GetUtcNow()))
        {
            // Somebody says that something is due, and this writer knows of nothing.
            Forget();
        }

        for (var attempt = 0; attempt < options.AttemptLimit; attempt++)
        {
            if (current is null && !await LoadAsync())
            {
                break;
            }

            if (appended)
            {
                if (await FindAsync(OperationsOf(undecided)) is not { } committed)
                {
                    break;
                }

                if (IsBehind(committed))
                {
                    continue;
                }

                undecided = AnswerCommitted(undecided, committed);
                if (undecided.Count == 0)
                {
                    return;
                }
            }

            var draft = Decide(undecided);
            if (draft.Refused.Count > 0)
            {
                if (await FindAsync(draft.Refused.Select(r => r.Operation).ToHashSet()) is not { } accepted)
                {
                    break;
                }

                if (IsBehind(accepted))
                {
                    continue;
                }

                CorrectRefusals(draft, accepted);
            }

            var result = draft.Entries.Count == 0 ? AppendResult.Committed : await AppendAsync(draft);
            if (result == AppendResult.Committed)
            {
                Publish(draft);
                foreach (var (pending, reply) in draft.Answers)
                {
                    pending.Answer.TrySetResult(reply);
                }

                return;
            }

            Count(result);
            if (result == AppendResult.Unknown)
            {
                uncertain.UnionWith(draft.Entries.Where(e => e.Operation is not null).Select(e => e.Operation!.Value));
            }

            appended = true;
            Forget();
        }

        GiveUp(undecided);
    }

    /// <summary>
    /// True, and everything forgotten, when the ledger holds an entry that this writer's state does not: no answer can be told from such a state.
    /// It was superseded without noticing, or the entry landed just after the load.
    /// </summary>
    private bool IsBehind(IReadOnlyList<LedgerEntry> found)
    {
        if (!found.Any(e => e.Sequence > current!.Sequence))
        {
            return false;
        }

        counters.Fenced();
        Forget();
        return true;
    }

    /// <summary>Decides a batch against a state that only this draft knows; nothing is visible before it is durable.</summary>
    private Draft Decide(List<Pending> batch)
    {
        var now = time.GetUtcNow();
        var base_ = current!;
        var draft = new Draft(base_.State, base_.Sequence);
        foreach (var pending in batch)
        {
            if (pending.Command is not { } command)
            {
                draft.Answers.Add((pending, Reply<TOutcome>.Busy.Instance));
                continue;
            }

            var operation = command.Operation;
            if (operation != OperationId.None && (recent.TryGet(operation, out var earlier) || draft.Decided.TryGetValue(operation, out earlier)))
            {
                counters.Repeated();
                draft.Answers.Add((pending, new Reply<TOutcome>.Done(aggregate.OutcomeOf(draft.State, earlier))));
                continue;
            }

            var decision = aggregate.Decide(draft.State, command, now);
            foreach (var happened in decision.Incidental)
            {
                Add(draft, happened, now, operation: null);
            }

            if (decision.Decisive is { } decisive)
            {
                Add(draft, decisive, now, operation == OperationId.None ? null : operation);
                if (operation != OperationId.None)
                {
                    draft.Decided.Add(operation, decisive);
                }

                if (decision.Beside is { } beside)
                {
                    draft.Beside.AddRange(beside);
                }
            }
            else if (operation != OperationId.None)
            {
                draft.Refused.Add((draft.Answers.Count, operation));
            }

            draft.Answers.Add((pending, new Reply<TOutcome>.Done(decision.Outcome)));
        }

        return draft;
    }

    private void Add(Draft draft, TEvent happened, DateTimeOffset now, OperationId? operation)
    {
        draft.State = aggregate.Evolve(draft.State, happened);
        draft.Events.Add(happened);
        var (kind, body) = aggregate.Write(happened);
        draft.Entries.Add(new LedgerEntry(++draft.Sequence, now, kind, body, operation));
    }

    /// <summary>Those of <paramref name="operations"/> that are in the ledger; one look-up serves a whole batch. Null when storage does not answer.</summary>
    private async ValueTask<IReadOnlyList<LedgerEntry>?> FindAsync(HashSet<OperationId> operations)
    {
        try
        {
            return operations.Count == 0 || (current!.Sequence == 0 && uncertain.Count == 0) ? [] : await ledger.FindOperations(stream, operations);
        }
        catch (LedgerUnavailableException)
        {
            return null;
        }
    }

    /// <summary>A refusal must not be given to somebody whose command was accepted before it left memory, or may yet turn out to be.</summary>
    private void CorrectRefusals(Draft draft, IReadOnlyList<LedgerEntry> found)
    {
        foreach (var (index, operation) in draft.Refused)
        {
            var (pending, reply) = draft.Answers[index];
            if (found.FirstOrDefault(e => e.Operation == operation) is { } entry)
            {
                counters.Repeated();
                reply = new Reply<TOutcome>.Done(aggregate.OutcomeOf(draft.State, aggregate.Read(entry.Kind, entry.Body)));
            }
            else if (uncertain.Contains(operation))
            {
                reply = Reply<TOutcome>.Unknown.Instance;
            }

            draft.Answers[index] = (pending, reply);
        }
    }

    private async ValueTask<AppendResult> AppendAsync(Draft draft)
    {
        var projections = new List<Projection>(draft.Beside);
        aggregate.Project(current!.State, draft.State, draft.Events, projections);
        var sinceSnapshot = draft.Sequence - current.SnapshotSequence;
        // Spaced by the state's own weight, so that writing snapshots costs a constant share of writing events, however large a day becomes.
        draft.Snapshot = sinceSnapshot >= Math.Max(options.SnapshotEvery, aggregate.SnapshotWeight(draft.State))
            ? new Snapshot(draft.Sequence, aggregate.WriteSnapshot(draft.State))
            : null;
        var result = await ledger.Append(new AppendRequest(stream, draft.Entries, projections, draft.Snapshot));
        if (result == AppendResult.Committed)
        {
            uncertain.Clear();
            counters.Committed(draft.Answers.Count, draft.Entries.Count);
        }

        return result;
    }

    private void Publish(Draft draft)
    {
        if (draft.Entries.Count > 0)
        {
            var next = new Version(draft.State, draft.Sequence, draft.Snapshot?.Sequence ?? current!.SnapshotSequence);
            Volatile.Write(ref current, next);
            foreach (var (operation, happened) in draft.Decided)
            {
                recent.Add(operation, happened);
            }

            published?.Invoke(next.State);
        }

        Schedule();
    }

    private static HashSet<OperationId> OperationsOf(List<Pending> batch) =>
        batch.Where(p => p.Command is not null && p.Command.Operation != OperationId.None).Select(p => p.Command!.Operation).ToHashSet();

    /// <summary>Answers those commands of a failed batch that are in the ledger after all; returns the others.</summary>
    private List<Pending> AnswerCommitted(List<Pending> batch, IReadOnlyList<LedgerEntry> committed)
    {
        var decided = committed.ToDictionary(e => e.Operation!.Value, e => aggregate.Read(e.Kind, e.Body));
        var rest = new List<Pending>(batch.Count);
        foreach (var pending in batch)
        {
            if (pending.Command is { } command && decided.TryGetValue(command.Operation, out var happened))
            {
                counters.Repeated();
                recent.Add(command.Operation, happened);
                pending.Answer.TrySetResult(new Reply<TOutcome>.Done(aggregate.OutcomeOf(current!.State, happened)));
            }
            else
            {
                rest.Add(pending);
            }
        }

        return rest;
    }

    private async ValueTask<bool> LoadAsync()
    {
        StreamHistory history;
        try
        {
            history = await ledger.Load(stream);
        }
        catch (LedgerUnavailableException)
        {
            return false;
        }

        var state = history.Snapshot is { } snapshot ? aggregate.ReadSnapshot(stream, snapshot.Body) : aggregate.Empty(stream);
        var sequence = history.Snapshot?.Sequence ?? 0;
        foreach (var entry in history.Entries)
        {
            state = aggregate.Evolve(state, aggregate.Read(entry.Kind, entry.Body));
            sequence = entry.Sequence;
        }

        counters.Reloaded();
        Volatile.Write(ref current, new Version(state, sequence, history.Snapshot?.Sequence ?? 0));
        published?.Invoke(state);
        Schedule();
        return true;
    }

    private void Forget()
    {
        Volatile.Write(ref current, null);
        recent.Clear();
    }

    private void Schedule()
    {
        if (aggregate.Tick is null)
        {
            return;
        }

        var due = NextDue;
        if (due == timerDueAt && timerArmed)
        {
            return;
        }

        timerDueAt = due;
        timerArmed = due is not null;
        var wait = due is { } at ? at - time.GetUtcNow() : Timeout.InfiniteTimeSpan;
        timer.Change(due is null ? wait : TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, LongestTimer.Ticks)), Timeout.InfiniteTimeSpan);
    }

    private void Count(AppendResult result)
    {
        switch (result)
        {
            case AppendResult.SequenceTaken or AppendResult.OperationRepeated:
                counters.Fenced();
                break;
            case AppendResult.SeatTaken:
                counters.SeatRefused();
                break;
            default:
                counters.OutcomeUnknown();
                break;
        }
    }

    private void GiveUp(List<Pending> batch)
    {
        if (aggregate.Tick is not null)
        {
            // What was due may have been in this batch, and the timer that asked for it has gone off. Nobody else would ask again.
            timerDueAt = null;
            timerArmed = true;
            timer.Change(options.RetryAfter, Timeout.InfiniteTimeSpan);
        }

        foreach (var pending in batch)
        {
            pending.Answer.TrySetResult(Reply<TOutcome>.Unknown.Instance);
        }
    }

    private sealed record Version(TState State, long Sequence, long SnapshotSequence);

    /// <summary>A null command only asks for the state to be loaded.</summary>
    private sealed record Pending(TCommand? Command)
    {
        public TaskCompletionSource<Reply<TOutcome>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Draft(TState state, long sequence)
    {
        public TState State { get; set; } = state;

        public long Sequence { get; set; } = sequence;

        public Snapshot? Snapshot { get; set; }

        public List<Projection> Beside { get; } = [];

        public List<TEvent> Events { get; } = [];

        public List<LedgerEntry> Entries { get; } = [];

        public List<(Pending Pending, Reply<TOutcome> Reply)> Answers { get; } = [];

        public Dictionary<OperationId, TEvent> Decided { get; } = [];

        public List<(int Index, OperationId Operation)> Refused { get; } = [];
    }
}
