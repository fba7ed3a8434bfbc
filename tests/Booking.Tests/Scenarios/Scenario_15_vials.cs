using System.Net;
using System.Text.Json.Nodes;
using WaitingRoom.Booking.Rules;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Documents;

namespace WaitingRoom.Booking.Tests.Scenarios;

/// <summary>Doses per vial go from five to six and back: a fifth more, then a deficit that is listed, and nobody is cancelled silently.</summary>
public sealed class Scenario_15_vials : IAsyncLifetime
{
    private static readonly DateOnly First = BookingHost.Today.AddDays(3);

    private readonly BookingHost host = new();

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        var campaign = BookingHost.ACampaign;
        await host.WriteCampaign(campaign with { Vaccines = [campaign.Vaccines[0], campaign.Vaccines[1] with { DosesPerVial = 5 }] });
        await host.Get<VialDays>().Follow(CancellationToken.None);
    }

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Six_doses_are_a_fifth_more_and_five_again_list_who_has_no_place()
    {
        // Ten slots of one place each, and one large one elsewhere.
        var day = new DayId(BookingHost.Dresden, First);
        for (var minute = 0; minute < 10; minute++)
        {
            await host.Supply(BookingHost.Dresden, First, $"10{minute:00}-johnson", web: 1);
        }

        await host.Supply(BookingHost.Leipzig, First, "1000-johnson", web: 40, phone: 10);
        await host.Supply(BookingHost.Leipzig, First, "1000-comirnaty", web: 40);

        using var staff = new Staff(host.Address);
        var (changes, preview) = await Change(staff, 6, version: 2);
        Assert.Equal(preview, changes.ToJsonString());
        Assert.Equal((60, 72, 0), (changes["before"]!.GetValue<int>(), changes["after"]!.GetValue<int>(), changes["deficitSeats"]!.GetValue<int>()));
        Assert.Equal(12, await Capacity(day, "johnson"));
        var leipzig = (await host.Grains.Read(new DayId(BookingHost.Leipzig, First)))!;
        Assert.Equal((48, 12), (leipzig.Slots.Values.Single(s => s.Id.Vaccine == "johnson").WebCapacity, leipzig.Slots.Values.Single(s => s.Id.Vaccine == "johnson").PhoneCapacity));
        Assert.Equal(40, await Capacity(leipzig.Id, "comirnaty"));

        // Everybody of Dresden's larger slots books; then there are five doses again.
        var larger = (await host.Grains.Read(day))!.Slots.Values.First(s => s.WebCapacity == 2);
        for (var i = 0; i < 2; i++)
        {
            using var citizen = await host.Citizen();
            var (_, hold) = await citizen.Hold("johnson", "k", (BookingHost.Dresden, First, larger.Id.ToString()));
            Assert.Equal(HttpStatusCode.Created, (await citizen.Book(hold.Text("id"))).Status);
        }

        (changes, preview) = await Change(staff, 5, version: 3);
        Assert.Equal(preview, changes.ToJsonString());
        Assert.Equal((72, 60, 1), (changes["before"]!.GetValue<int>(), changes["after"]!.GetValue<int>(), changes["deficitSeats"]!.GetValue<int>()));
        var deficit = Assert.Single(changes["deficits"]!.AsArray());
        Assert.Equal((BookingHost.Dresden, larger.Id.ToString(), 1), (deficit.Text("centre"), deficit.Text("slot"), deficit!["seats"]!.GetValue<int>()));

        // Nobody is cancelled, and the deficit stays to be seen.
        var state = (await host.Grains.Read(day))!;
        Assert.Equal(2, state.Appointments.Values.Count(a => a.IsBooked && a.Slot == larger.Id));
        Assert.All(state.Slots.Values, slot => Assert.Equal(1, slot.Capacity));
        var (_, list) = await staff.Send(HttpMethod.Get, "/operators/campaign/deficits");
        Assert.Equal(1, list!["seats"]!.GetValue<int>());
        using var late = await host.Citizen();
        Assert.Equal("/problems/slot-just-taken", (await late.Hold("johnson", "k", (BookingHost.Dresden, First, larger.Id.ToString()))).Body.Type());
    }

    [Fact]
    public async Task A_change_whose_process_was_killed_is_finished_by_the_next_and_applied_once()
    {
        var day = await host.Supply(BookingHost.Dresden, First, "1000-johnson", web: 10);
        var campaign = BookingHost.ACampaign;

        // Written, and then the process was gone: the days know nothing of it yet.
        await host.WriteCampaign(campaign with { Vaccines = [campaign.Vaccines[0], campaign.Vaccines[1] with { DosesPerVial = 6 }] });
        Assert.Equal(10, await Capacity(day, "johnson"));
        await host.Get<VialDays>().Follow(CancellationToken.None);
        Assert.Equal(12, await Capacity(day, "johnson"));

        // The days were asked, but that they were was not written down any more.
        var documents = host.Get<IDocuments>();
        var vials = (await documents.Get(VialDays.DocumentName))!;
        Assert.Contains("6", System.Text.Encoding.UTF8.GetString(vials.Body.Span), StringComparison.Ordinal);
        await host.Get<VialDays>().Follow(CancellationToken.None);
        Assert.Equal(12, await Capacity(day, "johnson"));
    }

    private static async Task<(JsonNode Changes, string Preview)> Change(Staff staff, int dosesPerVial, long version)
    {
        var rules = (await staff.Send(HttpMethod.Get, "/operators/campaign")).Body!["campaign"]!.DeepClone();
        rules["vaccines"]![1]!["dosesPerVial"] = dosesPerVial;
        var (status, preview) = await staff.Send(HttpMethod.Post, "/operators/campaign/preview", rules);
        Assert.Equal(HttpStatusCode.OK, status);
        (status, var done) = await staff.Send(HttpMethod.Put, "/operators/campaign", rules, version);
        Assert.Equal(HttpStatusCode.OK, status);
        return (Assert.Single(done!["vials"]!.AsArray())!, Assert.Single(preview!["capacity"]!.AsArray())!.ToJsonString());
    }

    private async Task<int> Capacity(DayId day, string vaccine) =>
        (await host.Grains.Read(day))!.Slots.Values.Where(s => s.Id.Vaccine == vaccine).Sum(s => s.Capacity);
}
