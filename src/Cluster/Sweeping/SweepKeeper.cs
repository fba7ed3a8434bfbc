using WaitingRoom.Server.Grains;
using WaitingRoom.Web.Hosting;

namespace WaitingRoom.Cluster.Sweeping;

/// <summary>Every booking node sees to it that the sweeps run somewhere: where their node has died they are back as soon as the cluster has noticed, not only with the next reminder.</summary>
internal sealed class SweepKeeper(IGrainFactory grains, IEnumerable<ISweep> sweeps, TimeProvider time, ILogger<SweepKeeper> log) : PeriodicService(Every, time, log)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override Task RunRound(CancellationToken stopping) => Task.WhenAll(sweeps.Select(sweep => grains.GetGrain<ISweepGrain>(sweep.Name).Begin()));
}
