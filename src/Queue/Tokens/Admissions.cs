using System.Globalization;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Queue.Keys;

namespace WaitingRoom.Queue.Tokens;

/// <summary>Makes admissions: JWT, ES256, <c>typ</c> wr-admission+jwt, claims iss, aud = wr-booking, room, jti, num, iat, exp, cnf. Anyone checks them with the public key set.</summary>
internal sealed class Admissions(SigningKeys keys, IOptions<QueueOptions> options, TimeProvider time)
{
    public const string Type = "wr-admission+jwt";

    public const string Audience = "wr-booking";

    /// <summary>Time to get from the waiting page into booking, not to book. Claiming again gives another of the same jti.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly string issuer = options.Value.Issuer;

    /// <param name="browserHash">Of the secret that the admitted browser shows, base64url(SHA-256).</param>
    public Admission Make(string room, long number, string browserHash)
    {
        var now = time.GetUtcNow();
        // Whole seconds, because that is what the token can say.
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(now.Add(Life).ToUnixTimeSeconds());
        return new Admission(
            Handler.CreateToken(new SecurityTokenDescriptor
            {
                TokenType = Type,
                Issuer = issuer,
                Audience = Audience,
                IssuedAt = now.UtcDateTime,
                Expires = expiresAt.UtcDateTime,
                Claims = new Dictionary<string, object>
                {
                    ["room"] = room,
                    ["jti"] = IdOf(room, number),
                    ["num"] = number,
                    [Confirmation.ClaimName] = Confirmation.Of(browserHash),
                },
                SigningCredentials = keys.Admission.Signing,
            }),
            expiresAt);
    }

    /// <summary>The same for the same number, so that a repeated claim never makes a second admission.</summary>
    public static string IdOf(string room, long number) =>
        OperationId.Derive("admission", room, number.ToString(CultureInfo.InvariantCulture)).ToString();
}

internal sealed record Admission(string Token, DateTimeOffset ExpiresAt);
