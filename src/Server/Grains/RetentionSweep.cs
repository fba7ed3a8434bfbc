using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Server.Grains;

/// <summary>Lets every module forget what must not be kept any longer, at the start and every hour.</summary>
internal sealed partial class RetentionSweep(IEnumerable<IRetention> retentions, ILogger<RetentionSweep> log) : ISweep
{
    public string Name => "retention";

    public TimeSpan Every => IRetention.Every;

    /// <summary>Asks each once; one that fails keeps no other from forgetting.</summary>
    public async Task Sweep(CancellationToken cancellation)
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

    [LoggerMessage(Level = LogLevel.Error, Message = "What must not be kept could not be forgotten; it is tried again in an hour.")]
    private static partial void Failed(ILogger log, Exception e);
}
