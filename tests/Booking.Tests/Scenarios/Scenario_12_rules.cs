using System.Net;
using System.Text.Json.Nodes;

namespace WaitingRoom.Booking.Tests.Scenarios;

/// <summary>The rules change while holds are open: staff see whom it touches, what is held keeps its rule and says so.</summary>
public sealed class Scenario_12_rules : IAsyncLifetime
{
    private static readonly DateOnly First = BookingHost.Today.AddDays(3);
    private static readonly (string, DateOnly, string)[] Legs = [(BookingHost.Dresden, First, "1000-comirnaty"), (BookingHost.Dresden, First.AddDays(21), "1000-comirnaty")];

    private readonly BookingHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_longer_interval_is_previewed_changed_and_touches_no_open_hold()
    {
        await host.Supply(BookingHost.Dresden, First, "1000-comirnaty", web: 9);
        await host.Supply(BookingHost.Dresden, First.AddDays(21), "1000-comirnaty", web: 9);
        using var booked = await host.Citizen();
        var (_, hold) = await booked.Hold("comirnaty", "k", Legs);
        Assert.Equal(HttpStatusCode.Created, (await booked.Book(hold.Text("id"))).Status);
        using var holding = await host.Citizen();
        (_, hold) = await holding.Hold("comirnaty", "k", Legs);

        using var staff = new Staff(host.Address);
        var changed = (await staff.Send(HttpMethod.Get, "/operators/campaign")).Body!["campaign"]!.DeepClone();
        changed["vaccines"]![0]!["minDays"] = 28;
        var (status, preview) = await staff.Send(HttpMethod.Post, "/operators/campaign/preview", changed, key: null);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("vaccines/comirnaty/minDays", Assert.Single(preview!["changes"]!.AsArray()).Text("field"));
        var held = Assert.Single(preview["openHolds"]!.AsArray());
        Assert.Equal((1, 2, 1), (held!["rule"]!.GetValue<int>(), held["seats"]!.GetValue<int>(), held["pairs"]!.GetValue<int>()));
        Assert.Equal((1, 1), (preview["bookings"]!["live"]!.GetValue<int>(), preview["bookings"]!["outsideInterval"]!.GetValue<int>()));
        Assert.Contains("niemandem wird abgesagt", preview.Text("note"), StringComparison.Ordinal);

        // The preview changed nothing.
        Assert.Equal(1, (await staff.Send(HttpMethod.Get, "/operators/campaign")).Body!["version"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.OK, (await staff.Send(HttpMethod.Put, "/operators/campaign", changed, version: 1)).Status);
        host.Time.Advance(TimeSpan.FromSeconds(2));

        (status, var kept) = await holding.Book(hold.Text("id"));
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal((1, true), (kept!["rule"]!["version"]!.GetValue<int>(), kept["rule"]!["changedSince"]!.GetValue<bool>()));
        Assert.Contains("28", kept["rule"]!.Text("note"), StringComparison.Ordinal);
        using var newcomer = await host.Citizen();
        (status, var body) = await newcomer.Hold("comirnaty", "k", Legs);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/problems/interval-violated"), (status, body.Type()));
    }
}
