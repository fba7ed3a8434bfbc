using WaitingRoom.Chaos.Checks;
using WaitingRoom.Chaos.World;

namespace WaitingRoom.Chaos.Plans;

/// <summary>What is done to the nodes or the database once a round, under load.</summary>
internal interface IPlan
{
    /// <summary>Returns when it is over and whatever was taken away is there again or starting.</summary>
    Task<Disturbance> DisturbAsync(ChaosWorld world, Random random, CancellationToken cancellation);
}

/// <param name="What">For a person.</param>
/// <param name="Violations">What should not have happened while it was done.</param>
internal sealed record Disturbance(string What, IReadOnlyList<Violation> Violations)
{
    public Disturbance(string what)
        : this(what, [])
    {
    }
}
