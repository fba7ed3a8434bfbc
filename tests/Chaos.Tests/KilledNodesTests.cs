using WaitingRoom.Chaos.Nodes;
using WaitingRoom.Chaos.Plans;
using Xunit.Abstractions;

namespace WaitingRoom.Chaos.Tests;

/// <summary>The short version of tests/chaos.sh: two processes of the one-machine host on one PostgreSQL, killed by turns.</summary>
public sealed class KilledNodesTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_nodes_on_one_database_are_killed()
    {
        var program = ChaosCommand.ServerProgram();
        var run = await ChaosRun.RunAsync(
            new ChaosOptions
            {
                Host = HostTemplate.Server(program),
                ServerProgram = program,
                Plan = PlanList.Kill,
                Nodes = 2,
                Rounds = 2,
                Seed = 5,
                JourneysPerSecond = 6,
                MostUnderWay = 20,
                MostAway = TimeSpan.FromSeconds(1),
                MostQuiet = TimeSpan.FromSeconds(1.5),
                // What is proved here is safety. How quick it is on a machine that others use as well is measured elsewhere.
                OverviewWithin = TimeSpan.FromMinutes(1),
                AnswerWithin = TimeSpan.FromSeconds(20),
                HealthyWithin = TimeSpan.FromMinutes(5),
                SettledWithin = TimeSpan.FromMinutes(5),
                Fsync = false,
            },
            output.WriteLine,
            CancellationToken.None);
        Assert.True(run.IsGood, string.Join('\n', [.. run.Violations.Select(violation => violation.ToString()), .. run.Lines()]));
        Assert.Equal(2, run.RoundResults.Count);
        Assert.True(run.RoundResults.Sum(round => round.Fences) > 0, "The nodes never met: nothing is proved about the fence.");
    }
}
