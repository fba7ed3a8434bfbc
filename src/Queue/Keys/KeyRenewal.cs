using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WaitingRoom.Queue.Keys;

/// <summary>Looks after the keys every minute, so that a new key is known here long before another process signs with it.</summary>
internal sealed partial class KeyRenewal(SigningKeys keys, TimeProvider time, ILogger<KeyRenewal> log) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await keys.LoadAsync(stoppingToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    LogFailed(fault);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    [LoggerMessage(LogLevel.Warning, "The signing keys could not be read; those at hand go on signing")]
    private partial void LogFailed(Exception fault);
}
