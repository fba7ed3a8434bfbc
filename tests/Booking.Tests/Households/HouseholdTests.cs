using System.Net;
using System.Text.Json.Nodes;
using WaitingRoom.Booking.Households;
using WaitingRoom.Grains.Codes;

namespace WaitingRoom.Booking.Tests.Households;

/// <summary>Up to four people with a code each, side by side, over HTTP, real grains and real storage.</summary>
public sealed class HouseholdTests(BookingHost host) : IClassFixture<BookingHost>
{
    private const string Path = "/booking/household";

    private static int days = 5;

    /// <summary>Tests share a host: each has dates of its own.</summary>
    private readonly DateOnly first = BookingHost.Today.AddDays(Interlocked.Add(ref days, 60));

    [Fact]
    public async Task Three_people_get_both_appointments_side_by_side()
    {
        // Two at eight and one at ten past: the three sit at one time and the next. The day before has room for two only.
        await host.Supply(BookingHost.Dresden, first.AddDays(-1), "0800-comirnaty", web: 2);
        foreach (var date in new[] { first, first.AddDays(21) })
        {
            await host.Supply(BookingHost.Dresden, date, "0800-comirnaty", web: 2);
            await host.Supply(BookingHost.Dresden, date, "0810-comirnaty", web: 1);
        }

        using var citizen = await Household(3);
        var offer = await Offer(citizen, "comirnaty");
        Assert.Equal(["0800-comirnaty", "0800-comirnaty", "0810-comirnaty"], offer["members"]!.AsArray().Select(member => member!["legs"]![0].Text("slot")));
        var (status, view) = await Hold(citizen, "comirnaty", offer);
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(["held", "held", "held"], Statuses(view));
        (status, var booked) = await Book(citizen, view!);
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(["booked", "booked", "booked"], Statuses(booked));
        Assert.Equal(3, booked!["members"]!.AsArray().Select(member => member!["pair"]!.Text("reference")).Distinct().Count());

        // Said again, after a time-out say: the same answer.
        Assert.Equal(booked.ToJsonString(), (await Book(citizen, view!)).Body!.ToJsonString());
        Assert.Equal("/problems/household-nobody-left", (await Offers(citizen, "comirnaty")).Body.Type());
    }

