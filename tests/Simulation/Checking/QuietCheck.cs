using WaitingRoom.Simulation.Driving;
using WaitingRoom.Simulation.Machine;

namespace WaitingRoom.Simulation.Checking;

/// <summary>What must be true while nothing is under way: no task, no message, no commit, no timer that is due.</summary>
internal static class QuietCheck
{
    /// <summary>A writer that knows its day has done what was due, or, where storage has just failed it, is about to try again.</summary>
    public static void NothingOverdue(World world, SimulatedCluster cluster)
    {
        foreach (var writer in cluster.Nodes.Where(n => n.IsAlive).SelectMany(n => n.Days.All))
        {
            var tries = writer.Port.Process.Time.NextDue() <= world.Clock.Now + world.Options.Limits.RetryAfter;
            if (!tries && !writer.Writer.Completion.IsCompleted && writer.Writer.NextDue <= world.Clock.Now)
            {
                world.Checker.Break(Rule.ExpiredNotFreed, $"{writer.Stream}: its writer knows that something was due at {writer.Writer.NextDue:O} and sleeps at {world.Clock.Now:O}");
            }
        }
    }

    /// <summary>A day whose newest state is known to a living writer has no hold that is over, even where that writer lost storage for a while.</summary>
    public static void FreedByThemselves(World world, SimulatedCluster cluster)
    {
        foreach (var writer in cluster.Nodes.Where(n => n.IsAlive).SelectMany(n => n.Days.All))
        {
            if (!writer.Writer.Completion.IsCompleted && writer.Newest is { } state && world.Checker.Day(state.Id) is var model
                && state.Version == model.Version && model.NextExpiry <= world.Clock.Now)
            {
                world.Checker.Break(Rule.ExpiredNotFreed, $"{writer.Stream} has a hold over since {model.NextExpiry:O} and a living writer, at {world.Clock.Now:O}");
            }
        }
    }
}
