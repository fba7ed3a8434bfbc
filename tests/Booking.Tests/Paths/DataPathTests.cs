using System.Net;

namespace WaitingRoom.Booking.Tests.Paths;

/// <summary>The whole path of an app.</summary>
public sealed class DataPathTests(BookingHost host) : IClassFixture<BookingHost>
{
    private static readonly DateOnly First = BookingHost.Today.AddDays(2);
    private static readonly DateOnly Second = First.AddDays(30);

    [Fact]
    public async Task From_code_to_cancelled_booking()
    {
        var day = await host.Supply(BookingHost.Meissen, First, "0810-comirnaty", web: 3);
        await host.Supply(BookingHost.Meissen, Second, "0820-comirnaty", web: 3);
        var code = await host.Code();
        using var citizen = await host.Citizen(code);
        var (_, offers) = await citizen.Offers("comirnaty", "01662");
        var legs = offers!["offers"]![0]!["legs"]!.AsArray().Select(leg => (leg!["centre"]!.Text("id"), DateOnly.Parse(leg.Text("date"), null), leg.Text("slot"))).ToArray();
        Assert.Equal([(BookingHost.Meissen, First, "0810-comirnaty"), (BookingHost.Meissen, Second, "0820-comirnaty")], legs);

        var (status, body) = await citizen.Hold("comirnaty", key: null, legs);
        Assert.Equal((HttpStatusCode.BadRequest, "/problems/idempotency-key-missing"), (status, body.Type()));
        (status, var hold) = await citizen.Hold("comirnaty", "h", legs);
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Null(hold!["reference"]);
        (status, body) = await citizen.Hold("comirnaty", "h", (BookingHost.Meissen, First.AddDays(1), "0810-comirnaty"), legs[1]);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/problems/idempotency-key-reused"), (status, body.Type()));
        (status, body) = await citizen.Hold("comirnaty", "other", legs);
        Assert.Equal((HttpStatusCode.Conflict, "/problems/code-already-holds", "held"), (status, body.Type(), body!["existing"].Text("status")));

        var (_, extended) = await citizen.Patch($"/booking/holds/{hold.Text("id")}");
        var (_, again) = await citizen.Patch($"/booking/holds/{hold.Text("id")}", "another-key");
        Assert.NotEqual(hold.Text("heldUntil"), extended.Text("heldUntil"));
        Assert.Equal((extended.Text("heldUntil"), false), (again.Text("heldUntil"), again!["canBeExtended"]!.GetValue<bool>()));

        (status, var booked) = await citizen.Book(hold.Text("id"));
        Assert.Equal((HttpStatusCode.Created, "booked"), (status, booked.Text("status")));
        Assert.Matches("^[2-9A-Z]{6}-[2-9A-Z]{6}-[2-9A-Z]{6}$", booked.Text("reference"));
        (status, body) = await citizen.Hold("comirnaty", "more", legs);
        Assert.Equal((HttpStatusCode.Conflict, "/problems/code-already-booked", booked.Text("reference")), (status, body.Type(), body!["existing"].Text("reference")));

        // Another session with the same code reads it; another code does not.
        var address = $"/booking/bookings/{booked.Text("reference")}";
        using var later = await host.Citizen(code);
        Assert.Equal("booked", (await later.Get(address)).Body.Text("status"));
        using var stranger = await host.Citizen();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Delete(address)).Status);

        Assert.Equal("cancelled", (await later.Delete(address)).Body.Text("status"));
        Assert.Equal("cancelled", (await later.Delete(address)).Body.Text("status"));
        Assert.Equal("cancelled", (await citizen.Get(address)).Body.Text("status"));
        Assert.Equal(2, await host.FreeSeats(day, "0810-comirnaty"));
        host.Time.Advance(TimeSpan.FromMinutes(10));
        await host.Watch.Until(day, state => state.Appointments.IsEmpty);
        Assert.Equal(3, await host.FreeSeats(day, "0810-comirnaty"));
    }

    [Fact]
    public async Task A_hold_given_back_is_free_at_once_and_other_groups_are_refused()
    {
        var day = await host.Supply(BookingHost.Leipzig, First, "1100-johnson", web: 1);
        await host.Supply(BookingHost.Halle, First, "1100-johnson", web: 1);
        using var citizen = await host.Citizen();
        var (status, body) = await citizen.Hold("johnson", "x", (BookingHost.Halle, First, "1100-johnson"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/problems/centre-not-in-group"), (status, body.Type()));
        (_, var hold) = await citizen.Hold("johnson", "h", (BookingHost.Leipzig, First, "1100-johnson"));
        Assert.Equal(0, await host.FreeSeats(day, "1100-johnson"));
        Assert.Equal(HttpStatusCode.NoContent, (await citizen.Delete($"/booking/holds/{hold.Text("id")}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await citizen.Delete($"/booking/holds/{hold.Text("id")}")).Status);
        Assert.Equal(1, await host.FreeSeats(day, "1100-johnson"));

        // The key of what was given back takes no seat again.
        (status, body) = await citizen.Hold("johnson", "h", (BookingHost.Leipzig, First, "1100-johnson"));
        Assert.Equal((HttpStatusCode.Conflict, "/problems/attempt-over"), (status, body.Type()));
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.Book(hold.Text("id"))).Status);
    }
}
