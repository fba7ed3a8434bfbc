using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Grains.Writing;

/// <summary>
/// What a writer does with a batch: decide it, append what it led to, publish, answer. A refused append means that somebody else has written, a lost one that nobody
/// knows; either way the state is thrown away and read anew, what turns out to be committed is answered, and the rest is decided again.
/// Whoever is answered finds the grain's timer set already.
/// Not thread-safe but for <see cref="Current"/>: belongs to one writer's loop.
/// </summary>
internal sealed class BatchHandler<TState, TCommand, TEvent, TOutcome>(
    StreamId stream,
    IAggregate<TState, TCommand, TEvent, TOutcome> aggregate,
    ILedger ledger,
    TimeProvider time,
    WriterOptions options,
    WriterCounters counters,
    Action<TState>? published,
    Action schedule)
    where TState : class
    where TCommand : class, ICommand
    where TEvent : class
    where TOutcome : class
{
    private readonly RecentDecisions<TEvent> recent = new(options.RecentDecisions);

    /// <summary>
    /// Operations whose commit was never answered, and the sequence number that it needs. They may still become durable behind our back, so
    /// refusing them would be a lie, until that number is used: then they are in the ledger or never will be.
    /// </summary>
    private readonly Dictionary<OperationId, long> uncertain = [];

    private GrainVersion<TState>? current;

    /// <summary>The newest durable state that is known, or null before it is loaded. Safe to read from anywhere.</summary>
    public TState? Current => Volatile.Read(ref current)?.State;

    /// <summary>Decides, commits, answers. Returns those whom storage left without an answer; nobody knows what became of their commands.</summary>
    public async ValueTask<IReadOnlyList<PendingCommand<TCommand, TOutcome>>> Handle(List<PendingCommand<TCommand, TOutcome>> batch)
    {
        var undecided = batch;
        var appended = false;
        if (current is { } known && batch.Exists(static p => p.Command is { FromNewest: true }) && !(aggregate.RemindAt(known.State) <= time.GetUtcNow()))
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
                    return [];
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

            var append = draft.Entries.Count == 0 ? null : draft.ToAppend(stream, options.SnapshotEvery);
            var result = append is null ? AppendResult.Committed : await AppendAsync(append, draft.Answers.Count);
            if (result == AppendResult.Committed)
            {
                Publish(draft, append);
                foreach (var (pending, reply) in draft.Answers)
                {
                    pending.Answer.TrySetResult(reply);
                }

                return [];
            }

            Count(result);
            if (result == AppendResult.Unknown)
            {
                foreach (var operation in draft.Decided.Keys)
                {
                    uncertain[operation] = draft.Entries[0].Sequence;
                }
            }

            appended = true;
            Forget();
        }

        return undecided;
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

    private BatchDraft<TState, TCommand, TEvent, TOutcome> Decide(List<PendingCommand<TCommand, TOutcome>> batch)
    {
        var now = time.GetUtcNow();
        var draft = new BatchDraft<TState, TCommand, TEvent, TOutcome>(aggregate, current!);
        foreach (var pending in batch)
        {
            if (pending.Command is not { } command)
            {
                draft.Answer(pending, Reply<TOutcome>.Busy.Instance);
            }
            else if (command.Operation != OperationId.None
                && (recent.TryGet(command.Operation, out var earlier) || draft.Decided.TryGetValue(command.Operation, out earlier)))
            {
                counters.Repeated();
                draft.Repeat(pending, earlier);
            }
            else
            {
                draft.Decide(pending, command, now);
            }
        }

        return draft;
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
    private void CorrectRefusals(BatchDraft<TState, TCommand, TEvent, TOutcome> draft, IReadOnlyList<LedgerEntry> found)
    {
        foreach (var (index, operation) in draft.Refused)
        {
            var (pending, reply) = draft.Answers[index];
            if (found.FirstOrDefault(e => e.Operation == operation) is { } entry)
            {
                counters.Repeated();
                reply = new Reply<TOutcome>.Done(aggregate.OutcomeOf(draft.State, aggregate.Read(entry.Kind, entry.Body)));
            }
            else if (uncertain.ContainsKey(operation))
            {
                reply = Reply<TOutcome>.Unknown.Instance;
            }

            draft.Answers[index] = (pending, reply);
        }
    }

    private async ValueTask<AppendResult> AppendAsync(AppendRequest append, int commands)
    {
        var result = await ledger.Append(append);
        if (result == AppendResult.Committed)
        {
            uncertain.Clear();
            counters.Committed(commands, append.Entries.Count);
        }

        return result;
    }

    private void Publish(BatchDraft<TState, TCommand, TEvent, TOutcome> draft, AppendRequest? append)
    {
        if (append is not null)
        {
            var next = new GrainVersion<TState>(draft.State, draft.Sequence, append.Snapshot?.Sequence ?? current!.SnapshotSequence);
            Volatile.Write(ref current, next);
            foreach (var (operation, happened) in draft.Decided)
            {
                recent.Add(operation, happened);
            }

            published?.Invoke(next.State);
        }

        schedule();
    }

    private static HashSet<OperationId> OperationsOf(List<PendingCommand<TCommand, TOutcome>> batch) =>
        batch.Where(p => p.Command is not null && p.Command.Operation != OperationId.None).Select(p => p.Command!.Operation).ToHashSet();

    /// <summary>Answers those commands of a failed batch that are in the ledger after all; returns the others.</summary>
    private List<PendingCommand<TCommand, TOutcome>> AnswerCommitted(List<PendingCommand<TCommand, TOutcome>> batch, IReadOnlyList<LedgerEntry> committed)
    {
        var decided = committed.ToDictionary(e => e.Operation!.Value, e => aggregate.Read(e.Kind, e.Body));
        var rest = new List<PendingCommand<TCommand, TOutcome>>(batch.Count);
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

        foreach (var (operation, needed) in uncertain)
        {
            if (needed <= sequence)
            {
                uncertain.Remove(operation);
            }
        }

        counters.Reloaded();
        Volatile.Write(ref current, new GrainVersion<TState>(state, sequence, history.Snapshot?.Sequence ?? 0));
        published?.Invoke(state);
        schedule();
        return true;
    }

    /// <summary>Throws the state away; it may be half changed, or another writer may have gone on from it.</summary>
    public void Forget()
    {
        Volatile.Write(ref current, null);
        recent.Clear();
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
}
