using System.Net;
using WaitingRoom.Booking.Tests.Agents;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Booking.Tests.Scenarios;

/// <summary>An agent and a citizen reach for the last slot at once; and what the phone does not use returns to the web at the hour the centre set.</summary>
public sealed class Scenario_09_last_slot : IAsyncLifetime
{
    private const string Slot = "1000-johnson";

    private static readonly DateOnly Date = BookingHost.Today.AddDays(3);

    private readonly CallCentre centre = new();

    private BookingHost Host => centre.Host;

    public Task InitializeAsync() => centre.InitializeAsync();

    public Task DisposeAsync() => centre.DisposeAsync();

    [Fact]
    public async Task One_gets_it_and_the_other_sees_the_truth_and_the_next_one()
    {
        var returnsAt = BookingHost.Start.AddMinutes(20);
        var day = await Host.Supply(BookingHost.Dresden, Date, Slot, web: 0, phone: 1, returnsAt);
        await Host.Supply(BookingHost.Leipzig, Date.AddDays(1), Slot, web: 1, phone: 1);
        using var citizen = await Host.Citizen();
        Assert.Equal("/problems/slot-just-taken", (await citizen.Hold("johnson", "early", (BookingHost.Dresden, Date, Slot))).Body.Type());
        Host.Time.Advance(TimeSpan.FromMinutes(20));
        await Host.Watch.Until(day, state => state.QuotaReturned);
        using var agent = await centre.Call();
        var answers = await Task.WhenAll(agent.Hold(BookingHost.Dresden, Date, Slot), citizen.Hold("johnson", "race", (BookingHost.Dresden, Date, Slot)));
        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        var (_, refused) = answers.Single(a => a.Status != HttpStatusCode.Created);
        Assert.Equal("/problems/slot-just-taken", refused.Type());
        Assert.Equal(BookingHost.Leipzig, refused!["next"]!["offers"]![0]!["legs"]![0]!["centre"]!.Text("id"));
        Assert.Single((await Host.Grains.Read(day))!.Appointments);
    }

    [Fact]
    public async Task Until_the_hour_the_phone_keeps_its_share_and_from_then_on_the_web_books_it()
    {
        var day = await Host.Supply(BookingHost.Dresden, Date, Slot, web: 1, phone: 2, BookingHost.Start.AddMinutes(20));
        using var first = await Host.Citizen();
        using var second = await Host.Citizen();
        Assert.Equal(HttpStatusCode.Created, (await first.Hold("johnson", "k", (BookingHost.Dresden, Date, Slot))).Status);
        Assert.Equal("/problems/slot-just-taken", (await second.Hold("johnson", "k", (BookingHost.Dresden, Date, Slot))).Body.Type());
        using var agent = await centre.Call();
        Assert.Equal(HttpStatusCode.Created, (await agent.Hold(BookingHost.Dresden, Date, Slot)).Status);
        Host.Time.Advance(TimeSpan.FromMinutes(20));
        await Host.Watch.Until(day, state => state.QuotaReturned);
        Assert.Equal(HttpStatusCode.Created, (await second.Hold("johnson", "after", (BookingHost.Dresden, Date, Slot))).Status);
    }
}
