using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Queue.Serving;

/// <summary>A ring of the last ten minutes' tick reports. Written by the serving loop, read by anybody.</summary>
internal sealed class TickHistory
{
    /// <summary>Ten minutes at five ticks a second; about 400 KB a room.</summary>
    public const int Length = 3000;

    private readonly Lock sync = new();
    private readonly Queue<TickReport> ring = new();

    public void Add(TickReport report)
    {
        lock (sync)
        {
            if (ring.Count == Length)
            {
                ring.Dequeue();
            }

            ring.Enqueue(report);
        }
    }

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<TickReport> Recent()
    {
        lock (sync)
        {
            return [.. ring];
        }
    }
}
