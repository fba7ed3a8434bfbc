using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Server.Grains;

/// <summary>Lets every module forget what must not be kept any longer, at the start and every hour.</summary>
internal sealed partial class RetentionLoop(IEnumerable<IRetention> retentions, TimeProvider time, ILogger<RetentionLoop> log) : BackgroundService
{
    /// <summary>Asks each once; one that fails keeps no other from forgetting.</summary>
    internal async Task Sweep(CancellationToken cancellation)
    {
        foreach (var retention in retentions)
        {
            try
            {
                await retention.Sweep(cancellation);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(log, e);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(IRetention.Every, time);
        try
        {
            do
            {
                await Sweep(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What must not be kept could not be forgotten; it is tried again in an hour.")]
    private static partial void Failed(ILogger log, Exception e);
}
