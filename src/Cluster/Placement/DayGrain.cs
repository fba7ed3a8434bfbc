using Orleans.Concurrency;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Cluster.Placement;

/// <param name="listeners">This node's; other nodes read what changed from storage.</param>
[Reentrant, GrainType("day")]
internal sealed class DayGrain(ILedger ledger, TimeProvider time, WriterCounters counters, IEnumerable<IAvailabilityListener> listeners)
    : WriterGrain<DayState, DayCommand, DayEvent, DayOutcome>(DayAggregate.Instance, ledger, time, counters), IDayGrain
{
    private readonly IAvailabilityListener[] listeners = [.. listeners];

    protected override StreamId Stream => DayId.Parse(this.GetPrimaryKeyString()).Stream;

    protected override void Published(DayState state)
    {
        // A day without history was only looked at.
        if (state.Version == 0)
        {
            return;
        }

        foreach (var listener in listeners)
        {
            listener.DayChanged(state);
        }
    }
}
