using System.Net;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Booking.Requesting;
using WaitingRoom.Booking.Tests.Requesting;

namespace WaitingRoom.Booking.Tests.Scenarios;

/// <summary>The SMS comes after minutes or not at all: asking again works, the session is kept, limits hold.</summary>
public sealed class Scenario_10_late_sms : IAsyncLifetime
{
    private const string Mobile = "0151 1234567";

    private readonly OnlineHost online = new();

    public Task InitializeAsync() => online.InitializeAsync();

    public Task DisposeAsync() => online.DisposeAsync();

    [Fact]
    public async Task A_late_number_still_works_after_another_was_asked_for()
    {
        using var citizen = await online.Inside();
        Assert.Equal(HttpStatusCode.Accepted, (await citizen.Ask(Mobile)).Status);
        var late = await OnlineHost.Arrived(online.Sms);

        // Nothing arrives. At once is too soon, after a minute it is sent again.
        var (status, body) = await citizen.Resend(Mobile);
        Assert.Equal((HttpStatusCode.TooManyRequests, "/problems/resend-too-soon"), (status, body.Type()));
        online.Host.Time.Advance(Verification.BetweenSendings);
        Assert.Equal(HttpStatusCode.Accepted, (await citizen.Resend(Mobile)).Status);
        var second = await OnlineHost.Arrived(online.Sms);

        // Nine minutes after the first one: it arrives now, and it is good.
        online.Host.Time.Advance(TimeSpan.FromMinutes(8));
        (status, body) = await citizen.Verify(late, Mobile);
        Assert.Equal(HttpStatusCode.Created, status);
        var code = body.Text("code");
        Assert.Contains(code, (await online.Sms.Next()).Text, StringComparison.Ordinal);

        // The same again, because the answer was lost, or the other number: the same code.
        Assert.Equal(code, (await citizen.Verify(late)).Body.Text("code"));
        Assert.Equal(code, (await citizen.Verify(second)).Body.Text("code"));

        // It is a code like any other, and knows what was said.
        using var later = await online.Host.Citizen(code);
        await online.Host.Supply(BookingHost.Dresden, BookingHost.Today.AddDays(3), "1000-johnson", web: 1);
        Assert.Equal(HttpStatusCode.Created, (await later.Hold("johnson", "k", (BookingHost.Dresden, BookingHost.Today.AddDays(3), "1000-johnson"))).Status);
    }

    [Fact]
    public async Task A_number_that_comes_too_late_says_so_and_the_session_goes_on()
    {
        using var citizen = await online.Inside();
        await citizen.Ask(Mobile);
        var late = await OnlineHost.Arrived(online.Sms);
        online.Host.Time.Advance(Verification.Life);
        var (status, body) = await citizen.Verify(late);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "/problems/one-time-code-expired"), (status, body.Type()));
        Assert.Equal(HttpStatusCode.Accepted, (await citizen.Resend(Mobile)).Status);
        Assert.Equal(HttpStatusCode.Created, (await citizen.Verify(await OnlineHost.Arrived(online.Sms))).Status);
    }

    [Fact]
    public async Task A_provider_that_fails_or_throttles_is_said_and_another_way_works_at_once()
    {
        using var citizen = await online.Inside();
        online.Sms.Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.Throttled(TimeSpan.FromSeconds(20)));
        var (status, body) = await citizen.Ask(Mobile);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "/problems/message-not-sent", "sms"), (status, body.Type(), body.Text("route")));
        Assert.Contains("20", body.Text("detail"), StringComparison.Ordinal);
        Assert.Contains("E-Mail", body.Text("detail"), StringComparison.Ordinal);

        Assert.Equal(0, (await citizen.Get("/booking/codes/verification")).Body!["sendings"]!.GetValue<int>());

        // The answers are kept; the other way needs no waiting.
        Assert.Equal(HttpStatusCode.Accepted, (await citizen.Resend("erika@example.org")).Status);
        Assert.Equal(HttpStatusCode.Created, (await citizen.Verify(await OnlineHost.Arrived(online.Mail), "erika@example.org")).Status);
        Assert.Contains("Vermittlungscode", (await online.Mail.Next()).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_provider_is_told_as_not_sent_and_its_number_works_when_it_comes_after_all()
    {
        using var citizen = await online.Inside();
        online.Sms.Answer = (_, _) => Task.FromResult<SendResult>(new SendResult.Unavailable("too-slow"));
        Assert.Equal("/problems/message-not-sent", (await citizen.Ask(Mobile)).Body.Type());
        Assert.Equal(HttpStatusCode.Created, (await citizen.Verify(await OnlineHost.Arrived(online.Sms))).Status);
    }

    [Fact]
    public async Task Three_more_sendings_and_five_attempts_whatever_is_sent_again()
    {
        using var citizen = await online.Inside();
        await citizen.Ask(Mobile);
        var good = await OnlineHost.Arrived(online.Sms);
        var wrong = good == "000000" ? "111111" : "000000";
        for (var left = 4; left >= 2; left--)
        {
            var (refused, told) = await citizen.Verify(wrong);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, left), (refused, told!["attemptsLeft"]!.GetValue<int>()));
            online.Host.Time.Advance(Verification.BetweenSendings);
            var (sent, view) = await citizen.Resend(Mobile);
            Assert.Equal((HttpStatusCode.Accepted, left, left - 2), (sent, view!["attemptsLeft"]!.GetValue<int>(), view["resendsLeft"]!.GetValue<int>()));
            good = await OnlineHost.Arrived(online.Sms);
        }

        online.Host.Time.Advance(Verification.BetweenSendings);
        var (status, body) = await citizen.Resend(Mobile);
        Assert.Equal((HttpStatusCode.TooManyRequests, "/problems/resend-limit"), (status, body.Type()));

        // Many at once are counted one after the other: of the two that are left the second locks, and then even the right number is refused.
        var guesses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => citizen.Verify(wrong)));
        Assert.Equal(1, guesses.Count(g => g.Body.Type() == "/problems/one-time-code-wrong"));
        (status, body) = await citizen.Verify(good);
        Assert.Equal((HttpStatusCode.TooManyRequests, "/problems/one-time-code-locked"), (status, body.Type()));

        // Answering the questions again gives no new attempts; half an hour after the beginning does.
        Assert.Equal("/problems/one-time-code-locked", (await citizen.Ask(Mobile)).Body.Type());
        online.Host.Time.Advance(Verification.Span - TimeSpan.FromMinutes(10));
        await citizen.Enter();
        online.Host.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.Accepted, (await citizen.Ask(Mobile)).Status);
    }
}
