using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests;

/// <summary>What booking reports reaches the controller of every room.</summary>
public sealed class BackendSignalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Calls_that_booking_turned_away_slow_the_room_within_a_second(bool rejected)
    {
        await using var host = await QueueHost.Start(folder, ceilingPerMinute: 60);
        for (var i = 0; i < 60; i++)
        {
            await host.NewVisitor().Join();
        }

        var signals = host.Services.GetServices<IBackendSignal>().ToArray();
        Assert.NotEmpty(signals);
        // The control: the same answers, none turned away, leave the ceiling as the only bound.
        Assert.Equal(rejected ? AdmissionBound.Backend : AdmissionBound.Ceiling, await BoundAfter());

        async Task<AdmissionBound> BoundAfter()
        {
            for (var tick = 0; tick < 10; tick++)
            {
                Array.ForEach(signals, signal => signal.Report(BackendCalls.Of(TimeSpan.FromMilliseconds(4), rejected)));
                await host.Tick();
            }

            return host.Open.Ticks.Recent()[^1].Bound;
        }
    }
}
