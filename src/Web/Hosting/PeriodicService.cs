using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace WaitingRoom.Web.Hosting;

/// <summary>
/// Work that a process does again and again for as long as it runs. A round that fails, with whatever exception, is said in the log and followed by the next: an exception that leaves a background service
/// ends the process (<see cref="BackgroundServiceExceptionBehavior.StopHost"/>), and with it the waiting room of everybody.
/// </summary>
/// <param name="every">From the beginning of a round to the next; a round that takes longer is followed at once.</param>
public abstract partial class PeriodicService(TimeSpan every, TimeProvider time, ILogger log) : BackgroundService
{
    private Type? failing;

    /// <summary>The clock that the rounds follow.</summary>
    protected TimeProvider Time => time;

    /// <summary>False where what starts the process has done the first round already.</summary>
    protected virtual bool BeginsAtOnce => true;

    /// <summary>One round. May throw anything.</summary>
    /// <param name="stopping">Cancelled when the process stops.</param>
    protected abstract Task RunRound(CancellationToken stopping);

    /// <summary>One round that throws nothing. Said once for a row of failures of one kind: a line for each of them would drown the log when storage is silent for long.</summary>
    protected async Task TryRound(CancellationToken stopping)
    {
        try
        {
            await RunRound(stopping);
            if (failing is not null)
            {
                failing = null;
                LogRecovered();
            }
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // The process stops, and whatever was broken off by that is no failure.
        }
        catch (Exception failure)
        {
            if (failing != failure.GetType())
            {
                failing = failure.GetType();
                LogFailed(every, failure);
            }
        }
    }

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, time);
        if (BeginsAtOnce)
        {
            await TryRound(stoppingToken);
        }

        while (await HasNext(timer, stoppingToken))
        {
            await TryRound(stoppingToken);
        }
    }

    private static async ValueTask<bool> HasNext(PeriodicTimer timer, CancellationToken stopping)
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

    [LoggerMessage(LogLevel.Warning, "A round failed; the next one tries again, every {Every}")]
    private partial void LogFailed(TimeSpan every, Exception failure);

    [LoggerMessage(LogLevel.Information, "Rounds succeed again")]
    private partial void LogRecovered();
}
