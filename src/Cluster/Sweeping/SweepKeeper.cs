namespace WaitingRoom.Cluster.Sweeping;

/// <summary>Every booking node sees to it that the sweeps run somewhere: where their node has died they are back as soon as the cluster has noticed, not only with the next reminder.</summary>
internal sealed class SweepKeeper(IGrainFactory grains, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                foreach (var sweep in (string[])[Sweeps.Due, Sweeps.Retention])
                {
                    try
                    {
                        await grains.GetGrain<ISweepGrain>(sweep).Begin();
                    }
                    catch (Exception) when (!stoppingToken.IsCancellationRequested)
                    {
                        // The node that has it is on its way out, or the database is away, which comes in whatever wrapping the wire leaves of it. The next try is due soon, and
                        // an exception from here would end the whole node.
                    }
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
