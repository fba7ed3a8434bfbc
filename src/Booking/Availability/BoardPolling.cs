using Microsoft.Extensions.Logging;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Web.Hosting;

namespace WaitingRoom.Booking.Availability;

/// <summary>Reads what other processes changed.</summary>
internal sealed class BoardPolling(AvailabilityBoard board, IReadModels readModels, TimeProvider time, ILogger<BoardPolling> log) : PeriodicService(Every, time, log)
{
    /// <summary>What one node commits is on the overview of every other within a second: this, the reading, and <see cref="AvailabilityShelf.Fresh"/>.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromMilliseconds(400);

    private long cursor;

    /// <summary>Reads once. Also called by tests.</summary>
    internal async ValueTask Poll(CancellationToken cancellation = default)
    {
        var at = Time.GetUtcNow();
        var read = await readModels.ReadAvailability(cursor, cancellation);
        foreach (var row in read.Rows)
        {
            board.Apply(row);
        }

        cursor = read.Cursor;
        board.Read(at);
    }

    /// <summary>Whoever finds the server ready finds the board read.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryRound(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override bool BeginsAtOnce => false;

    protected override Task RunRound(CancellationToken stopping) => Poll(stopping).AsTask();
}
