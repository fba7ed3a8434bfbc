using System.Globalization;
using WaitingRoom.Chaos.World;

namespace WaitingRoom.Chaos.Plans;

/// <summary>kill -9 of a random node, which is started again after a while.</summary>
internal sealed class KillPlan(TimeSpan mostAway) : IPlan
{
    private static readonly TimeSpan LeastAway = TimeSpan.FromSeconds(0.5);

    public async Task<Disturbance> DisturbAsync(ChaosWorld world, Random random, CancellationToken cancellation)
    {
        var node = world.Nodes.All[random.Next(world.Nodes.All.Count)];
        var away = LeastAway + (random.NextDouble() * (mostAway - LeastAway));
        await node.KillAsync();
        await Task.Delay(away, TimeProvider.System, cancellation);
        await node.StartAsync(demo: false, cancellation);
        return new Disturbance(string.Create(CultureInfo.InvariantCulture, $"node {node.Index} killed, away {away.TotalSeconds:F1} s"));
    }
}
