using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Tests.Managing;

/// <summary>What a person with appointments can do with them, over HTTP, real grains and real storage.</summary>
public sealed class ManageTests : IAsyncLifetime
{
    private const string Slot = "1000-comirnaty";

    private static readonly DateOnly First = BookingHost.Today.AddDays(3);
    private static readonly DateOnly Second = First.AddDays(21);
    private static readonly DateOnly Later = First.AddDays(30);

    private readonly BookingHost host = new();
    private readonly Dictionary<DateOnly, DayId> days = [];
    private string code = "";
    private Citizen citizen = null!;
    private string booking = "";

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        foreach (var date in (DateOnly[])[First, Second, Later])
        {
            days[date] = await host.Supply(BookingHost.Dresden, date, Slot, web: 1);
        }

        code = await host.Code();
        citizen = await host.Citizen(code);
        var (_, hold) = await citizen.Hold("comirnaty", "h", (BookingHost.Dresden, First, Slot), (BookingHost.Dresden, Second, Slot));
        var (_, booked) = await citizen.Book(hold.Text("id"));
        booking = $"/booking/bookings/{booked.Text("reference")}";
    }

    public async Task DisposeAsync()
    {
        citizen.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task An_appointment_is_moved_in_one_step_and_the_reference_stays()
    {
        var (_, offers) = await citizen.Get($"{booking}/offers?dose=2&postcode=01067");
        Assert.Equal([Later], offers!["offers"]!.AsArray().Select(offer => Date(offer!["legs"]![0]!)));
        var (status, moved) = await Rebook("r", First, Later);
        Assert.Equal((HttpStatusCode.OK, "booked"), (status, moved.Text("status")));
        Assert.Equal([First, Later], moved!["legs"]!.AsArray().Select(leg => Date(leg!)));
        Assert.EndsWith(moved.Text("reference"), booking, StringComparison.Ordinal);

        // Again, after a time-out say: the same answer, nothing moved twice. Read by another session: the same.
        Assert.Equal(moved.ToJsonString(), (await Rebook("r", First, Later)).Body!.ToJsonString());
        using var other = await host.Citizen(code);
        Assert.Equal(moved.ToJsonString(), (await other.Get(booking)).Body!.ToJsonString());
    }

    [Fact]
    public async Task Where_the_new_time_is_gone_the_old_ones_stay_and_it_is_said_so()
    {
        using var faster = await host.Citizen();
        await host.Supply(BookingHost.Dresden, First, "1100-comirnaty", web: 1);
        await faster.Hold("comirnaty", "f", (BookingHost.Dresden, First, "1100-comirnaty"), (BookingHost.Dresden, Later, Slot));
        var (status, refused) = await Rebook("r", First, Later);
        Assert.Equal((HttpStatusCode.Conflict, "/problems/new-slot-just-taken", 2), (status, refused.Type(), refused!["dose"]!.GetValue<int>()));
        Assert.Contains("NICHT bekommen", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Contains("bisherigen Termine gelten weiter", refused.Text("detail"), StringComparison.Ordinal);
        var (_, still) = await citizen.Get(booking);
        Assert.Equal(("booked", Second), (still.Text("status"), Date(still!["legs"]![1]!)));
    }

    [Fact]
    public async Task One_appointment_is_cancelled_and_the_other_keeps_its_number()
    {
        var (status, left) = await citizen.Delete($"{booking}/appointments/1");
        Assert.Equal((HttpStatusCode.OK, 2), (status, left!["legs"]!.AsArray().Single()!["dose"]!.GetValue<int>()));
        Assert.Equal(left.ToJsonString(), (await citizen.Delete($"{booking}/appointments/1")).Body!.ToJsonString());

        // The one that is left can still be moved, and cancelled as the last one.
        (status, left) = await citizen.Post($"{booking}/rebook", new { legs = new[] { Leg(Later) } }, "r1");
        Assert.Equal((HttpStatusCode.OK, Later), (status, Date(left!["legs"]![0]!)));
        Assert.Equal("cancelled", (await citizen.Delete($"{booking}/appointments/2")).Body.Text("status"));
    }

    [Fact]
    public async Task Until_a_day_before_the_local_start_and_no_longer()
    {
        var (_, read) = await citizen.Get(booking);
        // 10:00 in Dresden is 09:00 UTC in winter.
        var until = new DateTimeOffset(First.AddDays(-1), new TimeOnly(9, 0), TimeSpan.Zero);
        Assert.Equal(until, DateTimeOffset.Parse(read!["legs"]![0]!.Text("changeUntil"), CultureInfo.InvariantCulture));
        await Move(until);
        foreach (var answer in new[] { await citizen.Delete(booking), await citizen.Delete($"{booking}/appointments/1"), await Rebook("r", Later, Second) })
        {
            Assert.Equal((HttpStatusCode.Conflict, "/problems/too-late-to-change"), (answer.Status, answer.Body.Type()));
        }

        // The second one is still far away.
        Assert.Equal(HttpStatusCode.OK, (await Rebook("r2", First, Later)).Status);
        Assert.Equal(HttpStatusCode.OK, (await citizen.Delete($"{booking}/appointments/2")).Status);
    }

    [Fact]
    public async Task The_limit_is_the_campaigns()
    {
        await host.WriteCampaign(BookingHost.ACampaign with { ChangeUntilHours = 72 });
        host.Time.Advance(TimeSpan.FromSeconds(2));
        var answer = await citizen.Delete(booking);
        Assert.Equal((HttpStatusCode.OK, "cancelled"), (answer.Status, answer.Body.Text("status")));
        using var late = await host.Citizen();
        await host.Supply(BookingHost.Dresden, BookingHost.Today.AddDays(2), "1000-johnson", web: 1);
        var (_, hold) = await late.Hold("johnson", "h", (BookingHost.Dresden, BookingHost.Today.AddDays(2), "1000-johnson"));
        var (_, booked) = await late.Book(hold.Text("id"));
        Assert.Equal("/problems/too-late-to-change", (await late.Delete($"/booking/bookings/{booked.Text("reference")}")).Body.Type());
    }

    [Fact]
    public async Task A_cancelled_seat_is_shown_as_held_and_comes_back_after_one_to_ten_minutes()
    {
        await citizen.Delete(booking);
        var day = days[First];
        Assert.Equal(0, await host.FreeSeats(day, Slot));
        using var waiting = await host.Citizen();
        var (_, none) = await waiting.Offers("comirnaty");
        Assert.Empty(none!["offers"]!.AsArray());
        Assert.Equal((2, true), (none["held"]!["seats"]!.GetValue<int>(), none["held"]!["nextEndsAt"] is null));

        host.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, await host.FreeSeats(day, Slot));
        host.Time.Advance(TimeSpan.FromSeconds(9 * 60 + 2));
        await host.Watch.Until(day, state => state.Appointments.IsEmpty);
        Assert.Equal(1, await host.FreeSeats(day, Slot));
    }

    [Fact]
    public async Task Whoever_cancelled_can_take_the_same_seats_again_at_once_and_nobody_else()
    {
        await citizen.Delete(booking);
        (string, DateOnly, string)[] same = [(BookingHost.Dresden, First, Slot), (BookingHost.Dresden, Second, Slot)];
        using var buyer = await host.Citizen();
        Assert.Equal("/problems/slot-just-taken", (await buyer.Hold("comirnaty", "b", same)).Body.Type());
        Assert.Equal(HttpStatusCode.Created, (await citizen.Hold("comirnaty", "again", same)).Status);
    }

    [Fact]
    public async Task A_changed_contact_replaces_the_old_one_for_good()
    {
        var contact = new { name = "Max Mustermann", phone = "0351 123456" };
        var before = await Sealed();
        Assert.Equal(HttpStatusCode.NoContent, (await citizen.Put($"{booking}/contact", contact, "c")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await citizen.Put($"{booking}/contact", contact, "c")).Status);
        Assert.Equal("/problems/idempotency-key-reused", (await citizen.Put($"{booking}/contact", new { name = "Erika" }, "c")).Body.Type());

        var key = await host.Get<IReadModels>().FindContactKey(booking.Split('/')[^1]);
        var (state, seal) = (await Sealed(), host.Get<ContactSeal>());
        Assert.Equal("Max Mustermann", (await seal.Open(state.SealedContact, key!.Value, state.SealedFor!.Value))!.Contact.Name);
        Assert.Null(await seal.Open(before.SealedContact, key.Value, before.SealedFor!.Value));

        // A moved booking keeps it.
        await Rebook("r", First, Later);
        state = await Sealed();
        Assert.Equal("Max Mustermann", (await seal.Open(state.SealedContact, key.Value, state.SealedFor!.Value))!.Contact.Name);
    }

    [Fact]
    public async Task Every_wrong_field_of_a_contact_is_named()
    {
        var (status, refused) = await citizen.Put($"{booking}/contact", new { name = "", email = "x", phone = "1" }, "c");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(["name", "email", "phone"], refused!["faults"]!.AsArray().Select(fault => fault.Text("field")));
    }

    [Fact]
    public async Task The_confirmation_repeated_after_a_rebooking_tells_what_is_booked_now()
    {
        await Rebook("r", First, Later);
        using var later = await host.Citizen(code);
        var (_, view) = await later.Post("/booking/codes", new { code }, key: null);
        Assert.Equal(Later, Date(view!["pair"]!["legs"]![1]!));
    }

    private static DateOnly Date(JsonNode leg) => DateOnly.Parse(leg.Text("date"), CultureInfo.InvariantCulture);

    private static object Leg(DateOnly date) => new { centre = BookingHost.Dresden, date, slot = Slot };

    private Task<(HttpStatusCode Status, JsonNode? Body)> Rebook(string key, DateOnly first, DateOnly second) =>
        citizen.Post($"{booking}/rebook", new { legs = new[] { Leg(first), Leg(second) } }, key);

    /// <summary>Sets the clock; the session would not live that long.</summary>
    private async Task Move(DateTimeOffset to)
    {
        host.Time.Advance(to - host.Time.GetUtcNow());
        citizen.Dispose();
        citizen = await host.Citizen(code);
    }

    private async Task<Grains.Codes.CodeState> Sealed()
    {
        Assert.True(BookingCode.TryRead(code, out var read));
        return (await host.Grains.Read(await host.Get<CodeHashing>().Of(read)))!;
    }
}
