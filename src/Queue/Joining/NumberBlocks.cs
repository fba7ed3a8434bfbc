using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Queue.Joining;

/// <summary>
/// The numbers a node holds and has not handed out, and what it knows of everybody else's. Other nodes hand out numbers of later blocks meanwhile, so what lies here too long would
/// let a newcomer in before people who have waited longer: it is dropped. Not thread-safe.
/// </summary>
/// <param name="blockTime">See <see cref="BlockTime"/>.</param>
internal sealed class NumberBlocks(TimeSpan blockTime)
{
    /// <summary>
    /// Numbers keep the order of arrival to within this time, however many nodes hand them out. A block is made to last a second and may wait half of that for its turn, so that
    /// nearly all numbers are handed out long before; and nobody tells two people apart by four seconds in a line of minutes.
    /// </summary>
    public static readonly TimeSpan BlockTime = TimeSpan.FromSeconds(4);

    /// <summary>A node looks at the room once a second. What it has not seen for twice as long it does not know: somebody else may have later numbers.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(2);

    private readonly Queue<Block> blocks = new();
    private long taken;
    private long ownLast;
    private long foreign;
    private long issuedSeen;
    private long handedOut;
    private long called;
    private DateTimeOffset seenAt;

    /// <summary>The last number that a visitor may hold. Somebody else's numbers count as held: this node cannot know better. Never falls.</summary>
    public long HandedOut => Math.Max(Volatile.Read(ref handedOut), Volatile.Read(ref foreign));

    /// <summary>Every place up to this one has been called, as far as this node knows.</summary>
    public long Called => called;

    /// <summary>Numbers handed out here.</summary>
    public long Given { get; private set; }

    /// <summary>Numbers that became nobody's here.</summary>
    public long Dropped { get; private set; }

    /// <summary>Numbers that may be handed out now, unless they turn out to be too old.</summary>
    public long AtHand => taken - Given - Dropped;

    /// <param name="askedAt">When it was first asked for: nobody has a later number from before that.</param>
    public void Add(RoomOutcome.BlockTaken block, DateTimeOffset askedAt)
    {
        if (block.First - 1 > ownLast)
        {
            Volatile.Write(ref foreign, Math.Max(foreign, block.First - 1));
        }

        ownLast = Math.Max(ownLast, block.Last);
        taken += block.Last - block.First + 1;
        blocks.Enqueue(new Block { Next = block.First, Last = block.Last, AskedAt = askedAt });
    }

    /// <param name="issued">The last number that the room has given to any node.</param>
    /// <param name="asking">A block is being asked for, so that the last numbers may turn out to be this node's own.</param>
    public void See(long issued, long serving, DateTimeOffset at, bool asking)
    {
        issuedSeen = Math.Max(issuedSeen, issued);
        seenAt = at > seenAt ? at : seenAt;
        SeeCalled(serving);
        if (!asking)
        {
            Settle();
        }
    }

    /// <summary>No block is being asked for any more: what was issued and is not ours is somebody else's.</summary>
    public void Settle()
    {
        if (issuedSeen > ownLast)
        {
            Volatile.Write(ref foreign, Math.Max(foreign, issuedSeen));
        }
    }

    public void SeeCalled(long serving) => called = Math.Max(called, serving);

    /// <summary>The next number, or null when there is none. Drops what must not be handed out any more.</summary>
    public long? TryTake(DateTimeOffset now)
    {
        while (blocks.TryPeek(out var block))
        {
            Drop(block, upTo: IsTooOld(block, now) ? block.Last : Math.Min(block.Last, called));
            if (block.Next > block.Last)
            {
                blocks.Dequeue();
                continue;
            }

            var number = block.Next++;
            Volatile.Write(ref handedOut, number);
            Given++;
            return number;
        }

        return null;
    }

    private bool IsTooOld(Block block, DateTimeOffset now) =>
        now - block.AskedAt > blockTime && (foreign > block.Last || now - seenAt > KnownFor);

    private void Drop(Block block, long upTo)
    {
        if (block.Next <= upTo)
        {
            Dropped += upTo - block.Next + 1;
            block.Next = upTo + 1;
        }
    }

    private sealed class Block
    {
        public required long Next { get; set; }

        public required long Last { get; init; }

        public required DateTimeOffset AskedAt { get; init; }
    }
}
