using System.Globalization;
using WaitingRoom.Chaos.Checks;
using WaitingRoom.Chaos.World;

namespace WaitingRoom.Chaos.Plans;

/// <summary>Every node in turn is told to stop and started again, as in an upgrade. It has to end in order.</summary>
internal sealed class RollingPlan : IPlan
{
    public async Task<Disturbance> DisturbAsync(ChaosWorld world, Random random, CancellationToken cancellation)
    {
        var violations = new List<Violation>();
        foreach (var node in world.Nodes.All)
        {
            try
            {
                if (await node.StopAsync() is not 0 and var code)
                {
                    violations.Add(new Violation("shutdown", string.Create(CultureInfo.InvariantCulture, $"node {node.Index} ended with {code} when it was told to stop")));
                }
            }
            catch (TimeoutException)
            {
                violations.Add(new Violation("shutdown", $"node {node.Index} did not stop when it was told to"));
                await node.KillAsync();
            }

            await node.StartAsync(demo: false, cancellation);
        }

        return new Disturbance("every node stopped and started in turn", violations);
    }
}
