using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using WaitingRoom.Bench.Load;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Bench.Surge;

/// <summary>
/// Plays the plan tick by tick: the clock moves, the room serves, people arrive, look and come in. Arrivals follow the plan whatever the server does; within
/// a tick of simulated time each request has as much real time as it needs.
/// </summary>
internal sealed class SurgeRun(SurgePlan plan, SurgeRoom room)
{
    private static readonly TimeSpan KnockAgain = TimeSpan.FromSeconds(1.5);

    private readonly Visitors visitors = new(plan.Seed, plan.NoShowPercent);
    private readonly Inside inside = new();
    private readonly IEnumerator<TimeSpan> arrivals = ArrivalSchedule.Poisson(plan.ArrivalsPerSecond, plan.PeakPerSecond, plan.Seed).Arrivals().GetEnumerator();
    private readonly ConcurrentDictionary<string, long> errors = new();
    private readonly List<SurgePoint> points = [];
    private bool arrivalPending;
    private int joined;
    private long polls;
    private long pollsOverHttp;
    private long claims;
    private long knocks;
    private long admitted;
    private long tick;
    private int mostWaiting;
    private long mostPollsInSecond;
    private long pollsThisSecond;

    private AdmissionWatch Watch { get; } = new(plan.CeilingPerMinute);

    public async Task<SurgeResult> RunAsync(CancellationToken cancellation)
    {
        var ticks = (long)(TimeSpan.FromMinutes(plan.Minutes) / RoomLimits.Tick);
        var crowdComplete = (long)(SurgePlan.StepEnds / RoomLimits.Tick) + 50;
        LoadResult? live = null;
        while (tick < ticks)
        {
            await StepAsync(cancellation);
            if (tick == crowdComplete && plan.PollSeconds > 0)
            {
                live = await PollLiveAsync(cancellation);
            }
        }

        return new SurgeResult(
            plan, joined, mostWaiting, admitted, claims, knocks, polls, pollsOverHttp, mostPollsInSecond, inside.EndedEarly,
            errors.ToDictionary(), Watch.Judge(), live is null ? null : LiveFigures.Of(live, plan.PollsPerSecond), points);
    }

    private async Task StepAsync(CancellationToken cancellation)
    {
        tick++;
        await room.TickAsync();
        var (at, now) = (tick * RoomLimits.Tick, room.Time.GetUtcNow());
        var status = Sight.Of(await room.LookAsync(cancellation));
        await JoinAsync(at, status, cancellation);
        var before = admitted;
        await ClaimAsync(await LookAsync(status, cancellation), now, cancellation);
        await Task.WhenAll(inside.Leave(now).Select(room.LeaveAsync));
        Watch.Add((int)(admitted - before), crowded: status.Issued - status.Serving > Watch.Most * 2);
        mostWaiting = Math.Max(mostWaiting, visitors.Waiting);
        if (tick % 5 == 0)
        {
            inside.Compare(await room.StateAsync());
            mostPollsInSecond = Math.Max(mostPollsInSecond, pollsThisSecond);
            pollsThisSecond = 0;
            points.Add(new SurgePoint(at.TotalSeconds, visitors.Waiting, Watch.LastWindow, Watch.Most, inside.Count, room.BoundNow()));
        }
    }

    private async Task JoinAsync(TimeSpan at, Sight status, CancellationToken cancellation)
    {
        var first = joined;
        while ((arrivalPending || arrivals.MoveNext()) && (arrivalPending = arrivals.Current >= at) == false)
        {
            joined++;
        }

        var tickets = new (long Number, byte[] Ticket)[joined - first];
        await AllAsync(Enumerable.Range(first, joined - first), async visitor =>
        {
            using var request = SurgeRoom.Post(SurgeRoom.Tickets, visitor, default);
            using var answer = await room.Http.SendAsync(request, cancellation);
            if (answer.StatusCode != HttpStatusCode.Created)
            {
                Wrong("join", answer.StatusCode);
                return;
            }

            var body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            tickets[visitor - first] = (body.GetProperty("number").GetInt64(), Encoding.ASCII.GetBytes(body.GetProperty("ticket").GetString()!));
        }, cancellation);
        for (var i = 0; i < tickets.Length; i++)
        {
            // Also who got no ticket has an index, because the index is the browser.
            var visitor = visitors.Add(tickets[i].Number, tickets[i].Ticket ?? []);
            if (tickets[i].Ticket is null)
            {
                visitors.Leave(visitor);
            }
            else
            {
                visitors.LookAgain(visitor, tick, status.NextLook(tickets[i].Number));
            }
        }
    }

