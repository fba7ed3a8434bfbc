using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Availability;

/// <summary>Reads what other processes changed.</summary>
internal sealed partial class BoardPolling(AvailabilityBoard board, IReadModels readModels, TimeProvider time, ILogger<BoardPolling> log) : BackgroundService
{
    /// <summary>Half of the second that a change may take to be seen; the other half is for the reading.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private long cursor;

    /// <summary>Reads once. Also called by tests.</summary>
    internal async ValueTask Poll(CancellationToken cancellation = default)
    {
        var read = await readModels.ReadAvailability(cursor, cancellation);
        foreach (var row in read.Rows)
        {
            board.Apply(row);
        }

        cursor = read.Cursor;
        board.Loaded();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        var silent = false;
        do
        {
            try
            {
                await Poll(stoppingToken);
                silent = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
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
        while (await Tick(timer, stoppingToken));
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
