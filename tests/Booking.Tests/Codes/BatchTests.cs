using System.Net;
using System.Text.Json.Nodes;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Tests.Codes;

public sealed class BatchTests(BookingHost host) : IClassFixture<BookingHost>
{
    private const string Path = "/operators/code-batches";

    private static readonly DateOnly First = BookingHost.Today.AddDays(3);

    [Fact]
    public async Task The_printers_list_has_every_code_once_and_no_code_in_a_link()
    {
        using var staff = new Staff(host.Address);
        var codes = await Issue(staff, "march-1", count: 70);
        Assert.Equal(70, codes.Distinct().Count());
        using var citizen = await host.Citizen(codes[69]);

        // Nothing of the codes is kept in the list of batches or in the audit.
        var (_, list) = await staff.SendForText(HttpMethod.Get, Path);
        Assert.Contains("march-1", list, StringComparison.Ordinal);
        var audit = (await host.Get<IAuditLog>().Read("code-batch/march-1", 10))[0].After!;
        var document = System.Text.Encoding.UTF8.GetString((await host.Get<IDocuments>().Get("code-batches"))!.Body.Span);
        Assert.All(codes, code => Assert.DoesNotContain(code, list + audit + document, StringComparison.Ordinal));

        var (status, body) = await staff.Send(HttpMethod.Post, Path, new JsonObject { ["id"] = "march-1", ["group"] = 1, ["count"] = 1 });
        Assert.Equal((HttpStatusCode.Conflict, "/problems/code-batch-exists"), (status, body.Type()));
    }

    [Theory]
    [InlineData("Upper", 1, 1, "id")]
    [InlineData("ok", 99, 1, "group")]
    [InlineData("ok", 1, 0, "count")]
    [InlineData("ok", 1, 100_001, "count")]
    public async Task A_batch_that_cannot_be_is_refused(string id, int group, int count, string field)
    {
        using var staff = new Staff(host.Address);
        var (status, body) = await staff.Send(HttpMethod.Post, Path, new JsonObject { ["id"] = id, ["group"] = group, ["count"] = count });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/problems/code-batch-invalid", field), (status, body.Type(), body.Text("field")));
    }

