using System.Net;
using WaitingRoom.Booking.Messages.Sending;
using WaitingRoom.Booking.Tests.Messages;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Support;

namespace WaitingRoom.Booking.Tests.Scenarios;

/// <summary>The confirmation mail arrives after the hold would have ended, for many people. The booking stands, and the late mail tells the truth.</summary>
public sealed class Scenario_01_Thuringia : IAsyncLifetime
{
    private const int People = 30;
    private const string Slot = "1000-johnson";
    private static readonly DateOnly First = BookingHost.Today.AddDays(3);

    private readonly int port = FreePort.Next();
    private readonly BookingHost host;

    public Scenario_01_Thuringia() => host = new BookingHost
    {
        Adding = builder =>
        {
            builder.Configuration["Booking:Messages:Sends"] = "false";
            builder.Configuration["Booking:Messages:Smtp:Host"] = "127.0.0.1";
            builder.Configuration["Booking:Messages:Smtp:Port"] = $"{port}";
            builder.Configuration["Booking:Messages:Smtp:StartTls"] = "false";
            builder.Configuration["Booking:Messages:Smtp:From"] = "termine@example.org";
        },
    };

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_booking_stands_while_the_mail_server_is_down_and_the_late_mail_tells_the_truth()
    {
        var day = await host.Supply(BookingHost.Dresden, First, Slot, web: People);
        var people = new List<(string Code, string Reference)>();
        for (var i = 0; i < People; i++)
        {
            var code = await host.Code();
            using var citizen = await host.Citizen(code);
            var (_, hold) = await citizen.Hold("johnson", "k", (BookingHost.Dresden, First, Slot));
            var (status, booking) = await citizen.Post("/booking/bookings", new { hold = hold.Text("id"), contact = new { name = $"Person {i}", email = $"person{i}@example.org" } });
            // The mail server is down. The confirmation is on the screen.
            Assert.Equal((HttpStatusCode.Created, "booked"), (status, booking.Text("status")));
            people.Add((code, booking.Text("reference")));
        }

        // Long after every hold would have ended, no mail has gone out, and every booking stands.
        for (var minute = 0; minute < 30; minute++)
        {
            await Send();
            host.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(People, (await host.Get<IOutbox>().Count()).Waiting);
        Assert.Equal(People, (await host.Grains.Read(day))!.Appointments.Values.Count(a => a.IsBooked));
        using var first = await host.Citizen(people[0].Code);
        Assert.Equal(HttpStatusCode.OK, (await first.Delete($"/booking/bookings/{people[0].Reference}")).Status);

        await using var server = await MailServer.Start("--port", $"{port}");
        var mails = new Dictionary<string, string>();
        for (var rounds = 0; (await host.Get<IOutbox>().Count()).Waiting > 0 && rounds < 200; rounds++)
        {
            host.Time.Advance(TimeSpan.FromMinutes(1));
            await Send();
        }

        while (mails.Count < People || server.Unread > 0)
        {
            var mail = await server.Next();
            Assert.True(mails.TryAdd(mail["to"]![0]!.GetValue<string>(), mail.Text("text")), "twice");
        }

        Assert.Equal(People, mails.Count);
        Assert.Contains("NICHT", mails["person0@example.org"], StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, People - 1), i =>
        {
            var text = mails[$"person{i}@example.org"];
            Assert.Contains("gebucht ist für Sie", text, StringComparison.Ordinal);
            Assert.Contains(people[i].Reference, text, StringComparison.Ordinal);
            // As of when it was written, not of when it was booked at 9 o'clock.
            Assert.Matches(@"Stand vom 01\.03\.2021, (09:[3-5]|1)", text);
        });
        foreach (var (code, reference) in people.Skip(1).Take(5))
        {
            using var citizen = await host.Citizen(code);
            Assert.Equal("booked", (await citizen.Get($"/booking/bookings/{reference}")).Body.Text("status"));
        }
    }

    private async Task Send() => await Task.WhenAll(await host.Get<OutboxSending>().Begin(default));
}
