using WaitingRoom.Grains;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Queue.Joining;

/// <summary>
/// The way into the roster of a draw. Whoever comes while a commit is under way goes into the next one, all together; a number is given out only when it is durable.
/// The same leaf always gets the same number: the first that it has in the roster, whichever node entered it.
/// </summary>
internal sealed class PreQueue(RoomId room, IGrains grains, IReadModels readModels, TimeProvider time)
{
    /// <summary>People entered with one command, 128 KB of leaves: at ten thousand arrivals a second a commit may take 400 ms and none waits for a second one.</summary>
    public const int LargestBatch = 4096;

    /// <summary>Two seconds of arrivals at the largest rate; whoever comes later hears "busy" at once.</summary>
    public const int WaitingLimit = 20_000;

    /// <summary>A command that may have been done is asked again, with its id, so often before people hear "busy".</summary>
    private const int Asks = 3;

    private readonly Lock sync = new();
    private readonly Queue<Arrival> arrivals = new();
    private readonly RosterIndex index = new();
    private bool entering;
    private bool over;
    private long given;
    private long largest;

    /// <summary>The index may lack what another node, or a lost answer, put into the roster.</summary>
    private bool behind = true;

    /// <summary>People entered into the roster by this process.</summary>
    public long Given => Interlocked.Read(ref given);

    /// <summary>The room's roster has so many tickets: those that this node does not know were entered by others, and are read before anybody else enters here.</summary>
    public void See(long count)
    {
        lock (sync)
        {
            largest = Math.Max(largest, count);
            behind |= largest > index.Known;
        }
    }

    public async Task<EntryResult> EnterAsync(byte[] leaf)
    {
        Arrival arrival;
        lock (sync)
        {
            if (!behind && index.TryFind(leaf, out var number))
            {
                return new EntryResult.Entered(number);
            }

            if (!behind && over)
            {
                return new EntryResult.Over();
            }

            if (arrivals.Count >= WaitingLimit)
            {
                return new EntryResult.Busy();
            }

            arrival = new Arrival(leaf);
            arrivals.Enqueue(arrival);
            if (!entering)
            {
                entering = true;
                _ = Task.Run(EnterAllAsync);
            }
        }

        try
        {
            return await arrival.Answer.Task.WaitAsync(NumberSupply.Patience, time);
        }
        catch (TimeoutException)
        {
            // It may still enter; the same browser then finds itself in the index.
            return new EntryResult.Busy();
        }
    }

    private async Task EnterAllAsync()
    {
        while (true)
        {
            var batch = new List<Arrival>();
            lock (sync)
            {
                while (batch.Count < LargestBatch && arrivals.TryDequeue(out var next))
                {
                    batch.Add(next);
                }

                if (batch.Count == 0)
                {
                    entering = false;
                    return;
                }
            }

            try
            {
                await EnterAsync(batch);
            }
            catch (LedgerUnavailableException)
            {
                Answer(batch, new EntryResult.Busy());
            }
            catch (Exception fault)
            {
                // Broken infrastructure or a bug: those who asked get it, the next ones get another try.
                batch.ForEach(arrival => arrival.Answer.TrySetException(fault));
            }
        }
    }

    private async Task EnterAsync(List<Arrival> batch)
    {
        if (behind)
        {
            await CatchUpAsync();
        }

        var leaves = new List<ReadOnlyMemory<byte>>(batch.Count);
        var seen = new HashSet<UInt128>(batch.Count);
        lock (sync)
        {
            // Two tabs of one browser are one arrival.
            leaves.AddRange(batch.Where(a => !index.TryFind(a.Leaf, out _) && seen.Add(RosterIndex.KeyOf(a.Leaf))).Select(a => (ReadOnlyMemory<byte>)a.Leaf));
        }

        var otherwise = leaves.Count == 0 || over ? new EntryResult.Over() : await AskAsync(leaves);
        Answer(batch, otherwise);
    }

    /// <summary>Enters the leaves; what becomes of those who are not in the index afterwards.</summary>
    private async Task<EntryResult> AskAsync(List<ReadOnlyMemory<byte>> leaves)
    {
        var command = new RoomCommand.Enter(OperationId.New(), leaves);
        var reply = await grains.Ask(room, command);
        for (var asked = 1; reply is Reply<RoomOutcome>.Unknown && asked < Asks; asked++)
        {
            reply = await grains.Ask(room, command);
        }

        switch (reply)
        {
            case Reply<RoomOutcome>.Done { Outcome: RoomOutcome.Entered(var first, _) }:
                Interlocked.Add(ref given, leaves.Count);
                await KeepAsync(first, leaves);
                return new EntryResult.Busy();
            case Reply<RoomOutcome>.Done { Outcome: RoomOutcome.PreQueueOver }:
                // The roster is closed: what it holds now, from whatever node, is all there will be.
                over = true;
                await CatchUpAsync();
                return new EntryResult.Over();
            case Reply<RoomOutcome>.Done { Outcome: RoomOutcome.TooEarly(var opensAt) }:
                return new EntryResult.TooEarly(opensAt);
            case Reply<RoomOutcome>.Unknown:
                behind = true;
                return new EntryResult.Busy();
            default:
                // The room's queue is full, or its draw has not been promised yet: a matter of a second.
                return new EntryResult.Busy();
        }
    }

    /// <summary>In the roster's order only: whoever came to two nodes at once has two tickets there, and the first counts.</summary>
    private async Task KeepAsync(long first, List<ReadOnlyMemory<byte>> leaves)
    {
        lock (sync)
        {
            if (first == index.Known + 1)
            {
                leaves.ForEach(leaf => index.Add(leaf.Span));
                return;
            }
        }

        await CatchUpAsync();
    }

    private async Task CatchUpAsync()
    {
        behind = true;
        var newer = await readModels.ReadRoster(room, index.Known);
        lock (sync)
        {
            foreach (var leaf in newer)
            {
                index.Add(leaf.Span);
            }

            behind = largest > index.Known;
        }
    }

    private void Answer(List<Arrival> batch, EntryResult otherwise)
    {
        lock (sync)
        {
            foreach (var arrival in batch)
            {
                arrival.Answer.TrySetResult(index.TryFind(arrival.Leaf, out var number) ? new EntryResult.Entered(number) : otherwise);
            }
        }
    }

    private sealed record Arrival(byte[] Leaf)
    {
        public TaskCompletionSource<EntryResult> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>What became of somebody who came. A closed set.</summary>
internal abstract record EntryResult
{
    private EntryResult()
    {
    }

    /// <summary>A durable number, this time's or an earlier one of the same browser.</summary>
    public sealed record Entered(long Number) : EntryResult;

    /// <summary>The opening has passed, and this browser was not there before; numbers now come in order of arrival.</summary>
    public sealed record Over : EntryResult;

    public sealed record TooEarly(DateTimeOffset PreQueueAt) : EntryResult;

    /// <summary>Overloaded, or storage does not answer. Try again.</summary>
    public sealed record Busy : EntryResult;
}
