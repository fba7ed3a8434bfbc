using System.Net;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests;

public sealed class ServingTests : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(60, 60, 1)]
    [InlineData(600, 400, 1)]
    [InlineData(240, 90, 3)]
    public async Task No_ten_seconds_admit_more_than_the_ceiling_and_one_tick_however_many_nodes_serve(int ceilingPerMinute, int visitors, int nodes)
    {
        await using var host = await QueueHost.Start(folder, ceilingPerMinute);
        var hosts = new List<QueueHost> { host };
        while (hosts.Count < nodes)
        {
            hosts.Add(await QueueHost.Start(folder, ceilingPerMinute, beside: host));
        }

        var knocks = 0;
        var trace = new List<(DateTimeOffset At, long Admitted)>();
        var called = new List<(DateTimeOffset At, long Called)>();
        var outside = new Queue<Visitor>();
        async Task Join(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var visitor = hosts[i % nodes].NewVisitor();
                await visitor.Join();
                outside.Enqueue(visitor);
            }
        }

        async Task Run(int ticks, bool knock = true)
        {
            for (var tick = 0; tick < ticks; tick++)
            {
                host.Time.Advance(RoomLimits.Tick);
                await Task.WhenAll(hosts.Select(node => node.Serve()));
                while (knock && outside.TryPeek(out var first))
                {
                    using var answer = await (first with { Client = hosts[knocks++ % nodes].Client }).Claim();
                    if (answer.StatusCode != HttpStatusCode.Created)
                    {
                        break;
                    }

                    outside.Dequeue();
                }

                called.Add((host.Time.GetUtcNow(), host.Open.Sight!.Serving));
                trace.Add((host.Time.GetUtcNow(), (await host.Grains.Read(host.Open.Id))!.Claimed.Count));
            }
        }

        // Idle first, and idle again in between: time without visitors must not save up admissions.
        await Run(25);
        await Join(visitors / 2);
        // Whoever is called lingers, then all who have been called knock at once.
        await Run(55, knock: false);
        await Run(60);
        host.Time.Advance(TimeSpan.FromSeconds(90));
        await Join(visitors - (visitors / 2));
        await Run(120);

        Assert.True(trace[^1].Admitted > ceilingPerMinute / 60.0 * 10, "The line must have moved, or the rule proves nothing.");
        // The control: more had been called than may come in, so it was the door that kept the ceiling.
        Assert.NotNull(FirstBreach(called, ceilingPerMinute));
        Assert.Null(FirstBreach(trace, ceilingPerMinute));
        foreach (var other in hosts.Skip(1))
        {
            await other.DisposeAsync();
        }
    }

    [Fact]
    public void The_watch_over_the_ceiling_sees_a_burst()
    {
        var start = DateTimeOffset.UnixEpoch;
        List<(DateTimeOffset, long)> trace = [(start, 0), (start.AddSeconds(4), 5), (start.AddSeconds(8), 12)];
        Assert.NotNull(FirstBreach(trace, 60));
    }

    [Fact]
    public async Task Nobody_is_asked_to_serve_while_nobody_waits()
    {
        await using var host = await QueueHost.Start(folder);
        for (var tick = 0; tick < 20; tick++)
        {
            await host.Tick();
        }

        Assert.False(host.Grains.Asked.ContainsKey("Serve"));
    }

    [Fact]
    public async Task The_loop_serves_by_itself_as_time_passes()
    {
        await using var host = await QueueHost.Start(folder);
        await host.NewVisitor().Join();
        await Patience.Until(async () =>
        {
            host.Time.Advance(RoomLimits.Tick);
            using var answer = await host.Get("/rooms/impfung/status");
            return (await answer.Json()).GetProperty("nowServing").GetInt64() == 1;
        });
    }

    private static string? FirstBreach(List<(DateTimeOffset At, long Admitted)> trace, int ceilingPerMinute)
    {
        var most = (ceilingPerMinute / 60.0 * Window.TotalSeconds) + Math.Max(1, ceilingPerMinute / 60.0 * RoomLimits.Tick.TotalSeconds);
        for (var first = 0; first < trace.Count; first++)
        {
            for (var last = first + 1; last < trace.Count && trace[last].At - trace[first].At <= Window; last++)
            {
                var admitted = trace[last].Admitted - trace[first].Admitted;
                if (admitted > most)
                {
                    return $"{admitted} between {trace[first].At} and {trace[last].At}";
                }
            }
        }

        return null;
    }
}
