using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Queue.Keys;
using WaitingRoom.Queue.Tokens;

namespace WaitingRoom.Queue.Bots;

/// <summary>
/// Makes and reads challenges: JWT, HS256 by the tickets' key, <c>typ</c> wr-challenge+jwt, claims iss, aud = wr-room:{room}, jti, bits, iat, exp, cnf. Nothing is kept of one
/// that was given out; only used ones are remembered.
/// </summary>
internal sealed class Challenges(SigningKeys keys, IOptions<QueueOptions> options, TimeProvider time)
{
    public const string Type = "wr-challenge+jwt";

    /// <summary>Time to read the page and press the button; a page that was open for longer asks for another.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private const int LongestText = 1024;

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false, MaximumTokenSizeInBytes = LongestText };

    private readonly string issuer = options.Value.Issuer;

    public Challenge Make(string room, int bits, BrowserSecret browser)
    {
        var now = time.GetUtcNow();
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds((now + Life).ToUnixTimeSeconds());
        var text = Handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = Type,
            Issuer = issuer,
            Audience = "wr-room:" + room,
            IssuedAt = now.UtcDateTime,
            Expires = expiresAt.UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                ["jti"] = OperationId.New().ToString(),
                ["bits"] = bits,
                [Confirmation.ClaimName] = Confirmation.Of(browser.Hash),
            },
            SigningCredentials = keys.Ticket.Signing,
        });
        return new Challenge(text, bits, expiresAt);
    }

    [SuppressMessage("Security", "CA5404", Justification = "Audience, browser and time are compared below, each with its own answer.")]
    public async ValueTask<ChallengeReading> Read(string? text, string room, BrowserSecret browser)
    {
        if (string.IsNullOrEmpty(text))
        {
            return new ChallengeReading.Missing();
        }

        JsonWebToken token;
        try
        {
            token = Handler.ReadJsonWebToken(text);
        }
        catch (ArgumentException)
        {
            return new ChallengeReading.Forged();
        }

        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            ValidateAudience = false,
            ValidateLifetime = false,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidTypes = [Type],
            IssuerSigningKeys = keys.Ticket.Verifying,
            TryAllIssuerSigningKeys = false,
        });
        if (!result.IsValid || !token.TryGetPayloadValue<int>("bits", out var bits) || bits < 1 || string.IsNullOrEmpty(token.Id))
        {
            return new ChallengeReading.Forged();
        }

        if (token.Audiences.FirstOrDefault() != "wr-room:" + room || !browser.Matches(Confirmation.BrowserHashOf(token)))
        {
            return new ChallengeReading.NotYours();
        }

        var issuedAt = new DateTimeOffset(token.IssuedAt, TimeSpan.Zero);
        return time.GetUtcNow() >= new DateTimeOffset(token.ValidTo, TimeSpan.Zero)
            ? new ChallengeReading.Expired()
            : new ChallengeReading.Valid(OperationId.Derive("challenge", token.Id).Value, bits, issuedAt);
    }
}

/// <param name="Text">What the work is done on, and what comes back with the join.</param>
internal sealed record Challenge(string Text, int Bits, DateTimeOffset ExpiresAt);

/// <summary>What a challenge turned out to be. A closed set.</summary>
internal abstract record ChallengeReading
{
    private ChallengeReading()
    {
    }

    public sealed record Valid(Guid Id, int Bits, DateTimeOffset IssuedAt) : ChallengeReading;

    public sealed record Missing : ChallengeReading;

    public sealed record Forged : ChallengeReading;

    public sealed record Expired : ChallengeReading;

    /// <summary>Given to another browser or for another room.</summary>
    public sealed record NotYours : ChallengeReading;
}
