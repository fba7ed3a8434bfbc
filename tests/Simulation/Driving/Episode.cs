using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Simulation.Checking;
using WaitingRoom.Simulation.Choosing;
using WaitingRoom.Simulation.Clients;
using WaitingRoom.Simulation.Machine;
using WaitingRoom.Simulation.Storage;

namespace WaitingRoom.Simulation.Driving;

/// <summary>One small world from its making to its rest. Each step does one thing that some part of the world is ready to do.</summary>
internal sealed class Episode
{
    private readonly World world;
    private readonly Plan plan;
    private readonly SimulatedCluster cluster;
    private readonly StorageFate storage;
    private readonly People people;
    private readonly Centres centres;
    private readonly StreamId[] streams;

    private Episode(World world)
    {
        this.world = world;
        world.Choices.BeginStep();
        plan = new Plan(world.Choices);
        cluster = new SimulatedCluster(world, plan.Nodes);
        storage = new StorageFate(world);
        people = new People(world, plan, cluster);
        centres = new Centres(world, plan, cluster);
        streams = [.. plan.Streams];
        new FirstEntries(world).Write(plan);
    }

    public static EpisodeResult Run(EpisodeOptions options, Choices choices, RunCounters counters, int steps, bool readable)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var world = new World(options, choices, counters, new History(readable));
            new Episode(world).Run(steps);
            return new EpisodeResult(world.Checker.Broken, world.StepNumber, world.Log.Digest, world.Log.Lines, choices.Recorded());
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private bool IsIdle => cluster.Ready == 0 && world.Ledger.Pending.Count == 0 && world.Network.Messages.Count == 0 && cluster.DueTimers == 0;

    private void Run(int steps)
    {
        var loopFailuresBefore = world.Counters.Writers.LoopFailures;
        for (var i = 0; i < steps && world.Checker.Broken is null; i++)
        {
            world.StepNumber++;
            world.Choices.BeginStep();
            Step();
            if (world.Counters.Writers.LoopFailures != loopFailuresBefore)
            {
                world.Checker.Break(Rule.LoopFailed, "a writer's loop caught an exception");
            }
        }

        world.Choices.BeginStep();
        if (world.Checker.Broken is null)
        {
            ComeToRest();
        }
    }

    private void Step()
    {
        var drawn = world.Choices.Next(1000);
        var what = drawn switch { < 560 => 0, < 730 => 1, < 890 => 2, < 930 => 3, < 975 => 4, < 988 => 5, _ => 6 };
        if (Try(what))
        {
            return;
        }

        // What was drawn has nothing to do just now; time passes only when nothing else can happen.
        for (what = 0; !Try(what); what++)
        {
        }
    }

    private bool Try(int what)
    {
        switch (what)
        {
            case 0 when cluster.Ready is > 0 and var ready:
                cluster.RunTask(world.Choices.Next(ready));
                return true;
            case 1 when world.Ledger.Pending.Count > 0:
                storage.Proceed(world.Choices.Next(world.Ledger.Pending.Count));
                return true;
            case 2 when world.Network.Messages.Count > 0:
                Deliver(world.Choices.Next(world.Network.Messages.Count), calm: false);
                return true;
            case 3 when cluster.DueTimers is > 0 and var due:
                cluster.FireTimer(world.Choices.Next(due));
                return true;
            case 4 when people.MayStart:
                if (world.Choices.OneIn(4))
                {
                    centres.DoSomething();
                }
                else
                {
                    people.DoSomething();
                }

                return true;
            case 5:
                PassTime();
                return true;
            case 6:
                Fault();
                return true;
            default:
                return false;
        }
    }

    private void Deliver(int index, bool calm)
    {
        var call = world.Network.Messages[index];
        world.Network.Messages.RemoveAt(index);
        if (!calm && world.Choices.OneIn(60))
        {
            world.Counters.Count("messages lost");
            call.GiveUp();
            world.Network.Waiting.Remove(call);
            return;
        }

        call.Deliver(cluster.Route(call.Stream, stale: !calm && world.Choices.OneIn(12)));
    }

