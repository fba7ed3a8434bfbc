using System.Runtime.InteropServices;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Simulation.Driving;

/// <summary>What a run went through. A run whose dark corners stay at zero has proved little.</summary>
internal sealed class RunCounters
{
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);

    public WriterCounters Writers { get; } = new();

    /// <summary>Everything counted, by name.</summary>
    public IReadOnlyDictionary<string, long> All => new SortedDictionary<string, long>(counts, StringComparer.Ordinal)
    {
        ["writer: batches"] = Writers.Batches,
        ["writer: fences"] = Writers.Fences,
        ["writer: unknown outcomes"] = Writers.UnknownOutcomes,
        ["writer: repeats"] = Writers.Repeats,
        ["writer: reloads"] = Writers.Reloads,
        ["writer: busy"] = Writers.RefusedBusy,
        ["writer: seats refused"] = Writers.SeatsRefused,
        ["writer: loop failures"] = Writers.LoopFailures,
    };

    public void Count(string name, long by = 1) => CollectionsMarshal.GetValueRefOrAddDefault(counts, name, out _) += by;
}