    /// <summary>Everybody whose time has come looks at the status document; returns those who see that it is their turn.</summary>
    private async Task<IReadOnlyList<int>> LookAsync(Sight status, CancellationToken cancellation)
    {
        var called = new List<int>();
        var overHttp = 0;
        foreach (var visitor in visitors.Due(tick))
        {
            polls++;
            pollsThisSecond++;
            overHttp += polls % plan.PollSample == 0 ? 1 : 0;
            if (visitors.NumberOf(visitor) > status.Serving)
            {
                visitors.LookAgain(visitor, tick, status.NextLook(visitors.NumberOf(visitor)));
            }
            else if (visitors.StaysAway(visitor))
            {
                visitors.Leave(visitor);
            }
            else
            {
                called.Add(visitor);
            }
        }

        pollsOverHttp += overHttp;
        await AllAsync(Enumerable.Range(0, overHttp), async _ => await PollAsync(cancellation), cancellation);
        return called;
    }

    private async Task ClaimAsync(IReadOnlyList<int> called, DateTimeOffset now, CancellationToken cancellation)
    {
        var answers = new ConcurrentBag<(int Visitor, HttpStatusCode Status)>();
        await AllAsync(called, async visitor =>
        {
            using var request = SurgeRoom.Post(SurgeRoom.Admissions, visitor, visitors.TicketOf(visitor));
            using var answer = await room.Http.SendAsync(request, cancellation);
            var moment = answer.StatusCode == HttpStatusCode.Conflict
                && (await answer.Content.ReadAsStringAsync(cancellation)).Contains("/problems/one-moment", StringComparison.Ordinal);
            if (answer.StatusCode != HttpStatusCode.Created && !moment)
            {
                Wrong("claim", answer.StatusCode);
            }

            answers.Add((visitor, answer.StatusCode));
        }, cancellation);
        foreach (var (visitor, status) in answers.OrderBy(a => a.Visitor))
        {
            claims++;
            if (status == HttpStatusCode.Created)
            {
                admitted++;
                inside.Enter(visitors.NumberOf(visitor), now + visitors.Visit());
                visitors.Leave(visitor);
            }
            else
            {
                knocks++;
                visitors.LookAgain(visitor, tick, KnockAgain);
            }
        }
    }

    /// <summary>The clock goes at its usual pace for a while, and polls come at the planned rate whether or not earlier ones were answered.</summary>
    private async Task<LoadResult> PollLiveAsync(CancellationToken cancellation)
    {
        var load = new OpenLoopDriver(TimeProvider.System).RunAsync(
            ArrivalSchedule.Poisson(plan.PollsPerSecond, plan.Seed), TimeSpan.FromSeconds(plan.PollSeconds), long.MaxValue, maxInFlight: 2000,
            async (_, stop) => await PollAsync(stop) ? Attempt.Done : Attempt.Failed, cancellation);
        using var timer = new PeriodicTimer(RoomLimits.Tick, TimeProvider.System);
        while (!load.IsCompleted)
        {
            await timer.WaitForNextTickAsync(cancellation);
            await StepAsync(cancellation);
        }

        return await load;
    }

    private async ValueTask<bool> PollAsync(CancellationToken cancellation)
    {
        using var answer = await room.Http.GetAsync(SurgeRoom.Status, cancellation);
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            return true;
        }

        Wrong("poll", answer.StatusCode);
        return false;
    }

    private void Wrong(string what, HttpStatusCode status) => errors.AddOrUpdate($"{what} {(int)status}", 1, (_, count) => count + 1);

    private static Task AllAsync(IEnumerable<int> items, Func<int, ValueTask> one, CancellationToken cancellation) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = SurgeRoom.Connections, CancellationToken = cancellation }, (item, _) => one(item));
}
