using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using WaitingRoom.Queue.Keys;
using WaitingRoom.Queue.Tokens;

namespace WaitingRoom.Queue.Sessions;

/// <summary>
/// Makes passes and reads passes and admissions. A pass: JWT, ES256, <c>typ</c> wr-pass+jwt, claims iss, aud = wr-booking, room, jti (the admission's), num, cnf, iat,
/// exp = when the session ends unless renewed.
/// </summary>
internal sealed class Passes(SigningKeys keys, IOptions<QueueOptions> options, TimeProvider time)
{
    public const string Type = "wr-pass+jwt";

    /// <summary>Both kinds have under 700 characters; whatever is much longer is not worth parsing.</summary>
    private const int LongestText = 4096;

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false, MaximumTokenSizeInBytes = LongestText };

    private readonly string issuer = options.Value.Issuer;

    public string Make(string room, EntryToken from, DateTimeOffset ends) => Handler.CreateToken(new SecurityTokenDescriptor
    {
        TokenType = Type,
        Issuer = issuer,
        Audience = Admissions.Audience,
        IssuedAt = time.GetUtcNow().UtcDateTime,
        Expires = ends.UtcDateTime,
        Claims = new Dictionary<string, object>
        {
            ["room"] = room,
            ["jti"] = from.Id,
            ["num"] = from.Number,
            [Confirmation.ClaimName] = Confirmation.Of(from.BrowserHash),
        },
        SigningCredentials = keys.Admission.Signing,
    });

    /// <summary>Checks kind, signature, room; whether it has ended is for the caller and its clock.</summary>
    /// <param name="type"><see cref="Type"/> or <see cref="Admissions.Type"/>.</param>
    [SuppressMessage("Security", "CA5404", Justification = "Audience is compared below with its own answer; the end is compared by the caller, by our clock.")]
    public async ValueTask<EntryReading> Read(string? text, string type, string room)
    {
        if (string.IsNullOrEmpty(text))
        {
            return new EntryReading.Refused(EntryRefusal.Missing);
        }

        JsonWebToken token;
        try
        {
            token = Handler.ReadJsonWebToken(text);
        }
        catch (ArgumentException)
        {
            return new EntryReading.Refused(EntryRefusal.Forged);
        }

        if (token.Typ != type)
        {
            return new EntryReading.Refused(EntryRefusal.WrongKind);
        }

        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            ValidateAudience = false,
            ValidateLifetime = false,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = [type],
            IssuerSigningKeys = keys.Admission.Verifying,
            TryAllIssuerSigningKeys = false,
        });
        if (!result.IsValid || token.Id is not { Length: > 0 } id || !token.TryGetPayloadValue<long>("num", out var number)
            || Confirmation.BrowserHashOf(token) is not { } hash)
        {
            return new EntryReading.Refused(EntryRefusal.Forged);
        }

        if (token.Audiences.FirstOrDefault() != Admissions.Audience)
        {
            return new EntryReading.Refused(EntryRefusal.WrongKind);
        }

        return token.TryGetPayloadValue<string>("room", out var named) && named == room
            ? new EntryReading.Valid(new EntryToken(id, number, hash, new DateTimeOffset(token.ValidTo, TimeSpan.Zero)))
            : new EntryReading.Refused(EntryRefusal.WrongRoom);
    }
}

/// <summary>What an admission and a pass have in common.</summary>
/// <param name="Id">The claim jti, the same for both.</param>
/// <param name="Number">The ticket's number; negative for staff.</param>
internal sealed record EntryToken(string Id, long Number, string BrowserHash, DateTimeOffset Ends);

internal enum EntryRefusal
{
    Missing,
    Forged,
    WrongKind,
    WrongRoom,
    WrongBrowser,
    Expired,
}

/// <summary>A closed set.</summary>
internal abstract record EntryReading
{
    private EntryReading()
    {
    }

    public sealed record Valid(EntryToken Token) : EntryReading;

    public sealed record Refused(EntryRefusal Reason) : EntryReading;
}
