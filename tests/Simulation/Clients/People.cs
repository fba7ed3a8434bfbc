using System.Globalization;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Pairs;
using WaitingRoom.Simulation.Checking;
using WaitingRoom.Simulation.Driving;
using WaitingRoom.Simulation.Machine;

namespace WaitingRoom.Simulation.Clients;

/// <summary>Citizens and agents: hold, confirm, cancel, release and extend pairs, and say everything twice when it suits them.</summary>
internal sealed class People(World world, Plan plan, SimulatedCluster cluster)
{
    /// <summary>Requests under way; beyond it people wait until somebody is done.</summary>
    private const int MostAtOnce = 6;

    private readonly List<(CodeId Code, Pair Pair, PairId? Former)> pairs = [];
    private readonly List<Request> underWay = [];
    private int extensions;

    public int UnderWay => underWay.Count;

    public bool MayStart => underWay.Count < MostAtOnce;

    public void Crashed(SimulatedProcess process) => underWay.RemoveAll(r => r.At == process);

    public void DoSomething()
    {
        var choices = world.Choices;
        var what = choices.Next(24);
        if (pairs.Count == 0 || what < 3)
        {
            HoldNew(plan.Codes[choices.Next(plan.Codes.Length)]);
        }
        else if (what < 14)
        {
            // What a person would do who looks at the page.
            var code = world.Checker.Code(plan.Codes[choices.Next(plan.Codes.Length)]);
            if (code.Pair is { } own && code.Phase is not (PairPhase.Held or PairPhase.None))
            {
                switch (choices.Next(8))
                {
                    case < 2:
                        Do(8, code.Id, own);
                        break;
                    case < 5:
                        Rebook(code.Id, own);
                        break;
                    default:
                        Do(4, code.Id, own);
                        break;
                }
            }
            else if (code.Pair is { } held && held.HeldUntil > world.Clock.Now)
            {
                Do(choices.Next(8) switch { 6 => 9, 7 => 10, _ => 4 }, code.Id, held);
            }
            else
            {
                HoldNew(code.Id);
            }
        }
        else
        {
            // Mostly the newest pairs, now and then one from long ago.
            var index = choices.OneIn(4) ? choices.Next(pairs.Count) : pairs.Count - 1 - choices.Next(Math.Min(4, pairs.Count));
            var (code, pair, former) = pairs[index];
            if (former is { } replaced && what >= 20)
            {
                var backAt = BackAt();
                Start("rebook again", code, pair, confirming: true, s => s.Rebook(code, replaced, pair, backAt));
            }
            else
            {
                Do(what - 10, code, pair);
            }
        }
    }

    private void Do(int what, CodeId code, Pair pair)
    {
        var choices = world.Choices;
        switch (what)
        {
            case 4 or 5 or 6 or 7:
                Start("confirm", code, pair, confirming: true, s => s.Confirm(code, pair.Id, new byte[] { 1 }, new byte[] { 2 }));
                break;
            case 8:
                var backAt = BackAt();
                Start("cancel", code, pair, confirming: false, s => s.Cancel(code, pair.Id, backAt));
                break;
            case 9:
                Start("release", code, pair, confirming: false, s => s.Release(code, pair.Id));
                break;
            case 10:
                var operation = OperationId.Derive("extend", (choices.OneIn(3) ? choices.Next(extensions + 1) : extensions++).ToString(CultureInfo.InvariantCulture));
                var until = world.Clock.Now + TimeSpan.FromMinutes(1 + choices.Next(20));
                Start("extend", code, pair, confirming: false, s => s.Extend(code, pair.Id, operation, until));
                break;
            default:
                Start("hold again", code, pair, confirming: false, s => s.Hold(code, pair));
                break;
        }
    }

    /// <summary>Somebody takes up whatever this code has begun; also while its first driver is still at it.</summary>
    public void Resume(CodeId code) => Start("resume", code, pair: null, confirming: false, async s => await s.Resume(code) ?? new PairOutcome.Ended(null));

