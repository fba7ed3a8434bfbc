using System.Globalization;
using WaitingRoom.Chaos.Checks;
using WaitingRoom.Chaos.Journal;
using WaitingRoom.Chaos.Load;
using WaitingRoom.Chaos.Nodes;
using WaitingRoom.Chaos.Plans;
using WaitingRoom.Chaos.Report;
using WaitingRoom.Chaos.World;

namespace WaitingRoom.Chaos;

/// <summary>Rounds of load, disturbance, recovery and check, until the plan is done or a promise is broken.</summary>
internal sealed class ChaosRun
{
    private static readonly TimeProvider Time = TimeProvider.System;

    private readonly ChaosOptions options;
    private readonly ChaosWorld world;
    private readonly Action<string> say;
    private readonly ChaosJournal journal = new(Time);
    private readonly Outages outages = new(Time);
    private readonly Tally tally = new();
    private readonly Random random;
    private readonly CounterBook counters;
    private readonly CollisionLog collisions;
    private readonly FactReader reader;
    private readonly Arrivals arrivals;
    private readonly IPlan plan;

    private ChaosRun(ChaosOptions options, ChaosWorld world, Action<string> say)
    {
        (this.options, this.world, this.say) = (options, world, say);
        random = new Random(options.Seed);
        plan = PlanList.Find(options);
        counters = new CounterBook(world.Nodes, Time);
        collisions = new CollisionLog(world.Postgres.LogFile);
        reader = new FactReader(world.Database);
        var asking = new Asking(world.Nodes, tally, outages, options, Time);
        arrivals = new Arrivals(options.JourneysPerSecond, options.MostUnderWay, new Random(options.Seed + 1), number => world.Codes.Next() is { } code ? JourneyOf(number, code, asking) : null, tally, Time);
    }

    /// <param name="say">Where each round is told as soon as it is over.</param>
    public static async Task<RunResult> RunAsync(ChaosOptions options, Action<string> say, CancellationToken cancellation)
    {
        say(string.Create(CultureInfo.InvariantCulture, $"seed {options.Seed}: {options.Plan}, {options.Rounds} rounds, {options.Nodes} nodes ({options.Host.Name}), {options.JourneysPerSecond} journeys a second, ceiling {options.Ceiling} a minute{(options.WithoutFence ? ", WITHOUT FENCE" : "")}"));
        var begun = Time.GetTimestamp();
        await using var world = await ChaosWorld.StartAsync(options, cancellation);
        say(string.Create(CultureInfo.InvariantCulture, $"database, campaign and nodes ready after {Time.GetElapsedTime(begun).TotalSeconds:F1} s"));
        return await new ChaosRun(options, world, say).RoundsAsync(cancellation);
    }

    private async Task<RunResult> RoundsAsync(CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var counting = counters.ReadForEverAsync(over.Token);
        var rounds = new List<RoundResult>();
        IReadOnlyList<Violation> violations = [];
        say(RoundResult.Head());
        for (var number = 1; number <= options.Rounds && violations.Count == 0; number++)
        {
            var round = new Round(number, journal, tally, outages, counters, collisions, Time);
            (var result, violations) = await RoundAsync(round, cancellation);
            rounds.Add(result);
            say(result.Line());
            Tell(number, violations);
        }

        await over.CancelAsync();
        await counting;
        return new RunResult(
            options.Host.Name, options.Plan, options.Nodes, options.Rounds, options.Seed, options.JourneysPerSecond, options.Ceiling, options.WithoutFence,
            rounds, tally.Repeats, tally.Odd, violations, violations.Count > 0 ? null : ProvedNothing());
    }

