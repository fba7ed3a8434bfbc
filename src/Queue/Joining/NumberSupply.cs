using WaitingRoom.Grains;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Queue.Joining;

/// <summary>
/// The numbers this node may hand out. It takes them from the room's grain in blocks, ahead of need, so that joining costs no commit. Numbers left in a block when the
/// process dies are lost and cost the room as many admissions, so blocks are as small as the rate of arrivals permits.
/// </summary>
internal sealed class NumberSupply(RoomId room, IGrains grains, TimeProvider time)
{
    /// <summary>A quiet room loses at most this many numbers (and as many again taken ahead) with its process.</summary>
    public const int SmallestBlock = 32;

    /// <summary>At ten thousand arrivals a second ten commits a second, which one grain does with ease.</summary>
    public const int LargestBlock = 1024;

    /// <summary>Joins that may wait for a block at once: under a second of arrivals at the largest rate; whoever comes later hears "busy" at once.</summary>
    public const int WaitingLimit = 5_000;

    /// <summary>A block used up faster than this is too small, one that lasts ten times longer too large.</summary>
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(1);

    /// <summary>How long a join waits for a number: longer than a slow commit, shorter than a person's patience with a button.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock sync = new();
    private readonly Queue<RoomOutcome.BlockTaken> ahead = new();
    private long next = 1;
    private long last;
    private long handedOut;
    private int size = SmallestBlock;
    private int waiting;
    private long refilledAt;
    private Task<bool>? refill;

    /// <summary>An unanswered request for a block keeps its id, so that asking again never takes a second one.</summary>
    private OperationId? unanswered;

    /// <summary>The last number handed out by this process; 0 before the first.</summary>
    public long HandedOut => Volatile.Read(ref handedOut);

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
                if (TryTake() is { } number)
                {
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

    private long? TryTake()
    {
        if (next > last && ahead.TryDequeue(out var block))
        {
            (next, last) = (block.First, block.Last);
        }

        if (next > last)
        {
            return null;
        }

        var number = next++;
        Volatile.Write(ref handedOut, number);
        if (ahead.Count == 0 && last - number < size / 2)
        {
            _ = Refill();
        }

        return number;
    }

    /// <summary>Called under the lock; one request at a time.</summary>
    private Task<bool> Refill() => refill ??= Task.Run(RefillAsync);

    private async Task<bool> RefillAsync()
    {
        OperationId operation;
        int wanted;
        lock (sync)
        {
            var life = refilledAt == 0 ? ShortLife : time.GetElapsedTime(refilledAt);
            size = life < ShortLife ? Math.Min(LargestBlock, size * 2) : life > ShortLife * 10 ? Math.Max(SmallestBlock, size / 2) : size;
            wanted = Math.Clamp(Math.Max(size, waiting), SmallestBlock, LargestBlock);
            operation = unanswered ??= OperationId.New();
        }

        var taken = await Ask(operation, wanted);
        lock (sync)
        {
            if (taken is not null)
            {
                ahead.Enqueue(taken);
                unanswered = null;
                refilledAt = time.GetTimestamp();
            }

            refill = null;
        }

        return taken is not null;
    }

    private async Task<RoomOutcome.BlockTaken?> Ask(OperationId operation, int wanted) =>
        await grains.Ask(room, new RoomCommand.TakeBlock(operation, wanted)) is Reply<RoomOutcome>.Done { Outcome: RoomOutcome.BlockTaken block } ? block : null;
}
