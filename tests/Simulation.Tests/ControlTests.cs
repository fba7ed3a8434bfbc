using WaitingRoom.Simulation.Checking;
using WaitingRoom.Simulation.Driving;
using WaitingRoom.Simulation.Storage;
using WaitingRoom.Simulation.Tests.Planted;

namespace WaitingRoom.Simulation.Tests;

/// <summary>With a guard taken away or a mistake planted, the simulator must find the damage; otherwise its silence means nothing.</summary>
public sealed class ControlTests
{
    private const ulong Seed = 11;
    private const long Enough = 300_000;

    private static readonly HashSet<Rule> Seats = [Rule.SeatTwice];
    private static readonly HashSet<Rule> BookedSeats = [Rule.SeatBookedTwice];

    [Fact]
    public void Without_the_fence_and_the_seat_wall_a_seat_is_booked_twice() =>
        Finds(new() { Ledger = new() { Fence = false, SeatWall = false }, Rules = BookedSeats }, Rule.SeatBookedTwice);

    [Fact]
    public void Without_the_fence_a_seat_is_taken_twice() =>
        Finds(new() { Ledger = new() { Fence = false }, Rules = Seats }, Rule.SeatTwice);

    [Fact]
    public void Without_the_fence_the_seat_wall_alone_keeps_a_seat_from_being_booked_twice() =>
        FindsNothing(new() { Ledger = new() { Fence = false }, Rules = BookedSeats });

    [Fact]
    public void Without_the_seat_check_a_seat_is_booked_twice_where_there_is_no_wall() =>
        Finds(new() { Day = new EverybodyGetsSeatZero(), Ledger = new() { SeatWall = false }, Rules = BookedSeats }, Rule.SeatBookedTwice);

    [Fact]
    public void Without_the_seat_check_the_seat_wall_keeps_a_seat_from_being_booked_twice()
    {
        var run = FindsNothing(new() { Day = new EverybodyGetsSeatZero(), Rules = BookedSeats });
        Assert.True(run.Counters.Writers.SeatsRefused > 0, "The wall was never touched.");
    }

    [Fact]
    public void A_slot_that_takes_one_too_many_is_found() => Finds(new() { Day = new OneSeatTooMany() }, Rule.TakenAgainstTheRules);

    [Fact]
    public void A_late_step_that_takes_a_seat_for_an_ended_id_is_found() => 
        Finds(new() { Day = new NoTombstones(), Rules = new HashSet<Rule> { Rule.TakenAgainstTheRules } }, Rule.TakenAgainstTheRules);

    [Fact]
    public void Giving_up_a_hold_that_frees_a_booked_seat_is_found() => 
        // A queue for one: a repeat of a hold is often refused as busy, and gives up what its first saying has taken.
        Finds(new() { Day = new GivingUpFreesBookings(), Limits = new EpisodeOptions().Limits with { QueueLimit = 1 } }, Rule.PairIntegrity);

    [Fact]
    public void A_hold_that_does_not_end_by_itself_is_found() => Finds(new() { Day = new NoTicks() }, Rule.ExpiredNotFreed);

    [Fact]
    public void An_answer_before_the_commit_is_found() => Finds(new() { Ledger = new() { AnswersBeforeCommit = true } }, Rule.AnsweredNotInLedger);

    [Fact]
    public void An_availability_row_that_lags_behind_is_found() => Finds(new() { Day = new StaleAvailability() }, Rule.ProjectionDiffers);

    [Fact]
    public void Half_a_pair_that_nobody_gives_back_is_found() =>
        Finds(new() { Code = new UndoneAtOnce(), Rules = new HashSet<Rule> { Rule.NotAtRest, Rule.PairIntegrity } }, expected: null);

    [Fact]
    public void An_unfinished_booking_that_nobody_takes_up_is_found() =>
        Finds(new() { Code = new NoReminders(), Rules = new HashSet<Rule> { Rule.NotAtRest } }, Rule.NotAtRest);

    [Fact]
    public void A_rebooking_that_loses_the_old_pair_before_the_new_one_is_booked_is_found() =>
        Finds(new() { Code = new FormerGivenUpFirst(), Rules = new HashSet<Rule> { Rule.PairIntegrity } }, Rule.PairIntegrity);

    [Fact]
    public void A_rebooking_that_leaves_two_live_pairs_is_found() =>
        Finds(new() { Code = new FormerForgotten(), Rules = new HashSet<Rule> { Rule.NotAtRest } }, Rule.NotAtRest);

    [Fact]
    public void A_seat_that_somebody_else_gets_while_it_cools_is_found() => 
        Finds(new() { Day = new NothingCools(), Rules = new HashSet<Rule> { Rule.TakenAgainstTheRules } }, Rule.TakenAgainstTheRules);

    [Fact]
    public void What_is_found_is_shrunk_to_a_short_history_that_breaks_the_same_rule()
    {
        var finding = Finds(new() { Day = new EverybodyGetsSeatZero(), Rules = Seats }, Rule.SeatTwice, shrink: true);
        Assert.Equal(Rule.SeatTwice, finding.Shortest.Broken!.Rule);
        // Two people, two holds: each is a handful of messages, tasks and one commit.
        Assert.InRange(finding.Shortest.Steps, 1, 70);
        Assert.Contains(finding.Shortest.History, line => line.StartsWith("VIOLATION SeatTwice", StringComparison.Ordinal));
        Assert.Contains("--episode", finding.ToString(), StringComparison.Ordinal);

        var again = SimulationRun.Again(new() { Day = new EverybodyGetsSeatZero(), Rules = Seats }, finding.EpisodeSeed);
        Assert.Equal(finding.Shortest.History, again!.Shortest.History);
    }

    private static Finding Finds(EpisodeOptions options, Rule? expected, bool shrink = false)
    {
        var run = SimulationRun.Run(options, Seed, Enough, shrink);
        Assert.True(run.Finding is not null, $"seed {Seed}: {run.Steps} steps and nothing found");
        if (expected is not null)
        {
            Assert.Equal(expected, run.Finding.First.Rule);
        }

        return run.Finding;
    }

    private static RunResult FindsNothing(EpisodeOptions options)
    {
        var run = SimulationRun.Run(options, Seed, steps: 100_000);
        Assert.True(run.Finding is null, $"seed {Seed}: {run.Finding}");
        return run;
    }
}
