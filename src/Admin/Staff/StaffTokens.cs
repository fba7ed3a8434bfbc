using System.Diagnostics.CodeAnalysis;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace WaitingRoom.Admin.Staff;

/// <summary>
/// The built-in issuer, for one machine without an identity provider: JWT (RFC 7519), ES256, <c>typ</c> wr-staff+jwt, claims iss, aud = wr-staff, sub, role, iat, exp.
/// </summary>
public sealed class StaffTokens
{
    public const string Type = "wr-staff+jwt";

    public const string Audience = "wr-staff";

    /// <summary>A name, not an address: the tokens of one database hold wherever it is served.</summary>
    public const string Issuer = "urn:waiting-room:staff";

    /// <summary>One shift.</summary>
    public static readonly TimeSpan DefaultLife = TimeSpan.FromHours(12);

    /// <summary>A token cannot be called back, so none lasts longer than a week.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(7);

    private const int LongestSubject = 255;

    /// <summary>A token of ours has under 500 characters; whatever is much longer is not worth parsing.</summary>
    private const int LongestText = 4096;

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false, MaximumTokenSizeInBytes = LongestText };

    private readonly StaffKeys keys;
    private readonly TimeProvider time;

    internal StaffTokens(StaffKeys keys, TimeProvider time) => (this.keys, this.time) = (keys, time);

    /// <param name="role">One of <see cref="StaffRole.All"/>.</param>
    /// <param name="subject">Who; stands in the audit. 1 to 255 visible ASCII characters.</param>
    /// <param name="life">Up to <see cref="LongestLife"/>.</param>
    /// <exception cref="ArgumentException">One of them is not so.</exception>
    public async Task<string> Issue(string role, string subject, TimeSpan life)
    {
        if (!StaffRole.All.Contains(role))
        {
            throw new ArgumentException($"A role is one of {string.Join(", ", StaffRole.All)}.", nameof(role));
        }

        if (!IsSubject(subject))
        {
            throw new ArgumentException($"A subject has 1 to {LongestSubject} visible ASCII characters.", nameof(subject));
        }

        if (life <= TimeSpan.Zero || life > LongestLife)
        {
            throw new ArgumentException($"A token lasts at most {LongestLife.TotalHours} hours.", nameof(life));
        }

        var now = time.GetUtcNow();
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = Type,
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now.UtcDateTime,
            Expires = (now + life).UtcDateTime,
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["role"] = role },
            SigningCredentials = await keys.Signing(),
        });
    }

    public static bool IsSubject(string? text) => text is { Length: >= 1 and <= LongestSubject } && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;

    /// <summary>Who brings this token, or null when it is none of ours or has ended.</summary>
    [SuppressMessage("Security", "CA5404", Justification = "The time is compared below, by our clock.")]
    internal async Task<StaffMember?> Read(string text)
    {
        JsonWebToken token;
        try
        {
            token = Handler.ReadJsonWebToken(text);
        }
        catch (ArgumentException)
        {
            return null;
        }

        // The algorithm before any key is touched: a public key must never be taken for an HMAC secret.
        if (token.Typ != Type || token.Alg != SecurityAlgorithms.EcdsaSha256 || string.IsNullOrEmpty(token.Kid) || await keys.Find(token.Kid) is not { } key)
        {
            return null;
        }

        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = false,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = [Type],
            ValidateLifetime = false,
        });
        // A token without an end reads as year one and has ended, too.
        return result.IsValid
            && time.GetUtcNow() < new DateTimeOffset(token.ValidTo, TimeSpan.Zero)
            && token.TryGetPayloadValue<string>("role", out var role) && StaffRole.All.Contains(role)
            && IsSubject(token.Subject)
            ? new StaffMember(token.Subject, [role])
            : null;
    }

    /// <summary>Who signed it, as it says itself; only to choose who may check it.</summary>
    internal static string? IssuerOf(string text)
    {
        try
        {
            return Handler.ReadJsonWebToken(text).Issuer;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

/// <param name="Subject">As in the audit.</param>
internal sealed record StaffMember(string Subject, IReadOnlyList<string> Roles);
