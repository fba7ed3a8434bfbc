using System.Globalization;
using WaitingRoom.Chaos.World;

namespace WaitingRoom.Chaos.Plans;

/// <summary>PostgreSQL stops as in a crash, without a checkpoint, and recovers.</summary>
internal sealed class DatabasePlan : IPlan
{
    public async Task<Disturbance> DisturbAsync(ChaosWorld world, Random random, CancellationToken cancellation)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await world.Postgres.RestartAsync(immediate: true, cancellation);
        return new Disturbance(string.Create(CultureInfo.InvariantCulture, $"PostgreSQL away {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:F1} s"));
    }
}
