using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using WaitingRoom.Queue.Bots;
using WaitingRoom.Queue.Joining;
using WaitingRoom.Queue.Keys;

namespace WaitingRoom.Queue.Tokens;

/// <summary>
/// Makes and reads tickets: JWT (RFC 7519), HS256, <c>typ</c> wr-ticket+jwt, claims iss, aud = wr-room:{room}, room, num, iat, cnf, mrk. The same place and browser always
/// give the same text. A ticket has no end; the room decides what its number is worth.
/// </summary>
internal sealed class Tickets(SigningKeys keys, IOptions<QueueOptions> options)
{
    public const string Type = "wr-ticket+jwt";

    /// <summary>A ticket of ours has under 500 characters; whatever is much longer is not worth parsing.</summary>
    private const int LongestText = 2048;

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false, MaximumTokenSizeInBytes = LongestText };

    private static readonly Dictionary<string, object> TypeHeader = new() { [JwtHeaderParameterNames.Typ] = Type };

    private readonly string issuer = options.Value.Issuer;
    private readonly JsonEncodedText issuerAsJson = JsonEncodedText.Encode(options.Value.Issuer);

    /// <summary>The claims are put together here and only signed by the library: a crowd makes nothing as often as tickets. Names of rooms, marks and hashes need no escaping.</summary>
    public string Make(string room, Place place, BrowserSecret browser)
    {
        var mark = Marks.Of(keys.Ticket.Signing.Key, room, place.Number, browser.Hash, place.Endless);
        var claims = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"iss":"{{issuerAsJson}}","aud":"wr-room:{{room}}","iat":{{place.IssuedAt.ToUnixTimeSeconds()}},"room":"{{room}}","num":{{place.Number}},"{{Marks.ClaimName}}":"{{mark}}","{{Confirmation.ClaimName}}":{{Confirmation.JsonOf(browser.Hash)}}}""");
        return Handler.CreateToken(claims, keys.Ticket.Signing, TypeHeader);
    }

    /// <summary>Checks in this order: shape, kind, signature, room, browser. What a stranger could have written is not looked at before the signature, but for the kind, so that an honest mix-up gets an honest answer.</summary>
    [SuppressMessage("Security", "CA5404", Justification = "Audience and browser are compared below, each with its own answer; a ticket has no end.")]
    public async ValueTask<TicketReading> Read(string? text, string room, BrowserSecret? browser)
    {
        if (string.IsNullOrEmpty(text))
        {
            return new TicketReading.Missing();
        }

        JsonWebToken token;
        try
        {
            token = Handler.ReadJsonWebToken(text);
        }
        catch (ArgumentException)
        {
            return new TicketReading.Forged();
        }

        if (token.Typ != Type)
        {
            return new TicketReading.WrongKind();
        }

        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            ValidateAudience = false,
            ValidateLifetime = false,
            RequireExpirationTime = false,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidTypes = [Type],
            IssuerSigningKeys = keys.Ticket.Verifying,
            TryAllIssuerSigningKeys = false,
        });
        if (!result.IsValid || !token.TryGetPayloadValue<long>("num", out var number))
        {
            return new TicketReading.Forged();
        }

        if (token.Audiences.FirstOrDefault() != AudienceOf(room) || !token.TryGetPayloadValue<string>("room", out var named) || named != room)
        {
            return new TicketReading.WrongRoom();
        }

        if (browser is not { } secret || !secret.Matches(Confirmation.BrowserHashOf(token)))
        {
            return new TicketReading.WrongBrowser();
        }

        var place = new Place(number, new DateTimeOffset(token.IssuedAt, TimeSpan.Zero));
        return IsEndless(token, room, number, secret) ? new TicketReading.Endless(place with { Endless = true }) : new TicketReading.Valid(place, secret);
    }

    /// <summary>With every key, because the one that signed may have retired since.</summary>
    private bool IsEndless(JsonWebToken token, string room, long number, BrowserSecret browser) =>
        token.TryGetPayloadValue<string>(Marks.ClaimName, out var mark) && keys.Ticket.Verifying.Any(key => Marks.IsEndless(mark, key, room, number, browser.Hash));

    private static string AudienceOf(string room) => string.Create(CultureInfo.InvariantCulture, $"wr-room:{room}");
}

/// <summary>What a ticket turned out to be. A closed set.</summary>
internal abstract record TicketReading
{
    private TicketReading()
    {
    }

    /// <summary>What its bearer is shown; null where the ticket is worth nothing here.</summary>
    public Place? Standing => this switch
    {
        Valid valid => valid.Place,
        Endless endless => endless.Place,
        _ => null,
    };

    public sealed record Valid(Place Place, BrowserSecret Browser) : TicketReading;

    /// <summary>Looks like any other and is never called. Of its own kind, so that whoever forgets it here lets nobody in.</summary>
    public sealed record Endless(Place Place) : TicketReading;

    public sealed record Missing : TicketReading;

    /// <summary>No token at all, another signature, another algorithm, another issuer.</summary>
    public sealed record Forged : TicketReading;

    /// <summary>A token that is no ticket, such as an admission.</summary>
    public sealed record WrongKind : TicketReading;

    public sealed record WrongRoom : TicketReading;

    /// <summary>Made for another browser, or the browser's secret is missing.</summary>
    public sealed record WrongBrowser : TicketReading;
}
