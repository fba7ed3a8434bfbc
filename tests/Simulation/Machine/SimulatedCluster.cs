using WaitingRoom.Grains.Identity;
using WaitingRoom.Simulation.Driving;
using WaitingRoom.Simulation.Storage;

namespace WaitingRoom.Simulation.Machine;

/// <summary>
/// One to three nodes. A grain usually lives on its owner; after a takeover the old owner goes on serving whoever still finds it, so that
/// two writers of one grain are an everyday thing.
/// </summary>
internal sealed class SimulatedCluster
{
    private readonly World world;
    private readonly SimulatedProcess[] nodes;
    private readonly Dictionary<StreamId, int> owners = [];

    public SimulatedCluster(World world, int size)
    {
        this.world = world;
        nodes = [.. Enumerable.Range(0, size).Select(node => new SimulatedProcess(world, node))];
    }

    public IReadOnlyList<SimulatedProcess> Nodes => nodes;

    public int Ready
    {
        get
        {
            var ready = 0;
            foreach (var node in nodes)
            {
                ready += node.Scheduler.Ready;
            }

            return ready;
        }
    }

    public int DueTimers
    {
        get
        {
            var due = 0;
            foreach (var node in nodes)
            {
                due += node.IsAlive ? node.Time.DueCount() : 0;
            }

            return due;
        }
    }

    public DateTimeOffset NextTimer => nodes.Where(n => n.IsAlive).Min(n => n.Time.NextDue());

    public void RunTask(int index)
    {
        foreach (var node in nodes)
        {
            if (index < node.Scheduler.Ready)
            {
                world.Log.Hash(node.Node);
                node.Scheduler.Run(index);
                return;
            }

            index -= node.Scheduler.Ready;
        }
    }

    public void FireTimer(int index)
    {
        foreach (var node in nodes)
        {
            if (!node.IsAlive)
            {
                continue;
            }

            var due = node.Time.DueCount();
            if (index < due)
            {
                node.Time.Fire(index);
                return;
            }

            index -= due;
        }
    }

    public SimulatedProcess AnyAlive()
    {
        var at = world.Choices.Next(nodes.Length);
        while (!nodes[at].IsAlive)
        {
            at = (at + 1) % nodes.Length;
        }

        return nodes[at];
    }

    /// <summary>Where a question about a stream goes: to its owner, now and then to somebody who is not.</summary>
    public SimulatedProcess Route(StreamId stream, bool stale)
    {
        if (stale)
        {
            world.Counters.Count("questions to a node that is not the owner");
            return AnyAlive();
        }

        var owner = owners.TryGetValue(stream, out var known) ? known : Hash(stream);
        if (!nodes[owner].IsAlive)
        {
            do
            {
                owner = (owner + 1) % nodes.Length;
            }
            while (!nodes[owner].IsAlive);
            owners[stream] = owner;
            world.Counters.Count("takeovers after a crash");
        }

        return nodes[owner];
    }

    public void TakeOver(StreamId stream)
    {
        var to = AnyAlive();
        owners[stream] = to.Node;
        world.Counters.Count("takeovers while the old writer lives");
        world.Log.Add($"node {to.Node} takes over {stream}");
    }

    public void Crash(int node, Action<SimulatedProcess> crashed)
    {
        var process = nodes[node];
        if (!process.IsAlive)
        {
            return;
        }

        world.Counters.Count("crashes");
        world.Log.Add($"node {node} crashes");
        process.Crash();
        world.Network.Crashed(process);
        crashed(process);
        for (var i = world.Ledger.Pending.Count - 1; i >= 0; i--)
        {
            if (world.Ledger.Pending[i].Asker.Process != process)
            {
                continue;
            }

            if (world.Ledger.Pending[i] is PendingAppend append)
            {
                append.BecomeLate();
            }
            else
            {
                world.Ledger.Pending.RemoveAt(i);
            }
        }

        if (!nodes.Any(n => n.IsAlive))
        {
            Restart(node);
        }
    }

    public void Restart(int node)
    {
        if (!nodes[node].IsAlive)
        {
            world.Counters.Count("restarts");
            world.Log.Add($"node {node} starts again");
            nodes[node] = new SimulatedProcess(world, node);
        }
    }

    private int Hash(StreamId stream)
    {
        var sum = 0;
        foreach (var c in stream.Value)
        {
            sum = (sum * 31) + c;
        }

        return (sum & int.MaxValue) % nodes.Length;
    }
}
