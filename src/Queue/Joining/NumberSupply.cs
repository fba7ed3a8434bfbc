using WaitingRoom.Grains;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Queue.Joining;

/// <summary>
/// The numbers this node may hand out. While many people wait it takes them from the room's grain in blocks, ahead of need, so that joining costs no commit. Where the line is short it
/// takes as many as there are people at the door: numbers that lie here would soon be called, and would be nobody's.
/// </summary>
/// <param name="blockTime">See <see cref="NumberBlocks.BlockTime"/>.</param>
internal sealed class NumberSupply(RoomId room, IGrains grains, TimeProvider time, TimeSpan? blockTime = null)
{
    /// <summary>Joins that may wait for a block at once: under a second of arrivals at the largest rate; whoever comes later hears "busy" at once.</summary>
    public const int WaitingLimit = 5_000;

    /// <summary>How long a join waits for a number: longer than a slow commit, shorter than a person's patience with a button.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>
    /// A line is long when the room calls for at least this time before it comes to numbers that are taken now: much longer than <see cref="NumberBlocks.BlockTime"/>, because a
    /// room makes up for people who do not come, and for a pause.
    /// </summary>
    private static readonly TimeSpan LongLine = TimeSpan.FromSeconds(30);

    private readonly Lock sync = new();
    private readonly NumberBlocks blocks = new(blockTime ?? NumberBlocks.BlockTime);
    private readonly BlockSize size = new();
    private double longLine = double.PositiveInfinity;
    private int waiting;
    private Task<bool>? refill;

    /// <summary>An unanswered request for a block keeps its id, so that asking again never takes a second one; and its time, because the first may have been heard.</summary>
    private (OperationId Operation, DateTimeOffset At)? unanswered;

    /// <summary>See <see cref="NumberBlocks.HandedOut"/>.</summary>
    public long HandedOut => blocks.HandedOut;

    /// <summary>Numbers handed out by this process, and numbers of its blocks that became nobody's.</summary>
    public (long Given, long Dropped) Counts
    {
        get
        {
            lock (sync)
            {
                return (blocks.Given, blocks.Dropped);
            }
        }
    }

    /// <summary>What is being asked for now, if anything; for tests that go step by step.</summary>
    internal Task Asking
    {
        get
        {
            lock (sync)
            {
                return refill ?? Task.CompletedTask;
            }
        }
    }

    /// <summary>The room as seen at that time.</summary>
    public void See(RoomState state, DateTimeOffset at)
    {
        lock (sync)
        {
            longLine = state.Settings.CeilingPerMinute * LongLine.TotalMinutes;
            blocks.See(state.Issued, state.Serving, at, asking: refill is not null);
        }
    }

    public void SeeCalled(long serving)
    {
        lock (sync)
        {
            blocks.SeeCalled(serving);
        }
    }

    /// <summary>The next number, or null when there is none in time: the room is overloaded or storage does not answer.</summary>
    public async ValueTask<long?> TakeAsync()
    {
        var begun = time.GetTimestamp();
        var attempts = 0;
        while (true)
        {
            Task<bool> coming;
            lock (sync)
            {
                if (blocks.TryTake(time.GetUtcNow()) is { } number)
                {
                    TakeAhead();
                    return number;
                }

                if (waiting >= WaitingLimit)
                {
                    return null;
                }

                waiting++;
                coming = Refill();
            }

            try
            {
                var left = Patience - time.GetElapsedTime(begun);
                if (left <= TimeSpan.Zero || (!await coming.WaitAsync(left, time) && ++attempts >= 3))
                {
                    return null;
                }
            }
            catch (TimeoutException)
            {
                return null;
            }
            finally
            {
                lock (sync)
                {
                    waiting--;
                }
            }
        }
    }

    private bool LineIsLong => blocks.HandedOut - blocks.Called >= longLine;

    private void TakeAhead()
    {
        if (LineIsLong && blocks.AtHand < size.Now / 2)
        {
            _ = Refill();
        }
    }

    /// <summary>Called under the lock; one request at a time.</summary>
    private Task<bool> Refill() => refill ??= Task.Run(RefillAsync);

    private async Task<bool> RefillAsync()
    {
        OperationId operation;
        DateTimeOffset at;
        int wanted;
        lock (sync)
        {
            var now = time.GetUtcNow();
            var needed = (int)Math.Max(1, waiting - blocks.AtHand);
            wanted = Math.Min(BlockSize.Largest, Math.Max(needed, LineIsLong ? size.Next(blocks.Given, now) : 1));
            (operation, at) = unanswered ??= (OperationId.New(), now);
        }

        var taken = await Ask(operation, wanted);
        lock (sync)
        {
            if (taken is not null)
            {
                blocks.Add(taken, at);
                size.Filled(blocks.Given, time.GetUtcNow());
                unanswered = null;
            }

            blocks.Settle();
            refill = null;
        }

        return taken is not null;
    }

    private async Task<RoomOutcome.BlockTaken?> Ask(OperationId operation, int wanted) =>
        await grains.Ask(room, new RoomCommand.TakeBlock(operation, wanted)) is Reply<RoomOutcome>.Done { Outcome: RoomOutcome.BlockTaken block } ? block : null;
}
