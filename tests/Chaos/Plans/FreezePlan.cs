using System.Globalization;
using WaitingRoom.Chaos.World;

namespace WaitingRoom.Chaos.Plans;

/// <summary>SIGSTOP of a random node, and SIGCONT: it wakes up in the middle of what it did and believes that it still owns its grains.</summary>
internal sealed class FreezePlan(TimeSpan length) : IPlan
{
    public async Task<Disturbance> DisturbAsync(ChaosWorld world, Random random, CancellationToken cancellation)
    {
        var node = world.Nodes.All[random.Next(world.Nodes.All.Count)];
        await node.FreezeAsync();
        try
        {
            await Task.Delay(length, TimeProvider.System, cancellation);
        }
        finally
        {
            await node.ThawAsync();
        }

        return new Disturbance(string.Create(CultureInfo.InvariantCulture, $"node {node.Index} frozen for {length.TotalSeconds:F0} s"));
    }
}
