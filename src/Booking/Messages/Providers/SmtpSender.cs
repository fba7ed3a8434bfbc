using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;

namespace WaitingRoom.Booking.Messages.Providers;

/// <summary>E-mail by SMTP (RFC 5321). A connection per message: they are few a second, and nothing is left open when a server goes away.</summary>
internal sealed class SmtpSender(IOptions<SmtpOptions> options) : IMessageSender
{
    public MessageRoute Route => MessageRoute.Email;

    public async Task<SendResult> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        var settings = options.Value;
        // The parser also takes "Name <address>" and ends at what it does not understand: what it read must be what was typed.
        if (!MailAddress.TryCreate(message.To, out var to) || to.Address != message.To)
        {
            return new SendResult.Refused("address-malformed");
        }

        using var client = new SmtpClient(settings.Host, settings.Port)
        {
            EnableSsl = settings.StartTls,
            DeliveryFormat = SmtpDeliveryFormat.International,
            Credentials = settings.User is null ? null : new NetworkCredential(settings.User, settings.Password),
        };
        using var mail = Compose(message, settings, to);
        try
        {
            await client.SendMailAsync(mail, cancellation);
            return new SendResult.Sent();
        }
        catch (SmtpException refusal)
        {
            return Judge(refusal.StatusCode);
        }
    }

    /// <summary>
    /// 4yz is for now, 5yz for ever (RFC 5321, 4.2.1), except where 5yz is said to us and not to the message: that is for staff to mend and the message to wait. Nothing of the
    /// server's own words is kept; they repeat the address.
    /// </summary>
    internal static SendResult Judge(SmtpStatusCode status) => (int)status switch
    {
        421 or 452 => new SendResult.Throttled(null),
        500 or 501 or 502 or 503 or 504 or 530 or 535 => new SendResult.Unavailable($"smtp-{(int)status}"),
        >= 500 and < 600 => new SendResult.Refused($"smtp-{(int)status}"),
        >= 400 and < 500 => new SendResult.Unavailable($"smtp-{(int)status}"),
        _ => new SendResult.Unavailable("smtp-unreachable"),
    };

    private static MailMessage Compose(OutgoingMessage message, SmtpOptions settings, MailAddress to)
    {
        var mail = new MailMessage(new MailAddress(settings.From, settings.FromName, Encoding.UTF8), to)
        {
            Subject = message.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = message.Text.ReplaceLineEndings("\r\n"),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };

        // The same when it is sent again, so that a mailbox can tell the repetition (RFC 5322, 3.6.4).
        mail.Headers.Add("Message-ID", $"<{message.Id}@{mail.From!.Host}>");
        // So that out-of-office notices are not sent in answer (RFC 3834).
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        foreach (var attachment in message.Attachments)
        {
            mail.Attachments.Add(new System.Net.Mail.Attachment(new MemoryStream(attachment.Content.ToArray()), new ContentType(attachment.ContentType) { Name = attachment.FileName }));
        }

        return mail;
    }
}

/// <summary>The mail server. Bound from <c>Booking:Messages:Smtp</c>; not used without a host.</summary>
public sealed class SmtpOptions
{
    public const string Section = MessageOptions.Section + ":Smtp";

    public string Host { get; set; } = "";

    /// <summary>587: submission with STARTTLS (RFC 6409).</summary>
    public int Port { get; set; } = 587;

    /// <summary>False only for a server on the same machine or in the same closed network.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>Null: no login.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The address that messages come from.</summary>
    public string From { get; set; } = "";

    public string FromName { get; set; } = "";
}