    private void HoldNew(CodeId code)
    {
        var choices = world.Choices;
        var slot = plan.Slots[choices.Next(plan.Slots.Length)];
        var first = choices.Next(plan.Days.Length);
        var single = choices.OneIn(6);
        var second = first + 1 < plan.Days.Length ? first + 1 + choices.Next(plan.Days.Length - first - 1) : first;
        var name = pairs.Count.ToString(CultureInfo.InvariantCulture);
        var rule = new IntervalRule(1, single ? 1 : 2, single ? 0 : 1, single ? 0 : 2);
        int[] days = single ? [first] : [first, second];
        var pair = new Pair(
            PairId.Derive("pair", name),
            "R" + name,
            [.. days.Select((d, i) => new Leg(plan.Days[d], slot, AppointmentId.Derive(name, i.ToString(CultureInfo.InvariantCulture)), -1))],
            rule,
            choices.OneIn(4) ? Channel.Phone : Channel.Web,
            world.Clock.Now + TimeSpan.FromSeconds(20 + choices.Next(900)));
        pairs.Add((code, pair, null));
        world.Checker.Owns(code, pair);
        Start("hold", code, pair, confirming: false, s => s.Hold(code, pair));
    }

    /// <summary>Moves some appointments, or cancels one of two; often what no rule allows.</summary>
    private void Rebook(CodeId code, Pair former)
    {
        var choices = world.Choices;
        var name = pairs.Count.ToString(CultureInfo.InvariantCulture);
        var moved = choices.Next(4);
        List<Leg> legs = [];
        for (var i = 0; i < former.Legs.Count; i++)
        {
            var leg = former.Legs[i];
            var other = leg with { Appointment = AppointmentId.Derive(name, i.ToString(CultureInfo.InvariantCulture)), Seat = -1 };
            switch (moved)
            {
                case 0 when i == former.Legs.Count - 1 && i > 0:
                    break;
                case 1 when i == 0:
                    legs.Add(leg);
                    break;
                case 2:
                    legs.Add(other with { Slot = plan.Slots[choices.Next(plan.Slots.Length)] });
                    break;
                default:
                    legs.Add(other with { Day = plan.Days[choices.Next(plan.Days.Length)] });
                    break;
            }
        }

        var pair = former with { Id = PairId.Derive("pair", name), Legs = legs, HeldUntil = world.Clock.Now + TimeSpan.FromSeconds(20 + choices.Next(900)) };
        pairs.Add((code, pair, former.Id));
        world.Checker.Owns(code, pair);
        var backAt = BackAt();
        Start("rebook", code, pair, confirming: true, s => s.Rebook(code, former.Id, pair, backAt));
    }

    private DateTimeOffset? BackAt() => world.Choices.OneIn(3) ? null : world.Clock.Now + TimeSpan.FromSeconds(1 + world.Choices.Next(600));

    private void Start(string what, CodeId code, Pair? pair, bool confirming, Func<PairSaga, Task<PairOutcome>> run)
    {
        var process = cluster.AnyAlive();
        var request = new Request(process);
        underWay.Add(request);
        world.Counters.Count("requests: " + what);
        world.Log.Add($"{world.Clock.Now:HH:mm:ss.fff} node {process.Node}: {what} {code} {pair?.Id}{(what == "hold" ? " " + string.Join(" + ", pair!.Legs.Select(l => l.Day.Date.ToString("MM-dd", CultureInfo.InvariantCulture) + " " + l.Slot)) : "")}");
        Task.Factory.StartNew(() => run(process.Sagas), CancellationToken.None, TaskCreationOptions.None, process.Scheduler).Unwrap().ContinueWith(
            done =>
            {
                underWay.Remove(request);
                if (done.Exception is { } fault)
                {
                    world.Checker.Break(Rule.LoopFailed, $"{what} {code} threw {fault.InnerException}");
                    return;
                }

                var outcome = done.Result;
                world.Counters.Count("people told: " + outcome.GetType().Name);
                world.Log.Add($"{world.Clock.Now:HH:mm:ss.fff} node {process.Node}: {what} {code} {pair?.Id} -> {outcome.GetType().Name} {(outcome as PairOutcome.LegRefused)?.Reason}{(outcome as PairOutcome.CodeRefused)?.Reason.GetType().Name}");
                if (pair is not null)
                {
                    world.Checker.Told(code, pair, confirming, outcome);
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.None,
            process.Scheduler);
    }

    private sealed class Request(SimulatedProcess at)
    {
        public SimulatedProcess At => at;
    }
}
