using WaitingRoom.Chaos.Journal;

namespace WaitingRoom.Chaos.Load;

/// <summary>Citizens come at random instants, at a rate that does not care how those before fare.</summary>
/// <param name="mostUnderWay">People under way at once; beyond them nobody comes until somebody is through.</param>
internal sealed class Arrivals(double perSecond, int mostUnderWay, Random random, Func<int, Journey?> next, Tally tally, TimeProvider time)
{
    private readonly HashSet<Task> underWay = [];
    private CancellationTokenSource enough = new();
    private int number;
    private CancellationTokenSource closing = new();
    private Task arriving = Task.CompletedTask;

    public void Open()
    {
        (closing, enough) = (new CancellationTokenSource(), new CancellationTokenSource());
        arriving = ArriveAsync(closing.Token);
    }

    /// <summary>Lets nobody else come and waits until everybody is through; whoever is not in time is stopped and counts as unknown.</summary>
    public async Task CloseAsync(TimeSpan within)
    {
        await closing.CancelAsync();
        await arriving;
        closing.Dispose();
        Task[] rest;
        lock (underWay)
        {
            rest = [.. underWay];
        }

        try
        {
            await Task.WhenAll(rest).WaitAsync(within, time);
        }
        catch (TimeoutException)
        {
            await enough.CancelAsync();
            await Task.WhenAll(rest);
        }

        enough.Dispose();
    }

    private async Task ArriveAsync(CancellationToken closed)
    {
        var begun = time.GetTimestamp();
        var due = TimeSpan.Zero;
        try
        {
            while (true)
            {
                due += TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / perSecond);
                if (due - time.GetElapsedTime(begun) is { Ticks: > 0 } wait)
                {
                    await Task.Delay(wait, time, closed);
                }

                closed.ThrowIfCancellationRequested();
                Begin();
            }
        }
        catch (OperationCanceledException)
        {
            // The door is closed.
        }
    }

    private void Begin()
    {
        lock (underWay)
        {
            if (underWay.Count >= mostUnderWay)
            {
                return;
            }
        }

        if (next(number) is not { } journey)
        {
            return;
        }

        number++;
        var task = RunAsync(journey);
        lock (underWay)
        {
            underWay.Add(task);
        }

        _ = task.ContinueWith(
            done =>
            {
                lock (underWay)
                {
                    underWay.Remove(done);
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
    }

    private async Task RunAsync(Journey journey)
    {
        var stop = enough.Token;
        await Task.Yield();
        try
        {
            tally.Ended(await journey.RunAsync(stop));
        }
        catch (OperationCanceledException)
        {
            tally.Stopped(journey.Step);
            tally.Ended(JourneyEnd.Unknown);
        }
        catch (Exception unheardOf)
        {
            tally.Met(unheardOf);
            tally.Ended(JourneyEnd.Unknown);
        }
    }
}
