using System.Net;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Booking.Tests.Scenarios;

/// <summary>The day sells out, then a third never confirms: people who look are told that seats are held and may come back, and they do.</summary>
public sealed class Scenario_03_abandoned_holds : IAsyncLifetime
{
    private const int Seats = 20;
    private const int Abandoned = 6;
    private const string Slot = "1000-johnson";

    private static readonly DateOnly Date = BookingHost.Today.AddDays(3);

    private readonly BookingHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Who_waits_is_told_that_held_seats_may_come_back()
    {
        var day = await host.Supply(BookingHost.Dresden, Date, Slot, web: Seats);
        await Task.WhenAll(Enumerable.Range(0, Seats).Select(async i =>
        {
            using var citizen = await host.Citizen();
            var (status, hold) = await citizen.Hold("johnson", "h", (BookingHost.Dresden, Date, Slot));
            Assert.Equal(HttpStatusCode.Created, status);
            if (i >= Abandoned)
            {
                Assert.Equal(HttpStatusCode.Created, (await citizen.Book(hold.Text("id"))).Status);
            }
        }));

        using var waiting = await host.Citizen();
        var (_, none) = await waiting.Offers("johnson");
        Assert.Empty(none!["offers"]!.AsArray());
        Assert.Equal((Abandoned, 10), (none["held"]!["seats"]!.GetValue<int>(), none["held"]!["nextEndsInMinutes"]!.GetValue<int>()));
        var (status, refused) = await waiting.Hold("johnson", "w", (BookingHost.Dresden, Date, Slot));
        Assert.Equal((HttpStatusCode.Conflict, Abandoned), (status, refused!["next"]!["held"]!["seats"]!.GetValue<int>()));

        host.Time.Advance(TimeSpan.FromMinutes(10));
        await host.Watch.Until(day, state => state.Slots.Values.Single().FreeFor(Channel.Web, state.QuotaReturned) == Abandoned);
        Assert.Equal(HttpStatusCode.Created, (await waiting.Hold("johnson", "w2", (BookingHost.Dresden, Date, Slot))).Status);
    }
}