    private void PassTime()
    {
        if (IsIdle)
        {
            if (people.UnderWay > 0)
            {
                world.Checker.Break(Rule.NotAtRest, $"{people.UnderWay} requests wait for nothing");
            }

            QuietCheck.NothingOverdue(world, cluster);
        }

        var choices = world.Choices;
        var by = choices.Next(16) switch
        {
            < 9 => TimeSpan.FromMilliseconds(1 + choices.Next(500)),
            < 13 => TimeSpan.FromSeconds(1 + choices.Next(20)),
            13 => TimeSpan.FromMinutes(1 + choices.Next(12)),
            14 => cluster.NextTimer is var next && next < DateTimeOffset.MaxValue && next > world.Clock.Now ? next - world.Clock.Now : TimeSpan.FromSeconds(1),
            _ => choices.OneIn(40) ? TimeSpan.FromHours(1 + choices.Next(20)) : TimeSpan.FromSeconds(30),
        };
        world.Counters.Count("time jumps");
        world.Log.Add($"time + {by}");
        world.Clock.Advance(by);
    }

    private void Fault()
    {
        var choices = world.Choices;
        switch (choices.Next(20))
        {
            case < 5:
                cluster.TakeOver(streams[choices.Next(streams.Length)]);
                break;
            case < 7:
                cluster.Crash(choices.Next(plan.Nodes), people.Crashed);
                break;
            case < 10:
                cluster.Restart(choices.Next(plan.Nodes));
                break;
            case < 12:
                storage.Outage(!storage.IsOut && choices.OneIn(6));
                break;
            case < 14 when world.Network.Waiting.Count > 0:
                world.Counters.Count("calls given up");
                var call = world.Network.Waiting[choices.Next(world.Network.Waiting.Count)];
                world.Network.Waiting.Remove(call);
                call.GiveUp();
                break;
            case < 16:
                cluster.AnyAlive().Retire(streams[choices.Next(streams.Length)]);
                world.Counters.Count("writers retired");
                break;
            case < 18:
                people.Resume(plan.Codes[choices.Next(plan.Codes.Length)]);
                break;
            default:
                Sweep();
                break;
        }
    }

    /// <summary>What the hosts do with reminders.</summary>
    private bool Sweep()
    {
        var due = world.Ledger.Reminders.Where(r => r.Value <= world.Clock.Now).Select(r => new StreamId(r.Key)).ToArray();
        foreach (var stream in due)
        {
            world.Counters.Count("reminders swept");
            if (stream.Kind == DayId.Kind)
            {
                centres.Tick(DayId.Parse(stream.Key));
            }
            else
            {
                people.Resume(new CodeId(stream.Key));
            }
        }

        return due.Length > 0;
    }

    /// <summary>Heals everything and lets what was begun come to its end.</summary>
    private void ComeToRest()
    {
        const int MostRounds = 12;
        world.Log.Add($"everything heals");
        storage.Outage(false);
        storage.Settle();
        for (var i = 0; i < plan.Nodes; i++)
        {
            cluster.Restart(i);
        }

        Drain();
        // Nobody asks anything: writers that know of a hold free it by themselves.
        for (var i = 0; i < 3; i++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            Drain();
        }

        QuietCheck.NothingOverdue(world, cluster);
        QuietCheck.FreedByThemselves(world, cluster);
        for (var round = 0; round < MostRounds && (Sweep() || round == 0); round++)
        {
            Drain();
            world.Clock.Advance(CodeAggregate.UnfinishedAfter + TimeSpan.FromSeconds(1));
            Drain();
        }

        if (people.UnderWay > 0)
        {
            world.Checker.Break(Rule.NotAtRest, $"{people.UnderWay} requests were never answered");
        }

        world.Checker.AtRest();
    }

    private void Drain()
    {
        const int MostSteps = 100_000;
        for (var i = 0; !IsIdle && world.Checker.Broken is null; i++)
        {
            if (i == MostSteps)
            {
                world.Checker.Break(Rule.NotAtRest, "the healed world does not come to rest");
            }

            if (cluster.Ready > 0)
            {
                cluster.RunTask(0);
            }
            else if (world.Ledger.Pending.Count > 0)
            {
                storage.ProceedCalmly();
            }
            else if (world.Network.Messages.Count > 0)
            {
                Deliver(0, calm: true);
            }
            else
            {
                cluster.FireTimer(0);
            }
        }
    }
}

internal sealed record EpisodeResult(Violation? Broken, int Steps, ulong Digest, IReadOnlyList<string> History, Recording Recording);
