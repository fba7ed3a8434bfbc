using System.Threading.Channels;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Storage.Appending;

/// <summary>
/// Groups the appends of a process: whatever waits when a transaction ends makes up the next one, so that many streams share one disk flush.
/// </summary>
internal sealed class AppendQueue : IAsyncDisposable
{
    private readonly Channel<PendingAppend> queue;
    private readonly IGroupWriter writer;
    private readonly StorageCounters counters;
    private readonly int groupLimit;
    private readonly Task loop;

    /// <summary>Taken from the queue, but their stream already had an append in the group then being made. In order.</summary>
    private readonly List<PendingAppend> postponed = [];

    private readonly List<PendingAppend> group = [];
    private readonly HashSet<StreamId> streams = [];

    public AppendQueue(IGroupWriter writer, StorageOptions options, StorageCounters counters)
    {
        this.writer = writer;
        this.counters = counters;
        groupLimit = options.GroupLimit;
        queue = Channel.CreateBounded<PendingAppend>(new BoundedChannelOptions(options.QueueLimit) { SingleReader = true });
        loop = Task.Run(RunAsync);
    }

    public async ValueTask<AppendResult> Append(AppendRequest request, CancellationToken cancellation)
    {
        var pending = new PendingAppend(request);
        if (!queue.Writer.TryWrite(pending))
        {
            try
            {
                await queue.Writer.WriteAsync(pending, cancellation);
            }
            catch (ChannelClosedException)
            {
                counters.Unknown(1);
                return AppendResult.Unknown;
            }
        }

        // From here on it may become durable, so giving up waiting would hide the truth: the token no longer counts.
        return await pending.Task;
    }

    /// <summary>Writes what is queued, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        await writer.DisposeAsync();
    }

    private async Task RunAsync()
    {
        while (postponed.Count > 0 || await queue.Reader.WaitToReadAsync())
        {
            Gather();
            try
            {
                // The same order everywhere: two processes that want the same streams then wait for each other in turn and not crosswise.
                group.Sort(static (a, b) => string.CompareOrdinal(a.Request.Stream.Value, b.Request.Stream.Value));
                await WriteAsync(new ArraySegment<PendingAppend>([.. group]));
            }
            catch (Exception)
            {
                // A fault of ours in one group must not end the writing of all others.
                foreach (var pending in group)
                {
                    pending.TrySetResult(AppendResult.Unknown);
                }
            }
        }
    }

    /// <summary>One append per stream: the second builds on the first, whose end must be known before it is written.</summary>
    private void Gather()
    {
        group.Clear();
        streams.Clear();
        var waiting = postponed.ToArray();
        postponed.Clear();
        foreach (var pending in waiting)
        {
            Take(pending);
        }

        while (group.Count < groupLimit && postponed.Count < groupLimit && queue.Reader.TryRead(out var pending))
        {
            Take(pending);
        }
    }

    private void Take(PendingAppend pending)
    {
        if (group.Count < groupLimit && streams.Add(pending.Request.Stream))
        {
            group.Add(pending);
        }
        else
        {
            postponed.Add(pending);
        }
    }

    /// <summary>
    /// Writes a part of a group. A part that collides is halved and written again, down to single appends, so that a collision fails only its own stream
    /// and costs a few transactions rather than one for each stream.
    /// </summary>
    private async ValueTask WriteAsync(ArraySegment<PendingAppend> part)
    {
        var result = await writer.Write(Array.ConvertAll(part.ToArray(), p => p.Request));
        if (part.Count > 1 && result is not (GroupResult.Committed or GroupResult.Unknown))
        {
            counters.Retried();
            await WriteAsync(part[..(part.Count / 2)]);
            await WriteAsync(part[(part.Count / 2)..]);
            return;
        }

        Count(part, result);
        var answer = Answer(result);
        foreach (var pending in part)
        {
            pending.TrySetResult(answer);
        }
    }

    private void Count(ArraySegment<PendingAppend> part, GroupResult result)
    {
        switch (result)
        {
            case GroupResult.Committed:
                counters.Committed(part.Count, part.Sum(p => p.Request.Entries.Count));
                break;
            case GroupResult.Unknown or GroupResult.Undone:
                counters.Unknown(part.Count);
                break;
            default:
                counters.Refused();
                break;
        }
    }

    private static AppendResult Answer(GroupResult result) => result switch
    {
        GroupResult.Committed => AppendResult.Committed,
        GroupResult.SequenceTaken => AppendResult.SequenceTaken,
        GroupResult.OperationRepeated => AppendResult.OperationRepeated,
        GroupResult.SeatTaken => AppendResult.SeatTaken,
        _ => AppendResult.Unknown,
    };
}
