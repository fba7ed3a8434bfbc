using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Availability;

/// <summary>Reads what other processes changed.</summary>
internal sealed partial class BoardPolling(AvailabilityBoard board, IReadModels readModels, TimeProvider time, ILogger<BoardPolling> log) : BackgroundService
{
    /// <summary>What one node commits is on the overview of every other within a second: this, the reading, and <see cref="AvailabilityShelf.Fresh"/>.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromMilliseconds(400);

    private long cursor;
    private bool silent;

    /// <summary>Reads once. Also called by tests.</summary>
    internal async ValueTask Poll(CancellationToken cancellation = default)
    {
        var at = time.GetUtcNow();
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
        await TryPoll(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await Tick(timer, stoppingToken))
        {
            await TryPoll(stoppingToken);
        }
    }

    private async Task TryPoll(CancellationToken stopping)
    {
        try
        {
            await Poll(stopping);
            silent = false;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (Exception e)
        {
            // Said once per silence: at two lines a second a long one would drown the log.
            if (!silent)
            {
                StorageSilent(log, e);
            }

            silent = true;
        }
    }

    private static async ValueTask<bool> Tick(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Availability could not be read; the board stands still until storage answers.")]
    private static partial void StorageSilent(ILogger logger, Exception e);
}
