using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace WaitingRoom.Gate;

/// <summary>Checks an admission or a pass offline.</summary>
internal sealed class AdmissionReader(AdmissionKeys keys, TimeProvider time)
{
    /// <summary>An admission has under 700 characters; whatever is much longer is not worth parsing.</summary>
    private const int LongestText = 4096;

    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = LongestText };

    /// <summary>Reads and checks one token.</summary>
    /// <param name="text">The token, or null.</param>
    /// <param name="browserSecret">The secret of the browser that brings it, or null.</param>
    /// <param name="kind">What it must be.</param>
    [SuppressMessage("Security", "CA5404", Justification = "Audience and time are compared below, each with its own answer, the time by our clock.")]
    public async Task<AdmissionReading> Read(string? text, string? browserSecret, GateOptions gate, TokenKind kind)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Refused(AdmissionRefusal.Missing);
        }

        JsonWebToken token;
        try
        {
            token = Handler.ReadJsonWebToken(text);
        }
        catch (ArgumentException)
        {
            return Refused(AdmissionRefusal.Forged);
        }

        // The kind first, though nothing vouches for it yet: whoever sends a ticket should read "this is a ticket", not "forged". It lets nobody in.
        if (token.Typ != kind.Type)
        {
            return Refused(AdmissionRefusal.WrongKind);
        }

        // The algorithm before any key is touched: a public key must never be taken for an HMAC secret, and "none" needs no key at all.
        if (token.Alg != SecurityAlgorithms.EcdsaSha256)
        {
            return Refused(AdmissionRefusal.Forged);
        }

        var search = string.IsNullOrEmpty(token.Kid) ? new KeySearch.Unknown() : await keys.Find(token.Kid);
        if (search is not KeySearch.Found(var key))
        {
            return Refused(search is KeySearch.Unavailable ? AdmissionRefusal.KeysUnavailable : AdmissionRefusal.UnknownKey);
        }

        // Signature and issuer next; only then is anything in the token worth an answer of its own.
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = gate.Authority,
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = false,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = [kind.Type],
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        if (!result.IsValid || token.Id is not { Length: > 0 } id || !token.TryGetPayloadValue<string>("room", out var room))
        {
            return Refused(AdmissionRefusal.Forged);
        }

        if (token.Audiences.SingleOrDefault() != kind.Audience)
        {
            return Refused(AdmissionRefusal.WrongKind);
        }

        if (gate.Rooms.Count > 0 && !gate.Rooms.Contains(room))
        {
            return Refused(AdmissionRefusal.WrongRoom);
        }

        // The browser before the time: a thief learns nothing about how long the stolen token was good.
        if (!Matches(token, browserSecret))
        {
            return Refused(AdmissionRefusal.WrongBrowser);
        }

        // A token without an end reads as year one and has ended, too.
        return time.GetUtcNow() > new DateTimeOffset(token.ValidTo, TimeSpan.Zero) + gate.ClockSkew
            ? Refused(AdmissionRefusal.Expired)
            : new AdmissionReading.Valid(
                room, id, new DateTimeOffset(token.IssuedAt, TimeSpan.Zero), new DateTimeOffset(token.ValidTo, TimeSpan.Zero),
                token.TryGetPayloadValue<long>("num", out var number) ? number : null);
    }

    private static AdmissionReading.Refused Refused(AdmissionRefusal reason) => new(reason);

    /// <summary>The claim <c>cnf</c> (RFC 7800) with the member <c>bsh</c> = base64url(SHA-256(ASCII of the secret)).</summary>
    private static bool Matches(JsonWebToken token, string? browserSecret)
    {
        if (string.IsNullOrEmpty(browserSecret)
            || !token.TryGetPayloadValue<JsonElement>("cnf", out var cnf)
            || cnf.ValueKind != JsonValueKind.Object
            || !cnf.TryGetProperty("bsh", out var hash)
            || hash.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        var expected = Base64Url.EncodeToUtf8(SHA256.HashData(Encoding.ASCII.GetBytes(browserSecret)));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(hash.GetString()!));
    }
}

/// <summary>What came of it. A closed set.</summary>
internal abstract record AdmissionReading
{
    private AdmissionReading()
    {
    }

    /// <param name="Number">Under which the room counts the bearer as inside; null where the token does not say.</param>
    public sealed record Valid(string Room, string Id, DateTimeOffset IssuedAt, DateTimeOffset EndsAt, long? Number) : AdmissionReading;

    public sealed record Refused(AdmissionRefusal Reason) : AdmissionReading;
}

internal enum AdmissionRefusal
{
    Missing,

    /// <summary>No token at all, another signature, algorithm or issuer.</summary>
    Forged,

    /// <summary>A token that is no admission, or an admission to something else.</summary>
    WrongKind,

    /// <summary>The waiting room has no such key.</summary>
    UnknownKey,

    WrongRoom,

    /// <summary>Given to another browser, or the browser's secret is missing.</summary>
    WrongBrowser,

    Expired,

    /// <summary>Somebody came in with it before.</summary>
    Used,

    /// <summary>Its session has ended.</summary>
    Over,

    /// <summary>More people came in within minutes than can be remembered.</summary>
    Busy,

    /// <summary>Nothing can be checked, because the waiting room's keys have never been reached.</summary>
    KeysUnavailable,
}