    [Fact]
    public async Task A_revoked_batch_takes_nothing_new_and_its_bookings_stay_unless_asked()
    {
        await host.Supply(BookingHost.Dresden, First, "1000-johnson", web: 9);
        using var staff = new Staff(host.Address);
        var codes = await Issue(staff, "march-2", count: 4);
        using var booked = await host.Citizen(codes[0]);
        var (_, hold) = await booked.Hold("johnson", "k", (BookingHost.Dresden, First, "1000-johnson"));
        var (_, booking) = await booked.Book(hold.Text("id"));
        using var holding = await host.Citizen(codes[1]);
        (_, hold) = await holding.Hold("johnson", "k", (BookingHost.Dresden, First, "1000-johnson"));
        using var inside = await host.Citizen(codes[2]);

        Assert.Equal(HttpStatusCode.NotFound, (await staff.Send(HttpMethod.Post, $"{Path}/never/revocation", new JsonObject())).Status);
        var (status, body) = await staff.Send(HttpMethod.Post, $"{Path}/march-2/revocation", new JsonObject());
        Assert.Equal((HttpStatusCode.OK, 0), (status, body!["cancelled"]!.GetValue<int>()));
        host.Time.Advance(TimeSpan.FromSeconds(2));

        // Not redeemed, not held, not booked any more; each is told why.
        using var late = new Citizen(host.Address);
        await late.Enter();
        (status, body) = await late.Post("/booking/codes", new { code = codes[3] }, key: null);
        Assert.Equal((HttpStatusCode.Gone, "/problems/code-revoked"), (status, body.Type()));
        (status, body) = await inside.Hold("johnson", "k", (BookingHost.Dresden, First, "1000-johnson"));
        Assert.Equal((HttpStatusCode.Gone, "/problems/code-revoked"), (status, body.Type()));
        (status, body) = await holding.Book(hold.Text("id"));
        Assert.Equal((HttpStatusCode.Gone, "/problems/code-revoked"), (status, body.Type()));
        (status, body) = await booked.Get($"/booking/bookings/{booking.Text("reference")}");
        Assert.Equal((HttpStatusCode.OK, "booked"), (status, body.Text("status")));
        using var again = await host.Citizen(codes[0]);

        (status, body) = await staff.Send(HttpMethod.Post, $"{Path}/march-2/revocation", new JsonObject { ["cancelBookings"] = true });
        Assert.Equal((HttpStatusCode.OK, 1), (status, body!["cancelled"]!.GetValue<int>()));
        (status, body) = await booked.Get($"/booking/bookings/{booking.Text("reference")}");
        Assert.Equal((HttpStatusCode.OK, "cancelled"), (status, body.Text("status")));

        // A code of another batch is none the worse.
        using var other = await host.Citizen((await Issue(staff, "march-3", count: 1))[0]);
        Assert.Equal(HttpStatusCode.Created, (await other.Hold("johnson", "k", (BookingHost.Dresden, First, "1000-johnson"))).Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public async Task A_revoked_batch_does_not_pass_over_a_booking_that_is_being_moved(int freeSeats)
    {
        var (day, other) = (First.AddDays(10 + freeSeats), First.AddDays(20 + freeSeats));
        var from = await host.Supply(BookingHost.Dresden, day, "1000-johnson", web: 1);
        var to = await host.Supply(BookingHost.Dresden, other, "1000-johnson", web: freeSeats);
        using var staff = new Staff(host.Address);
        var code = (await Issue(staff, $"moving-{freeSeats}", count: 1))[0];
        using var citizen = await host.Citizen(code);
        var (_, hold) = await citizen.Hold("johnson", "k", (BookingHost.Dresden, day, "1000-johnson"));
        var (_, booking) = await citizen.Book(hold.Text("id"));

        // The intention is written down, and whoever wrote it is lost.
        Assert.True(BookingCode.TryRead(code, out var read));
        var id = await host.Get<CodeHashing>().Of(read);
        var booked = (await host.Grains.Read(id))!.Pair!;
        var next = booked with { Id = PairId.Derive("moved"), Legs = [booked.Legs[0] with { Day = to, Appointment = AppointmentId.Derive($"moved-{freeSeats}"), Seat = -1 }] };
        await host.Grains.Ask(id, new CodeCommand.BeginRebook(OperationId.New(), booked.Id, next, null));
        Assert.Equal(PairPhase.Rebooking, (await host.Grains.Read(id))!.Phase);

        var (status, body) = await staff.Send(HttpMethod.Post, $"{Path}/moving-{freeSeats}/revocation", new JsonObject { ["cancelBookings"] = true });
        Assert.Equal((HttpStatusCode.OK, 1), (status, body!["cancelled"]!.GetValue<int>()));
        Assert.Equal("cancelled", (await citizen.Get($"/booking/bookings/{booking.Text("reference")}")).Body.Text("status"));
        Assert.Equal((1, freeSeats), (await host.FreeSeats(from, "1000-johnson"), await host.FreeSeats(to, "1000-johnson")));
    }

    private static async Task<string[]> Issue(Staff staff, string id, int count)
    {
        var (status, text) = await staff.SendForText(HttpMethod.Post, Path, new JsonObject { ["id"] = id, ["group"] = 1, ["count"] = count });
        Assert.Equal(HttpStatusCode.OK, status);
        var lines = text.TrimEnd().Split("\r\n");
        Assert.Equal("code,group,batch,link", lines[0]);
        var rows = lines[1..].Select(line => line.Split(',')).ToArray();
        Assert.All(rows, row =>
        {
            Assert.True(BookingCode.TryRead(row[0], out _));
            Assert.Equal(("1", id), (row[1], row[2]));
            Assert.StartsWith("\"http", row[3], StringComparison.Ordinal);
            Assert.DoesNotContain(row[0], row[3], StringComparison.Ordinal);
        });
        return [.. rows.Select(row => row[0])];
    }
}
