using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace WaitingRoom.Booking.Messages.Providers;

/// <summary>
/// SMS by a gateway that takes <c>POST {"id","from","to","text"}</c> as JSON. <c>to</c> is E.164, such as +49351123456. The id is also the <c>Idempotency-Key</c>, so that a gateway
/// that knows it sends once.
/// </summary>
internal sealed class SmsSender(HttpClient client, IOptions<SmsOptions> options, TimeProvider time) : IMessageSender
{
    /// <summary>Digits of the longest number there is (ITU-T E.164).</summary>
    private const int MostDigits = 15;

    private const int FewestDigits = 7;

    public MessageRoute Route => MessageRoute.Sms;

    public async Task<SendResult> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        var settings = options.Value;
        if (NumberOf(message.To, settings.CountryCode) is not { } to)
        {
            return new SendResult.Refused("number-malformed");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Address)
        {
            Content = JsonContent.Create(new SmsRequest(message.Id.ToString(), settings.From, to, message.Text), SmsJson.Default.SmsRequest),
        };
        request.Headers.Authorization = settings.Token is null ? null : new AuthenticationHeaderValue("Bearer", settings.Token);
        request.Headers.Add("Idempotency-Key", message.Id.ToString());
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return Judge(answer);
        }
        catch (HttpRequestException)
        {
            return new SendResult.Unavailable("sms-unreachable");
        }
    }

    /// <summary>A number as people write it, as E.164; null when it cannot be one.</summary>
    internal static string? NumberOf(string typed, string countryCode)
    {
        var digits = new StringBuilder();
        foreach (var c in typed.Replace("(0)", "", StringComparison.Ordinal).Where(char.IsAsciiDigit))
        {
            digits.Append(c);
        }

        var number = digits.ToString();
        number = typed.TrimStart().StartsWith('+') ? number
            : number.StartsWith("00", StringComparison.Ordinal) ? number[2..]
            : number.StartsWith('0') ? countryCode.TrimStart('+') + number[1..]
            : "";
        return number.Length is >= FewestDigits and <= MostDigits ? "+" + number : null;
    }

    private SendResult Judge(HttpResponseMessage answer) => answer.StatusCode switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new SendResult.Sent(),
        HttpStatusCode.TooManyRequests => new SendResult.Throttled(WaitOf(answer.Headers.RetryAfter)),
        // Ours to mend, not the message's fault.
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.RequestTimeout => new SendResult.Unavailable($"sms-{(int)answer.StatusCode}"),
        >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => new SendResult.Refused($"sms-{(int)answer.StatusCode}"),
        _ => new SendResult.Unavailable($"sms-{(int)answer.StatusCode}"),
    };

    private TimeSpan? WaitOf(RetryConditionHeaderValue? told) => told switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        _ => null,
    };
}

internal sealed record SmsRequest(string Id, string From, string To, string Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SmsRequest))]
internal sealed partial class SmsJson : JsonSerializerContext;

/// <summary>The SMS gateway. Bound from <c>Booking:Messages:Sms</c>; not used without an address.</summary>
public sealed class SmsOptions
{
    public const string Section = MessageOptions.Section + ":Sms";

    /// <summary>Where to post to; never with a secret in it.</summary>
    public Uri? Address { get; set; }

    /// <summary>Sent as a bearer token.</summary>
    public string? Token { get; set; }

    /// <summary>What the telephone shows as the sender.</summary>
    public string From { get; set; } = "";

    /// <summary>Of numbers that begin with a single 0.</summary>
    public string CountryCode { get; set; } = "+49";
}
