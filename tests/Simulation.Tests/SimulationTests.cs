using WaitingRoom.Simulation.Driving;
using Xunit.Abstractions;

namespace WaitingRoom.Simulation.Tests;

public sealed class SimulationTests(ITestOutputHelper output)
{
    private const ulong Seed = 20260329;

    /// <summary>What a million steps must have been through, or they have proved little.</summary>
    private static readonly string[] DarkCorners =
    [
        "acknowledgements lost", "answers: busy", "answers: unknown", "calls given up", "code: BookingBegun", "code: HoldExtended", "code: PairBooked", "code: PairEnded",
        "code: PairReplaced", "code: RebookEnded", "code: RevertBegun", "day: SeatFreed to cool", "day: SeatHeld that had cooled for its person", "requests: rebook again",
        "code: PairReleased", "commits lost", "connections lost", "crashes", "day: CapacitySet", "day: DayClosed", "day: HoldsExpired", "day: PhoneQuotaReturned",
        "day: SeatBooked after its hold ran out", "day: SupplyWithdrawn", "group failures", "late commits that landed", "late commits that never came",
        "late commits that were fenced", "ledger: OperationRepeated", "ledger: SequenceTaken", "messages lost", "people told: Booked", "people told: LegRefused",
        "questions to a node that is not the owner", "reads without an answer", "refusals", "reminders swept", "requests: hold again", "restarts", "snapshots",
        "storage outages", "takeovers after a crash", "takeovers while the old writer lives", "writer: busy", "writer: fences", "writer: repeats",
        "writer: unknown outcomes", "writers retired",
    ];

    [Fact]
    public void A_million_steps_break_no_rule_and_reach_every_dark_corner()
    {
        var run = SimulationRun.Run(new EpisodeOptions(), Seed, steps: 1_000_000);
        foreach (var (name, count) in run.Counters.All)
        {
            output.WriteLine($"{count,10}  {name}");
        }

        Assert.True(run.Finding is null, $"seed {run.Seed}: {run.Finding}");
        Assert.True(run.Steps >= 1_000_000);
        Assert.Equal(0, run.Counters.Writers.SeatsRefused);
        Assert.Equal(0, run.Counters.Writers.LoopFailures);
        var never = DarkCorners.Where(name => run.Counters.All.GetValueOrDefault(name) == 0).ToArray();
        Assert.True(never.Length == 0, "Never happened: " + string.Join(", ", never));
    }

    [Fact]
    public void The_same_seed_takes_the_same_course()
    {
        var first = SimulationRun.Run(new EpisodeOptions(), 7, steps: 30_000);
        var again = SimulationRun.Run(new EpisodeOptions(), 7, steps: 30_000);
        var other = SimulationRun.Run(new EpisodeOptions(), 8, steps: 30_000);
        Assert.Equal(first.Digest, again.Digest);
        Assert.Equal(first.Counters.All, again.Counters.All);
        Assert.NotEqual(first.Digest, other.Digest);
    }
}
