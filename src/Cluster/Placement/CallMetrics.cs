using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;

namespace WaitingRoom.Cluster.Placement;

/// <summary>Calls that this node made to grains, wherever they are, under the meter <c>WaitingRoom.Cluster</c>.</summary>
internal sealed class CallMetrics
{
    private readonly Counter<long> calls;
    private readonly Counter<long> lost;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns the meter and disposes it with the host.")]
    public CallMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("WaitingRoom.Cluster");
        calls = meter.CreateCounter<long>("waitingroom.cluster.grain_calls", description: "Calls to grains, by kind of grain and of call.");
        lost = meter.CreateCounter<long>("waitingroom.cluster.grain_calls_lost", description: "Calls to grains that were not answered: their node is gone, or they took too long.");
    }

    public void Made(string grain, string call) => calls.Add(1, new KeyValuePair<string, object?>("grain", grain), new("call", call));

    public void Lost(string grain) => lost.Add(1, new KeyValuePair<string, object?>("grain", grain));
}
