using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Booking.Messages.Development;
using WaitingRoom.Booking.Messages.Sending;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Support;

namespace WaitingRoom.Booking.Tests.Managing;

/// <summary>What the calendar, the messages and the person's own data say of a booking that was moved or cancelled in part.</summary>
public sealed class ChangedBookingTests : IAsyncLifetime
{
    private const string Slot = "1000-comirnaty";

    private static readonly DateOnly First = BookingHost.Today.AddDays(3);
    private static readonly DateOnly Second = First.AddDays(21);
    private static readonly DateOnly Later = First.AddDays(30);

    private readonly BookingHost host = new()
    {
        Adding = builder =>
        {
            builder.Configuration["Booking:Messages:Sends"] = "false";
            builder.Configuration["Booking:Messages:DevelopmentOutbox"] = "true";
        },
    };

    private Citizen citizen = null!;
    private string booking = "";

    private IReadOnlyList<OutgoingMessage> Sent => [.. host.Get<DevelopmentOutbox>().Messages.Reverse().Select(shown => shown.Message)];

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        foreach (var date in (DateOnly[])[First, Second, Later])
        {
            await host.Supply(BookingHost.Dresden, date, Slot, web: 1);
        }

        citizen = await host.Citizen();
    }

    public async Task DisposeAsync()
    {
        citizen.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_calendar_that_has_the_booking_follows_every_change()
    {
        await Book(new { name = "Erika", email = "erika@example.org" });
        var before = await Calendar();
        Assert.Equal([("CONFIRMED", 0, First), ("CONFIRMED", 0, Second)], Events(before));

        await Rebook();
        var moved = await Calendar();
        Assert.Equal([("CONFIRMED", 1, First), ("CONFIRMED", 1, Later)], Events(moved));

        // The method counts for all of the file: one appointment that is cancelled is published as such beside the other.
        await citizen.Delete($"{booking}/appointments/1");
        var left = await Calendar();
        Assert.Equal([("CANCELLED", 2, First), ("CONFIRMED", 2, Later)], Events(left));
        Assert.Equal(("PUBLISH", "ABGESAGT: 1. Impfung: Comirnaty", "2. Impfung: Comirnaty"), (left.Text("method"), left["events"]![0].Text("summary"), left["events"]![1].Text("summary")));

        await citizen.Delete(booking);
        var over = await Calendar();
        Assert.Equal("CANCEL", over.Text("method"));
        Assert.Equal([("CANCELLED", 3, First), ("CANCELLED", 3, Later)], Events(over));
        Assert.All([moved, left, over], calendar => Assert.Equal(Uids(before), Uids(calendar)));
    }

    [Fact]
    public async Task A_change_that_failed_changes_no_calendar()
    {
        await Book(new { name = "Erika", email = "erika@example.org" });
        using var faster = await host.Citizen();
        await host.Supply(BookingHost.Dresden, First, "1100-comirnaty", web: 1);
        await faster.Hold("comirnaty", "f", (BookingHost.Dresden, First, "1100-comirnaty"), (BookingHost.Dresden, Later, Slot));
        Assert.Equal("/problems/new-slot-just-taken", (await Move()).Body.Type());
        Assert.Equal([("CONFIRMED", 0, First), ("CONFIRMED", 0, Second)], Events(await Calendar()));
    }

    [Theory]
    [InlineData("email", "erika@example.org")]
    [InlineData("phone", "0170 5550142")]
    [InlineData("address", "Galaxieweg 42\n01067 Dresden")]
    public async Task A_change_is_told_by_the_way_that_the_person_left_and_late_messages_tell_what_is_true(string way, string where)
    {
        var contact = new JsonObject { ["name"] = "Erika Mustermann", [way] = where };
        await Book(contact);
        // Nothing has been sent when the booking is moved: its confirmation is late.
        // A second later: messages of one instant would go in any order.
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await Rebook();
        await Send();
        Assert.Equal(["Bestätigung: Impfung gebucht", "Änderung: Impfung neu gebucht"], Sent.Select(message => message.Subject));
        Assert.All(Sent, message =>
        {
            Assert.Equal(where, message.To);
            foreach (var text in new[] { message.Text, message.Html }.OfType<string>())
            {
                Assert.True(Says(text, First) && Says(text, Later), text);
                Assert.False(Says(text, Second), text);
            }
        });
        Assert.Contains("nur das gilt", Sent[1].Text, StringComparison.OrdinalIgnoreCase);

        await citizen.Delete($"{booking}/appointments/1");
        await Send();
        var one = Sent[2];
        Assert.Equal("Änderung: Impfung neu gebucht", one.Subject);
        foreach (var text in new[] { one.Text, one.Html }.OfType<string>())
        {
            // What stays comes first, what is cancelled after the word that says so.
            var cancelled = text.IndexOf("abgesagt", StringComparison.OrdinalIgnoreCase);
            Assert.True(cancelled > 0 && Says(text[..cancelled], Later) && Says(text[cancelled..], First) && !Says(text[..cancelled], First), text);
        }

        // Moved once more and then cancelled before anything was sent: only the cancellation is true, and goes.
        await citizen.Post($"{booking}/rebook", new { legs = new[] { Leg(Second) } }, "r3");
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await citizen.Delete(booking);
        await Send();
        Assert.Equal((4, "Absage: Impfung abgesagt"), (Sent.Count, Sent[3].Subject));
        Assert.Equal(new OutboxCounts(0, 0, null), await host.Get<IOutbox>().Count());
    }

    [Fact]
    public async Task Ones_own_data_has_the_contact_and_the_former_appointments_after_a_change()
    {
        await Book(new { name = "Erika Mustermann", email = "erika@example.org" });
        await Rebook();
        var data = await Data();
        Assert.Equal("Erika Mustermann", data["contact"].Text("name"));
        Assert.Equal([First, Later], data["appointments"]!.AsArray().Select(Date));
        Assert.Equal([First, Second], Assert.Single(data["earlier"]!.AsArray())!["appointments"]!.AsArray().Select(Date));

        var (status, _) = await citizen.Put($"{booking}/contact", new { name = "Erika Neu", address = "Galaxieweg 42\n01067 Dresden" }, "c");
        Assert.Equal(HttpStatusCode.NoContent, status);
        data = await Data();
        Assert.Equal(("Erika Neu", "Galaxieweg 42\n01067 Dresden", null), (data["contact"].Text("name"), data["contact"].Text("address"), data["contact"]!["email"]));
    }

    private static IEnumerable<(string Status, int Sequence, DateOnly Date)> Events(JsonNode calendar) =>
        calendar["events"]!.AsArray().Select(e => (e.Text("status"), e!["sequence"]!.GetValue<int>(), DateOnly.Parse(e.Text("local")[..10], CultureInfo.InvariantCulture)));

    private static IEnumerable<string> Uids(JsonNode calendar) => calendar["events"]!.AsArray().Select(e => e.Text("uid"));

    private static DateOnly Date(JsonNode? leg) => DateOnly.Parse(leg.Text("date"), CultureInfo.InvariantCulture);

    /// <summary>In full in letters and e-mails, in short in an SMS.</summary>
    private static bool Says(string text, DateOnly date) =>
        text.Contains(date.ToString("d. MMMM yyyy", CultureInfo.GetCultureInfo("de-DE")), StringComparison.Ordinal)
        || text.Contains(date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture) + " 10:00", StringComparison.Ordinal);

    private static object Leg(DateOnly date) => new { centre = BookingHost.Dresden, date, slot = Slot };

    private async Task Book(object contact)
    {
        var (_, hold) = await citizen.Hold("comirnaty", "h", (BookingHost.Dresden, First, Slot), (BookingHost.Dresden, Second, Slot));
        var (status, booked) = await citizen.Post("/booking/bookings", new { hold = hold.Text("id"), contact });
        Assert.Equal(HttpStatusCode.Created, status);
        booking = $"/booking/bookings/{booked.Text("reference")}";
    }

    private Task<(HttpStatusCode Status, JsonNode? Body)> Move() => citizen.Post($"{booking}/rebook", new { legs = new[] { Leg(First), Leg(Later) } }, "r");

    private async Task Rebook() => Assert.Equal(HttpStatusCode.OK, (await Move()).Status);

    private async Task<JsonNode> Calendar() =>
        JsonNode.Parse(await ForeignProgram.Script("slips", "calendar.mjs", (await citizen.File($"{booking}/calendar.ics")).Content))!;

    private async Task<JsonNode> Data() => (await citizen.Get($"{booking}/data")).Body!;

    /// <summary>Messages about one booking go one after the other.</summary>
    private async Task Send()
    {
        for (var rounds = 0; rounds < 20 && (await host.Get<IOutbox>().Count()).Waiting > 0; rounds++)
        {
            await Task.WhenAll(await host.Get<OutboxSending>().Begin(default));
        }
    }
}
