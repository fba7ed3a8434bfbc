using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Web.Hosting;

namespace WaitingRoom.Queue.Serving;

/// <summary>Writes the ticks that matter to the admission log, once a second. Serving never waits for it and never fails with it.</summary>
internal sealed class ReasonsLog(IAdmissionLog admissions, TimeProvider time, ILogger<ReasonsLog> log) : PeriodicService(Every, time, log)
{
    /// <summary>A minute of ten busy rooms; when storage is silent for longer the oldest reasons are lost.</summary>
    private const int MostWaiting = 3000;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Channel<(RoomId Room, TickReport Report)> waiting =
        Channel.CreateBounded<(RoomId, TickReport)>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Keeps a tick that called somebody or had another bound than the one before.</summary>
    public void Add(RoomId room, TickReport? before, TickReport report)
    {
        if (report.Released > 0 || report.Bound != before?.Bound || report.Phase != before.Phase)
        {
            waiting.Writer.TryWrite((room, report));
        }
    }

    /// <summary>Writes what waits now.</summary>
    internal async Task WriteAsync(CancellationToken cancellation)
    {
        var batch = new List<(RoomId Room, TickReport Report)>();
        while (batch.Count < MostWaiting && waiting.Reader.TryRead(out var next))
        {
            batch.Add(next);
        }

        foreach (var room in batch.GroupBy(entry => entry.Room, entry => entry.Report))
        {
            await admissions.Append(room.Key, [.. room], cancellation);
        }
    }

    protected override Task RunRound(CancellationToken stopping) => WriteAsync(stopping);
}
