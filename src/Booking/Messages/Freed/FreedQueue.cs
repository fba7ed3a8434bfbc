using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Notices;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Web.Hosting;

namespace WaitingRoom.Booking.Messages.Freed;

/// <summary>
/// Queues a message for everybody who left an address in a room that is open again, in the order in which they asked and a few each second, so that those far behind are not
/// told of what those before them have taken. Any number of processes may do so: a message has the same id everywhere.
/// </summary>
internal sealed class FreedQueue(
    INoticeList list, IGrains grains, IDocuments documents, IOutbox outbox, IOptions<MessageOptions> options, TimeProvider time, ILogger<FreedQueue> log)
    : PeriodicService(Every, time, log)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>As many as one route sends in that time.</summary>
    private const int AtOnce = 20;

    /// <summary>Nobody can leave an address in an open room: its list is looked at again only for what was left behind.</summary>
    private static readonly TimeSpan AfterTheLast = TimeSpan.FromMinutes(1);

    private readonly Dictionary<RoomId, Progress> progress = [];

    /// <summary>Queues the next ones of each open room. Also called by tests.</summary>
    internal async Task Pass(CancellationToken cancellation = default)
    {
        if (await documents.Get(RoomList.DocumentName, cancellation) is not { } rooms)
        {
            return;
        }

        foreach (var entry in RoomList.FromJson(rooms.Body).Rooms)
        {
            var room = new RoomId(entry.Name);
            var now = Time.GetUtcNow();
            if (await grains.Read(room) is { } state && state.PhaseAt(now) == RoomPhase.Open)
            {
                await Queue(room, now, cancellation);
            }
            else
            {
                progress.Remove(room);
            }
        }
    }

    protected override bool BeginsAtOnce => false;

    protected override Task RunRound(CancellationToken stopping) => options.Value.Sends ? Pass(stopping) : Task.CompletedTask;

    private async Task Queue(RoomId room, DateTimeOffset now, CancellationToken cancellation)
    {
        var known = progress.GetValueOrDefault(room);
        if (known.NotBefore > now)
        {
            return;
        }

        var next = await list.Read(room, known.Last, AtOnce, cancellation);
        foreach (var entry in next)
        {
            await outbox.Add(FreedAuthor.About(entry, now), cancellation);
        }

        progress[room] = next.Count < AtOnce ? new Progress(null, now + AfterTheLast) : new Progress(next[^1], default);
    }

    /// <param name="Last">Up to whom messages were queued; null for nobody.</param>
    private readonly record struct Progress(NoticeEntry? Last, DateTimeOffset NotBefore);
}
