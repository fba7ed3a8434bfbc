using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Server.Metrics;

/// <summary>
/// What this process's grains have written, under the meter <c>WaitingRoom.Grains</c>; every name is in docs/waiting-room.md. On one machine the fences stay at zero; among several nodes
/// they say how often a writer that was not alone was stopped.
/// </summary>
internal sealed class WriterMetrics
{
    public const string MeterName = "WaitingRoom.Grains";

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns the meter and disposes it with the host.")]
    public WriterMetrics(IMeterFactory meters, WriterCounters counters)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableCounter("waitingroom.grains.commands", () => counters.Commands, description: "Commands decided and committed.");
        meter.CreateObservableCounter("waitingroom.grains.commits", () => counters.Batches, description: "Batches of commands committed.");
        meter.CreateObservableCounter("waitingroom.grains.events", () => counters.Events, description: "Events committed.");
        meter.CreateObservableCounter("waitingroom.grains.fences", () => counters.Fences, description: "Times a writer found that another had written to its stream.");
        meter.CreateObservableCounter("waitingroom.grains.unknown_outcomes", () => counters.UnknownOutcomes, description: "Commits whose result never arrived.");
        meter.CreateObservableCounter("waitingroom.grains.reloads", () => counters.Reloads, description: "Times a grain was read from the ledger.");
        meter.CreateObservableCounter("waitingroom.grains.repeats", () => counters.Repeats, description: "Commands answered with an earlier answer.");
        meter.CreateObservableCounter("waitingroom.grains.busy", () => counters.RefusedBusy, description: "Commands refused because the grain's queue was full.");
        meter.CreateObservableCounter("waitingroom.grains.seats_refused", () => counters.SeatsRefused, description: "Commits refused by the index over seats. Anything but zero is a bug.");
        meter.CreateObservableCounter("waitingroom.grains.loop_failures", () => counters.LoopFailures, description: "Batches that ended in an unexpected exception. Anything but zero is a bug.");
    }
}
