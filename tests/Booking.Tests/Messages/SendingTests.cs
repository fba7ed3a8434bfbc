using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Booking.Messages.Sending;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Support;

namespace WaitingRoom.Booking.Tests.Messages;

/// <summary>What is sent, when, and what it says; over real bookings, grains and storage.</summary>
public sealed class SendingTests : IAsyncLifetime
{
    private static readonly DateOnly First = BookingHost.Today.AddDays(3);

    private readonly Provider mail = new(MessageRoute.Email);
    private readonly Provider sms = new(MessageRoute.Sms);
    private readonly BookingHost host;

    public SendingTests() => host = new BookingHost
    {
        Adding = builder =>
        {
            builder.Services.AddSingleton<IMessageSender>(mail);
            builder.Services.AddSingleton<IMessageSender>(sms);
            // The test says when to send.
            builder.Configuration["Booking:Messages:Sends"] = "false";
            builder.Configuration["Booking:Messages:PublicAddress"] = "https://termine.example";
        },
    };

    private IOutbox Outbox => host.Get<IOutbox>();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_confirmation_says_what_is_booked_and_as_of_when()
    {
        var (_, reference) = await Book();
        await Send();
        var message = await mail.Next();
        Assert.Equal(("erika@example.org", MessageRoute.Email), (message.To, message.Route));
        foreach (var part in new[] { "Erika Mustermann", "Donnerstag, 4. März 2021, 10:00 Uhr", "Messe Dresden, 01067 Dresden", "Janssen", reference, "Stand vom 01.03.2021, 09:00 Uhr", "https://termine.example" })
        {
            Assert.Contains(part, message.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("NICHT", message.Text, StringComparison.Ordinal);
        Assert.Equal(new OutboxCounts(0, 0, null), await Outbox.Count());
        Assert.Equal(0, mail.Count + sms.Count);
    }

    [Fact]
    public async Task A_late_confirmation_of_a_cancelled_booking_is_not_sent_but_its_cancellation_is()
    {
        mail.Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.Unavailable("down"));
        var (citizen, reference) = await Book();
        await Send();
        Assert.Contains("gebucht ist für Sie", (await mail.Next()).Text, StringComparison.Ordinal);

        host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await citizen.Delete($"/booking/bookings/{reference}")).Status);
        mail.Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.Sent());
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await Send();
        await Send();
        var message = await mail.Next();
        Assert.Contains("bitte kommen Sie NICHT", message.Text, StringComparison.Ordinal);
        Assert.Contains("4. März 2021, 10:00 Uhr", message.Text, StringComparison.Ordinal);
        Assert.Equal(0, mail.Count);
        Assert.Equal(new OutboxCounts(0, 0, null), await Outbox.Count());
    }

    [Fact]
    public async Task Who_left_only_a_number_gets_an_sms_and_who_left_nothing_nothing()
    {
        await Book(contact: new { name = "Erika Mustermann", phone = "0351 123456" });
        await Book(contact: new { name = "Max Mustermann" });
        await Send();
        var message = await sms.Next();
        Assert.Equal("0351 123456", message.To);
        Assert.DoesNotContain("Mustermann", message.Text, StringComparison.Ordinal);
        Assert.Equal((0, 0), (mail.Count, sms.Count));
        Assert.Equal(new OutboxCounts(0, 0, null), await Outbox.Count());
    }

    [Fact]
    public async Task A_provider_that_is_down_is_asked_again_later_and_later_until_it_is_given_up()
    {
        mail.Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.Unavailable("down"));
        await Book();
        var waits = new List<TimeSpan>();
        var last = host.Time.GetUtcNow();
        for (var attempt = 1; attempt <= BackOff.MostFailures; attempt++)
        {
            while (mail.Count == 0)
            {
                host.Time.Advance(TimeSpan.FromSeconds(waits.Count < 6 ? 5 : 600));
                await Send();
            }

            await mail.Next();
            waits.Add(host.Time.GetUtcNow() - last);
            last = host.Time.GetUtcNow();
        }

        Assert.True(waits[4] > waits[1] && waits[10] > waits[4], string.Join(", ", waits));
        Assert.InRange(waits.Aggregate((sum, wait) => sum + wait), TimeSpan.FromHours(18), TimeSpan.FromHours(36));
        var dead = Assert.Single(await Outbox.ReadDead(10));
        Assert.Equal(("booking-confirmed", "down", BackOff.MostFailures), (dead.Kind, dead.Reason, dead.Failures));

        // Somebody has looked at it.
        mail.Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.Sent());
        await Outbox.Revive(dead.Id, host.Time.GetUtcNow());
        await Send();
        await mail.Next();
        Assert.Equal(new OutboxCounts(0, 0, null), await Outbox.Count());
    }

    [Fact]
    public async Task What_a_provider_refuses_for_good_is_given_up_at_once()
    {
        mail.Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.Refused("address-refused"));
        await Book();
        await Send();
        Assert.Equal("address-refused", Assert.Single(await Outbox.ReadDead(10)).Reason);
    }

    [Fact]
    public async Task A_throttling_provider_is_left_alone_for_as_long_as_it_asks_while_others_go_on()
    {
        mail.Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.Throttled(TimeSpan.FromMinutes(3)));
        await Book();
        await Send();
        await mail.Next();
        await Book();
        await Book(contact: new { name = "Erika Mustermann", phone = "0351 123456" });
        await Send();
        await sms.Next();
        host.Time.Advance(TimeSpan.FromMinutes(2));
        await Send();
        Assert.Equal(0, mail.Count);

        mail.Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.Sent());
        host.Time.Advance(TimeSpan.FromMinutes(2));
        await Send();
        await mail.Next();
        await mail.Next();
    }

    [Fact]
    public async Task A_provider_gets_no_more_at_once_than_it_may_and_a_silent_one_is_given_up_in_time()
    {
        var (inside, most) = (0, 0);
        mail.Answer = async (_, cancellation) =>
        {
            lock (mail)
            {
                most = Math.Max(most, ++inside);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            return new SendResult.Sent();
        };
        for (var i = 0; i < 12; i++)
        {
            await Book();
        }

        var begun = await host.Get<OutboxSending>().Begin(default);
        for (var i = 0; i < 8; i++)
        {
            await mail.Next();
        }

        // Booking goes on meanwhile, and so does the other route.
        await Book(contact: new { name = "Erika Mustermann", phone = "0351 123456" });
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await Send();
        await sms.Next();
        Assert.Equal(8, most);
        host.Time.Advance(TimeSpan.FromSeconds(30));
        await Task.WhenAll(begun).WaitAsync(Patience.Limit);
        Assert.Equal(new OutboxCounts(12, 0, BookingHost.Start), (await Outbox.Count()) with { OldestAt = BookingHost.Start });
    }

    [Fact]
    public async Task A_fault_of_an_author_or_an_unknown_kind_ends_nothing_but_that_message()
    {
        await Outbox.Add(new Projection.MessageQueued(OperationId.New(), "of-tomorrow", "r", host.Time.GetUtcNow()));
        mail.Answer = (_, _) => throw new InvalidOperationException("Erika");
        await Book();
        await Send();
        await mail.Next();
        Assert.Equal(2, (await Outbox.Count()).Waiting);
        mail.Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.Sent());
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await Send();
        await mail.Next();
        Assert.Equal(1, (await Outbox.Count()).Waiting);
    }

    private async Task Send() => await Task.WhenAll(await host.Get<OutboxSending>().Begin(default));

    private async Task<(Citizen Citizen, string Reference)> Book(object? contact = null)
    {
        await host.Supply(BookingHost.Dresden, First, "1000-johnson", web: 1);
        var citizen = await host.Citizen();
        var (_, hold) = await citizen.Hold("johnson", "k", (BookingHost.Dresden, First, "1000-johnson"));
        var (status, booking) = await citizen.Post("/booking/bookings", new { hold = hold.Text("id"), contact = contact ?? new { name = "Erika Mustermann", email = "erika@example.org" } });
        Assert.Equal(HttpStatusCode.Created, status);
        return (citizen, booking.Text("reference"));
    }
}