    private async Task<(RoundResult Result, IReadOnlyList<Violation> Violations)> RoundAsync(Round round, CancellationToken cancellation)
    {
        var quiet = options.MostQuiet * (0.25 + (0.75 * random.NextDouble()));
        arrivals.Open();
        await Task.Delay(quiet, Time, cancellation);
        var disturbance = await plan.DisturbAsync(world, random, cancellation);
        var recovery = await RecoverAsync(cancellation);
        await Task.Delay(options.MostQuiet - quiet, Time, cancellation);
        round.LoadEnds();
        await arrivals.CloseAsync(options.Patience + options.Patience);
        var drained = Time.GetTimestamp();
        List<Violation> violations = [.. disturbance.Violations, .. recovery.Violations];
        if (recovery.Violations.Count == 0)
        {
            violations.AddRange(await new OverviewCheck(world.Nodes, reader, Time).CheckAsync(drained, options.OverviewWithin, cancellation));
        }

        if (!await SettleAsync(cancellation))
        {
            violations.Add(new Violation("pairs", $"bookings are still unfinished {options.SettledWithin.TotalSeconds:F0} s after the load"));
        }

        violations.AddRange(Checker.Check(journal, await reader.ReadAsync(cancellation), OpenedRoom.MostInTenSeconds(options.Ceiling)));
        var asked = recovery.Violations.Count == 0
            ? await new BookingsOverHttp(world.Nodes, options, Time).CheckAsync(journal, round.Began, random, cancellation)
            : (Asked: 0, Violations: []);
        violations.AddRange(asked.Violations);
        await counters.ReadAsync(CounterBook.AtLeisure, cancellation);
        return (round.Over(disturbance.What, recovery.After, recovery.Revived, asked.Asked), violations);
    }

    /// <summary>Of each rule the first few: a thousand lines of one kind would hide the others.</summary>
    private void Tell(int round, IReadOnlyList<Violation> violations)
    {
        const int Examples = 4;
        foreach (var rule in violations.GroupBy(violation => violation.Rule))
        {
            foreach (var violation in rule.Take(Examples))
            {
                say(string.Create(CultureInfo.InvariantCulture, $"VIOLATION, seed {options.Seed}, round {round}: {violation}"));
            }

            if (rule.Count() > Examples)
            {
                say(string.Create(CultureInfo.InvariantCulture, $"VIOLATION, seed {options.Seed}, round {round}: {rule.Key}: and {rule.Count() - Examples} more"));
            }
        }
    }

    /// <summary>All nodes ready, and journeys succeed through each of them.</summary>
    private async Task<(TimeSpan After, int Revived, IReadOnlyList<Violation> Violations)> RecoverAsync(CancellationToken cancellation)
    {
        var begun = Time.GetTimestamp();
        var since = Time.GetUtcNow();
        var revived = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), Time);
        while (true)
        {
            // A node may end by itself only now: one that was frozen learns that the others have given it up.
            revived += await world.Nodes.ReviveAsync(cancellation);
            var ready = await world.Nodes.AllReadyAsync(cancellation);
            if (ready && journal.NodesSince(since).Count == options.Nodes)
            {
                break;
            }

            if (Time.GetElapsedTime(begun) > options.HealthyWithin)
            {
                var missing = ready
                    ? $"no booking succeeded through node {string.Join(", ", Enumerable.Range(0, options.Nodes).Except(journal.NodesSince(since)))}"
                    : "not all nodes were ready";
                return (Time.GetElapsedTime(begun), revived, [new Violation("health", $"{missing} within {options.HealthyWithin.TotalSeconds:F0} s")]);
            }

            await timer.WaitForNextTickAsync(cancellation);
        }

        return (Time.GetElapsedTime(begun), revived, []);
    }

    /// <summary>Until everything that was begun has been finished or undone.</summary>
    private async Task<bool> SettleAsync(CancellationToken cancellation)
    {
        var begun = Time.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200), Time);
        while (await reader.UnfinishedAsync(cancellation) > 0)
        {
            if (Time.GetElapsedTime(begun) > options.SettledWithin)
            {
                return false;
            }

            await timer.WaitForNextTickAsync(cancellation);
        }

        return true;
    }

    private Journey JourneyOf(int number, string code, Asking asking)
    {
        var wishes = new Wishes(options.Seed, number);
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{options.Seed}-{number}");
        return new Journey(number, code, wishes, new Steps(prefix, wishes, options.Host.SharesGrains, asking, outages), journal, tally, options.Seed, Time);
    }

    private string? ProvedNothing() =>
        journal.Booked == 0 ? "Nobody booked anything: nothing is proved."
        : options.Plan == PlanList.Freeze && counters.Sum(CounterBook.Fences) == 0 && collisions.Count() == 0 ? "No writer was ever fenced: nothing is proved about the fence."
        : null;
}
