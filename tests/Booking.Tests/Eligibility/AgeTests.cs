using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using WaitingRoom.Grains.Codes;

namespace WaitingRoom.Booking.Tests.Eligibility;

/// <summary>What a person may not book is not offered to them, at no door of the path.</summary>
public sealed class AgeTests : IAsyncLifetime
{
    private const string Slot = "1000-senior";

    private static readonly DateOnly ThisYear = BookingHost.Today.AddDays(3);
    private static readonly DateOnly NextYear = new(2022, 1, 20);

    private readonly BookingHost host = new();

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        await host.WriteCampaign(BookingHost.ACampaign with
        {
            Vaccines = [new("senior", "Senior", 1, 0, 0, MinAge: 60), new("junior", "Junior", 1, 0, 0, MaxAge: 30), new("all", "Alle", 2, 21, 42)],
        });
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await host.Supply(BookingHost.Dresden, ThisYear, Slot, web: 5);
        await host.Supply(BookingHost.Dresden, NextYear, Slot, web: 5);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData(1950, "senior all")]
    [InlineData(1961, "senior all")]
    [InlineData(1962, "senior all")]
    [InlineData(1963, "all")]
    [InlineData(1995, "junior all")]
    [InlineData(null, "senior junior all")]
    public async Task Only_vaccines_of_their_age_are_named_to_a_person(int? born, string expected)
    {
        using var citizen = new Citizen(host.Address);
        await citizen.Enter();
        var (_, view) = await citizen.Post("/booking/codes", new { code = await Code(born) }, key: null);
        Assert.Equal(expected.Split(' '), view!["vaccines"]!.AsArray().Select(vaccine => vaccine.Text("id")));
    }

    [Fact]
    public async Task A_vaccine_outside_their_age_is_not_offered()
    {
        using var citizen = await host.Citizen(await Code(1963));
        var (status, body) = await citizen.Offers("senior");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/problems/vaccine-not-for-age"), (status, body.Type()));
    }

    [Fact]
    public async Task Whoever_comes_of_age_next_year_is_offered_next_year()
    {
        using var citizen = await host.Citizen(await Code(1962));
        Assert.Equal([NextYear], await Dates(citizen));
        Assert.Equal("/problems/vaccine-not-for-age", (await citizen.Hold("senior", "k", (BookingHost.Dresden, ThisYear, Slot))).Body.Type());

        // Nor beside a refusal: what is offered in place of a slot that is not there keeps to the age, too.
        await host.Supply(BookingHost.Dresden, NextYear.AddDays(1), Slot, web: 0);
        var (status, gone) = await citizen.Hold("senior", "k2", (BookingHost.Dresden, NextYear.AddDays(1), Slot));
        Assert.Equal((HttpStatusCode.Conflict, "/problems/slot-just-taken"), (status, gone.Type()));
        Assert.Equal([NextYear], Dates(gone!["next"]!));
        Assert.Equal(HttpStatusCode.Created, (await citizen.Hold("senior", "k3", (BookingHost.Dresden, NextYear, Slot))).Status);
    }

    [Fact]
    public async Task A_code_that_knows_no_age_is_offered_everything()
    {
        using var citizen = await host.Citizen();
        Assert.Equal([ThisYear, NextYear], await Dates(citizen));
    }

    [Fact]
    public async Task A_booking_is_not_moved_to_where_the_age_does_not_fit()
    {
        using var citizen = await host.Citizen(await Code(1962));
        var (_, hold) = await citizen.Hold("senior", "k", (BookingHost.Dresden, NextYear, Slot));
        var (_, booked) = await citizen.Book(hold.Text("id"));
        var booking = $"/booking/bookings/{booked.Text("reference")}";
        Assert.Empty(Dates((await citizen.Get($"{booking}/offers?postcode=01067")).Body!));
        var (status, refused) = await citizen.Post($"{booking}/rebook", new { legs = new[] { new { centre = BookingHost.Dresden, date = ThisYear, slot = Slot } } }, "r");
        Assert.Equal((HttpStatusCode.Conflict, "/problems/change-not-possible"), (status, refused.Type()));
    }

    [Fact]
    public async Task Before_the_turn_of_their_group_nothing_is_offered()
    {
        await host.WriteCampaign(BookingHost.ACampaign with { Groups = [new("later", new Dictionary<string, string> { ["de"] = "Später", ["en"] = "Later" }, OpensAt: BookingHost.Start.AddDays(1))] });
        host.Time.Advance(TimeSpan.FromSeconds(2));
        using var citizen = await host.Citizen(await host.Code(origin: new CodeOrigin(Priority: "later")));
        var (status, body) = await citizen.Offers("johnson");
        Assert.Equal((HttpStatusCode.Conflict, "/problems/group-not-open-yet"), (status, body.Type()));
    }

    private static IEnumerable<DateOnly> Dates(JsonNode offers) =>
        offers["offers"]!.AsArray().Select(offer => DateOnly.Parse(offer!["legs"]![0]!.Text("date"), CultureInfo.InvariantCulture));

    private static async Task<IEnumerable<DateOnly>> Dates(Citizen citizen) => Dates((await citizen.Offers("senior")).Body!);

    private Task<string> Code(int? born) => host.Code(origin: new CodeOrigin(BirthYear: born));
}
