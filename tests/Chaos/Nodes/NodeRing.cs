using System.Collections.Concurrent;

namespace WaitingRoom.Chaos.Nodes;

/// <summary>All nodes, and which of them a request goes to: what nginx does before them.</summary>
internal sealed class NodeRing(IReadOnlyList<Node> nodes, TimeProvider time) : IAsyncDisposable
{
    /// <summary>A node that did not answer is left alone for so long, as nginx does with fail_timeout.</summary>
    private static readonly TimeSpan LeftAlone = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Node, long> silentAt = new();

    public IReadOnlyList<Node> All => nodes;

    /// <summary>The wanted node, or the next one that is not left alone; the wanted one when all are.</summary>
    public Node At(int wanted)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = nodes[(wanted + i) % nodes.Count];
            if (!silentAt.TryGetValue(node, out var silent) || time.GetElapsedTime(silent) > LeftAlone)
            {
                return node;
            }
        }

        return nodes[wanted % nodes.Count];
    }

    public void WasSilent(Node node) => silentAt[node] = time.GetTimestamp();

    /// <summary>The first makes the schema and the campaign, then all others come at once.</summary>
    public async Task StartFirstAsync(CancellationToken cancellation) => await nodes[0].StartAsync(demo: true, cancellation);

    public async Task StartOthersAsync(CancellationToken cancellation) =>
        await Task.WhenAll(nodes.Skip(1).Select(node => node.StartAsync(demo: false, cancellation)));

    /// <summary>Whoever has ended is started again, as systemd does.</summary>
    /// <returns>How many had ended.</returns>
    public async Task<int> ReviveAsync(CancellationToken cancellation)
    {
        var ended = nodes.Where(node => !node.IsRunning).ToArray();
        await Task.WhenAll(ended.Select(node => node.StartAsync(demo: false, cancellation)));
        return ended.Length;
    }

    public async Task<bool> AllReadyAsync(CancellationToken cancellation) =>
        Array.TrueForAll(await Task.WhenAll(nodes.Select(node => node.IsReadyAsync(cancellation))), isReady => isReady);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }
}
