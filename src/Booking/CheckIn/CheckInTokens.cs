using System.Diagnostics.CodeAnalysis;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using WaitingRoom.Booking.Keys;

namespace WaitingRoom.Booking.CheckIn;

/// <summary>
/// What the QR code on a confirmation holds: the booking's reference, signed, as a JWT (HS256, typ wr-checkin+jwt). It says nothing about the person and proves nothing but that we wrote
/// it: whether the booking stands is looked up by the reference.
/// </summary>
internal sealed class CheckInTokens(DocumentKeys keys)
{
    private const string Type = "wr-checkin+jwt";
    private const string Audience = "wr-checkin";
    private const string ReferenceClaim = "ref";

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };

    /// <summary>The same for the same reference while the key stays.</summary>
    public async ValueTask<string> Write(string reference)
    {
        var key = (await keys.Get(DocumentKeys.CheckIn)).Current;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Audience = Audience,
            TokenType = Type,
            Claims = new Dictionary<string, object> { [ReferenceClaim] = reference },
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(key.Bytes) { KeyId = key.Kid }, SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>The reference of a scanned code; null when it is none of ours.</summary>
    public async ValueTask<string?> Read(string scanned)
    {
        var set = await keys.Get(DocumentKeys.CheckIn);
        var result = await Handler.ValidateTokenAsync(scanned, ParametersFor(set));
        return result.IsValid && result.SecurityToken is JsonWebToken jwt && jwt.TryGetPayloadValue<string>(ReferenceClaim, out var reference) ? reference : null;
    }

    [SuppressMessage("Security", "CA5404", Justification = "A confirmation on paper has no end of its own and one issuer; the booking behind it is looked up.")]
    private static TokenValidationParameters ParametersFor(KeySet set) => new()
    {
        ValidTypes = [Type],
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        ValidAudience = Audience,
        ValidateIssuer = false,
        ValidateLifetime = false,
        RequireExpirationTime = false,
        IssuerSigningKeyResolver = (_, _, kid, _) => set.Find(kid) is { } key ? [new SymmetricSecurityKey(key.Bytes) { KeyId = key.Kid }] : [],
    };
}