    [Fact]
    public async Task Where_one_is_refused_nothing_is_held_for_anybody()
    {
        var day = await host.Supply(BookingHost.Dresden, first, "0800-johnson", web: 3);
        using var citizen = await Household(3);
        var offer = await Offer(citizen, "johnson");
        using var faster = await host.Citizen();
        await faster.Hold("johnson", "f", (BookingHost.Dresden, first, "0800-johnson"));
        var (status, refused) = await Hold(citizen, "johnson", offer);
        Assert.Equal((HttpStatusCode.Conflict, "/problems/slot-just-taken", 3), (status, refused.Type(), refused!["member"]!.GetValue<int>()));
        Assert.Contains("KEINEN Termin", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Contains("für alle oder für niemanden", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Null(refused["next"]);
        Assert.Equal(2, await host.FreeSeats(day, "0800-johnson"));
        Assert.Equal([null, null, null], Statuses((await citizen.Get(Path)).Body));
    }

    [Fact]
    public async Task Where_one_cannot_be_booked_any_more_the_truth_is_told_for_each()
    {
        var day = await host.Supply(BookingHost.Dresden, first, "0800-johnson", web: 2);
        using var citizen = await Household(2);
        var (_, view) = await Hold(citizen, "johnson", await Offer(citizen, "johnson"));
        // Both holds run out, and somebody else takes one of the two seats.
        host.Time.Advance(TimeSpan.FromMinutes(11));
        await host.Watch.Until(day, state => state.Appointments.IsEmpty);
        using var faster = await host.Citizen();
        await faster.Hold("johnson", "f", (BookingHost.Dresden, first, "0800-johnson"));

        var (status, told) = await Book(citizen, view!);
        Assert.Equal((HttpStatusCode.Conflict, "/problems/household-not-complete"), (status, told.Type()));
        Assert.StartsWith("1 von 2 Personen", told.Text("detail"), StringComparison.Ordinal);
        Assert.Equal([true, false], told!["members"]!.AsArray().Select(member => member!["booked"]!.GetValue<bool>()));
        Assert.Equal("/problems/appointments-gone", told["members"]![1]!["problem"].Type());
        Assert.Equal(["booked", null], Statuses((await citizen.Get(Path)).Body));

        // The other one goes on searching alone.
        await host.Supply(BookingHost.Dresden, first.AddDays(1), "0800-johnson", web: 1);
        Assert.Equal([2], (await Offer(citizen, "johnson"))["members"]!.AsArray().Select(member => member!["member"]!.GetValue<int>()));
    }

    [Fact]
    public async Task What_is_held_is_given_back_for_all()
    {
        var day = await host.Supply(BookingHost.Dresden, first, "0800-johnson", web: 2);
        using var citizen = await Household(2);
        await Hold(citizen, "johnson", await Offer(citizen, "johnson"));
        Assert.Equal(0, await host.FreeSeats(day, "0800-johnson"));
        Assert.Equal(HttpStatusCode.NoContent, (await citizen.Delete($"{Path}/holds")).Status);
        Assert.Equal(2, await host.FreeSeats(day, "0800-johnson"));
    }

    [Fact]
    public async Task What_one_of_them_may_not_take_is_offered_to_none()
    {
        await host.WriteCampaign(BookingHost.ACampaign with { Vaccines = [.. BookingHost.ACampaign.Vaccines, new("senior", "Senior", 1, 0, 0, MinAge: 60)] });
        host.Time.Advance(TimeSpan.FromSeconds(2));
        using var citizen = await host.Citizen(await host.Code(origin: new CodeOrigin(BirthYear: 1940)));
        var (_, view) = await citizen.Post($"{Path}/codes", new { code = await host.Code(origin: new CodeOrigin(BirthYear: 1990)) }, key: null);
        Assert.DoesNotContain("senior", view!["vaccines"]!.AsArray().Select(vaccine => vaccine.Text("id")));
        var (status, refused) = await Offers(citizen, "senior");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/problems/vaccine-not-for-age", 2), (status, refused.Type(), refused!["member"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Four_codes_of_one_group_and_no_more()
    {
        using var citizen = await Household(HouseholdDesk.MostMembers);
        var (status, body) = await citizen.Post($"{Path}/codes", new { code = await host.Code() }, key: null);
        Assert.Equal((HttpStatusCode.Conflict, "/problems/household-full", 4), (status, body.Type(), body!["most"]!.GetValue<int>()));

        var code = await host.Code();
        using var couple = await host.Citizen(code);
        (status, body) = await couple.Post($"{Path}/codes", new { code = await host.Code(group: 2) }, key: null);
        Assert.Equal((HttpStatusCode.Conflict, "/problems/household-other-group"), (status, body.Type()));
        Assert.Equal("/problems/code-mistyped", (await couple.Post($"{Path}/codes", new { code = "2345-6789-ACDE" }, key: null)).Body.Type());
        (status, body) = await couple.Post($"{Path}/codes", new { code }, key: null);
        Assert.Equal((HttpStatusCode.OK, 1), (status, body!["members"]!.AsArray().Count));

        // Somebody who is not in the session is nobody's member.
        Assert.Equal(HttpStatusCode.BadRequest, (await couple.Post($"{Path}/holds", new { vaccine = "johnson", members = new[] { new { member = 2, legs = Array.Empty<object>() } } })).Status);
    }

    private static Task<(HttpStatusCode Status, JsonNode? Body)> Hold(Citizen citizen, string vaccine, JsonNode offer) => citizen.Post(
        $"{Path}/holds",
        new
        {
            vaccine,
            members = offer["members"]!.AsArray().Select(member => new
            {
                member = member!["member"]!.GetValue<int>(),
                legs = member["legs"]!.AsArray().Select(leg => new { centre = leg!["centre"]!.Text("id"), date = leg.Text("date"), slot = leg.Text("slot") }),
            }),
        });

    private static Task<(HttpStatusCode Status, JsonNode? Body)> Book(Citizen citizen, JsonNode view) => citizen.Post(
        $"{Path}/bookings",
        new
        {
            email = "familie@example.org",
            members = view["members"]!.AsArray().Select(member => new { member = member!["member"]!.GetValue<int>(), hold = member["pair"]!.Text("id"), name = "Familie Muster" }),
        });

    private static IEnumerable<string?> Statuses(JsonNode? view) => view!["members"]!.AsArray().Select(member => member!["pair"]?.Text("status"));

    private Task<(HttpStatusCode Status, JsonNode? Body)> Offers(Citizen citizen, string vaccine) =>
        citizen.Get($"{Path}/offers?vaccine={vaccine}&postcode=01067&from={first.AddDays(-1):yyyy-MM-dd}");

    /// <summary>The first that there is.</summary>
    private async Task<JsonNode> Offer(Citizen citizen, string vaccine) => (await Offers(citizen, vaccine)).Body!["offers"]![0]!;

    private async Task<Citizen> Household(int people)
    {
        var citizen = await host.Citizen();
        for (var i = 1; i < people; i++)
        {
            var (status, view) = await citizen.Post($"{Path}/codes", new { code = await host.Code() }, key: null);
            Assert.Equal((HttpStatusCode.OK, i + 1), (status, view!["members"]!.AsArray().Count));
        }

        return citizen;
    }
}
