using System.Globalization;

namespace WaitingRoom.Chaos.Nodes;

/// <summary>
/// What the writers of all nodes have counted, by <c>/metrics</c>. Read every second, because a killed process takes its counters with it; what it counted in its last second is lost.
/// </summary>
internal sealed class CounterBook(NodeRing nodes, TimeProvider time)
{
    public const string Fences = "waitingroom_grains_fences_total";

    public const string UnknownOutcomes = "waitingroom_grains_unknown_outcomes_total";

    public const string Reloads = "waitingroom_grains_reloads_total";

    public const string SeatsRefused = "waitingroom_grains_seats_refused_total";

    public const string LoopFailures = "waitingroom_grains_loop_failures_total";

    public static readonly IReadOnlyList<string> Names = [Fences, UnknownOutcomes, Reloads, SeatsRefused, LoopFailures];

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>Between rounds, when nothing else is asked.</summary>
    public static readonly TimeSpan AtLeisure = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Dictionary<(int Node, int Start, string Name), double> last = [];

    /// <summary>Over all processes that there have been.</summary>
    public long Sum(string name)
    {
        lock (gate)
        {
            return (long)last.Where(pair => pair.Key.Name == name).Sum(pair => pair.Value);
        }
    }

    public async Task ReadForEverAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                await ReadAsync(Every, stop);
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    /// <param name="within">A node that does not answer in this time keeps what it said before.</param>
    public Task ReadAsync(TimeSpan within, CancellationToken stop) => Task.WhenAll(nodes.All.Where(node => node.IsRunning).Select(node => ReadAsync(node, within, stop)));

    /// <summary>A counter without tags in Prometheus' text format; null where there is none.</summary>
    internal static double? Find(string text, string name)
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith(name, StringComparison.Ordinal) && line.Length > name.Length && line[name.Length] == ' '
                && double.TryParse(line.AsSpan(name.Length + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                return value;
            }
        }

        return null;
    }

    private async Task ReadAsync(Node node, TimeSpan within, CancellationToken stop)
    {
        var start = node.Starts;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(within);
        try
        {
            var text = await node.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), limit.Token);
            lock (gate)
            {
                foreach (var name in Names)
                {
                    if (start == node.Starts && Find(text, name) is { } value)
                    {
                        last[(node.Index, start, name)] = value;
                    }
                }
            }
        }
        catch (Exception silent) when (silent is HttpRequestException or IOException || (silent is OperationCanceledException && !stop.IsCancellationRequested))
        {
            // Dead, frozen or starting: what it said before stays.
        }
    }
}
