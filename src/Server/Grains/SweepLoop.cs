using WaitingRoom.Web.Hosting;

namespace WaitingRoom.Server.Grains;

/// <summary>Does a sweep in this process for as long as it runs.</summary>
internal sealed class SweepLoop<TSweep>(TSweep sweep, TimeProvider time, ILogger<SweepLoop<TSweep>> log) : PeriodicService(sweep.Every, time, log)
    where TSweep : ISweep
{
    protected override Task RunRound(CancellationToken stopping) => sweep.Sweep(stopping);
}
