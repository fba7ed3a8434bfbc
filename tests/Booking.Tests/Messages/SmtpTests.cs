using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Booking.Messages.Providers;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Support;

namespace WaitingRoom.Booking.Tests.Messages;

/// <summary>E-mail against a real mail server that is not ours.</summary>
public sealed class SmtpTests : IAsyncLifetime
{
    private MailServer server = null!;

    public async Task InitializeAsync() => server = await MailServer.Start();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_message_arrives_with_its_umlauts_its_attachment_and_an_id_that_stays()
    {
        var message = Message("müller@example.org") with { Attachments = [new WaitingRoom.Booking.Messages.Attachment("termine.ics", "text/calendar; charset=utf-8; method=PUBLISH", Encoding.UTF8.GetBytes("Meißen"))] };
        Assert.IsType<SendResult.Sent>(await Sender().Send(message, default));
        Assert.IsType<SendResult.Sent>(await Sender().Send(message, default));
        var got = await server.Next();
        Assert.Equal(("termine@example.org", "müller@example.org"), (got.Text("sender"), got["to"]![0]!.GetValue<string>()));
        Assert.Equal("Bestätigung für Erika", got.Text("subject"));
        Assert.Equal("Guten Tag Jürgen Groß,\n\n.\nEnde\n", got.Text("text").ReplaceLineEndings("\n"));
        Assert.Contains("Impfzentrum Österreich-Straße", got.Text("header_from"), StringComparison.Ordinal);
        Assert.Equal("auto-generated", got.Text("auto"));
        var attachment = Assert.Single(got["attachments"]!.AsArray())!;
        Assert.Equal(("termine.ics", "text/calendar", "PUBLISH", "Meißen"), (attachment.Text("name"), attachment.Text("type"), attachment.Text("method"), attachment.Text("content")));
        Assert.Equal(got.Text("id"), (await server.Next()).Text("id"));
    }

    [Theory]
    [InlineData("gone", "Refused { Reason = smtp-550 }")]
    [InlineData("greylisted", "Unavailable { Reason = smtp-451 }")]
    [InlineData("full", "Throttled { RetryAfter =  }")]
    [InlineData("busy", "Throttled { RetryAfter =  }")]
    [InlineData("not an address", "Refused { Reason = address-malformed }")]
    public async Task What_the_server_says_decides_what_becomes_of_a_message_and_its_words_are_not_kept(string recipient, string result)
    {
        Assert.Equal(result, (await Sender().Send(Message(recipient + "@example.org"), default)).ToString());
        Assert.Equal(0, server.Unread);
    }

    [Theory]
    [InlineData("a@example.org\r\nBcc: b@example.org")]
    [InlineData("a@example.org, b@example.org")]
    public async Task An_address_smuggles_in_no_second_one(string recipient)
    {
        Assert.IsType<SendResult.Refused>(await Sender().Send(Message(recipient), default));
        Assert.Equal(0, server.Unread);
    }

    [Fact]
    public async Task A_server_that_is_not_there_or_wants_another_login_is_for_staff_to_mend_and_the_message_waits()
    {
        await using var closed = await MailServer.Start("--login", "haus:geheim");
        Assert.IsType<SendResult.Unavailable>(await Sender(closed.Port).Send(Message("erika@example.org"), default));
        Assert.IsType<SendResult.Unavailable>(await Sender(closed.Port, user: "haus", password: "falsch").Send(Message("erika@example.org"), default));
        Assert.IsType<SendResult.Sent>(await Sender(closed.Port, user: "haus", password: "geheim").Send(Message("erika@example.org"), default));
        await closed.Stop();
        Assert.Equal(new SendResult.Unavailable("smtp-unreachable"), await Sender(closed.Port).Send(Message("erika@example.org"), default));
    }

    [Fact]
    public async Task A_server_without_TLS_gets_nothing_where_TLS_is_wanted()
    {
        Assert.IsType<SendResult.Unavailable>(await Sender(tls: true).Send(Message("erika@example.org"), default));
        Assert.Equal(0, server.Unread);
    }

    [Fact]
    public async Task A_silent_server_is_left_when_the_time_is_up()
    {
        using var patience = new CancellationTokenSource();
        var sending = Sender().Send(Message("silent@example.org"), patience.Token);
        Assert.True((await server.Next())["silent"]!.GetValue<bool>());
        Assert.False(sending.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending).WaitAsync(Patience.Limit);
    }

    [Theory]
    [InlineData(SmtpStatusCode.GeneralFailure)]
    [InlineData(SmtpStatusCode.MustIssueStartTlsFirst)]
    [InlineData((SmtpStatusCode)535)]
    public void What_is_said_to_us_and_not_to_the_message_is_no_reason_to_give_it_up(SmtpStatusCode status) => Assert.IsType<SendResult.Unavailable>(SmtpSender.Judge(status));

    private SmtpSender Sender(int? port = null, string? user = null, string? password = null, bool tls = false) => new(Options.Create(new SmtpOptions
    {
        Host = "127.0.0.1", Port = port ?? server.Port, StartTls = tls, User = user, Password = password, From = "termine@example.org", FromName = "Impfzentrum Österreich-Straße",
    }));

    private static OutgoingMessage Message(string to) => new(OperationId.Derive(to), MessageRoute.Email, to, "Bestätigung für Erika", "Guten Tag Jürgen Groß,\n\n.\nEnde\n");
}
