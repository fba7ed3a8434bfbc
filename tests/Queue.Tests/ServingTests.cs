using WaitingRoom.Queue.Serving;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests;

public sealed class ServingTests : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(60, 60)]
    [InlineData(600, 400)]
    [InlineData(6000, 1500)]
    public async Task No_ten_seconds_admit_more_than_the_ceiling_and_one_tick(int ceilingPerMinute, int visitors)
    {
        await using var host = await QueueHost.Start(folder, ceilingPerMinute);
        var trace = new List<(DateTimeOffset At, long Serving)>();
        async Task Run(int ticks)
        {
            for (var tick = 0; tick < ticks; tick++)
            {
                await host.Tick();
                trace.Add((host.Time.GetUtcNow(), host.Open.Sight!.Serving));
            }
        }

        // Idle first, and idle again in between: time without visitors must not save up admissions.
        await Run(25);
        await Task.WhenAll(Enumerable.Range(0, visitors / 2).Select(_ => host.NewVisitor().Join()));
        await Run(60);
        host.Time.Advance(TimeSpan.FromMinutes(20));
        await Task.WhenAll(Enumerable.Range(0, visitors - (visitors / 2)).Select(_ => host.NewVisitor().Join()));
        await Run(120);

        Assert.True(trace[^1].Serving > ceilingPerMinute / 60.0 * 10, "The line must have moved, or the rule proves nothing.");
        Assert.Null(FirstBreach(trace, ceilingPerMinute));
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
        long served = 0;
        for (var tries = 0; tries < 500 && served == 0; tries++)
        {
            host.Time.Advance(ServingLoop.Tick);
            using var answer = await host.Get("/rooms/impfung/status");
            served = (await answer.Json()).GetProperty("nowServing").GetInt64();
        }

        Assert.Equal(1, served);
    }

    private static string? FirstBreach(List<(DateTimeOffset At, long Serving)> trace, int ceilingPerMinute)
    {
        var most = (ceilingPerMinute / 60.0 * Window.TotalSeconds) + Math.Max(1, ceilingPerMinute / 60.0 * ServingLoop.Tick.TotalSeconds);
        for (var first = 0; first < trace.Count; first++)
        {
            for (var last = first + 1; last < trace.Count && trace[last].At - trace[first].At <= Window; last++)
            {
                var admitted = trace[last].Serving - trace[first].Serving;
                if (admitted > most)
                {
                    return $"{admitted} between {trace[first].At} and {trace[last].At}";
                }
            }
        }

        return null;
    }
}
