using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;

namespace WaitingRoom.Queue.Keys;

/// <summary>A key at rest as a private JSON Web Key (RFC 7517, RFC 7518 section 6). Never leaves the process but into its document.</summary>
/// <param name="Kid">Its thumbprint (RFC 7638), so that a key and its name cannot part.</param>
/// <param name="K">Of an HS256 key: the secret.</param>
/// <param name="D">Of an ES256 key: the private part.</param>
/// <param name="From">When it signs from; null for the first of all.</param>
internal sealed record StoredKey(string Kty, string Alg, string Kid, string? K, string? Crv, string? X, string? Y, string? D, DateTimeOffset? From = null)
{
    [JsonIgnore]
    public DateTimeOffset SignsFrom => From ?? DateTimeOffset.MinValue;

    /// <summary>As long as the hash, which RFC 7518 section 3.2 asks for at least.</summary>
    private const int SecretBytes = 32;

    public static StoredKey NewSecret(DateTimeOffset from)
    {
        var key = new StoredKey("oct", SecurityAlgorithms.HmacSha256, "", Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(SecretBytes)), null, null, null, null, from);
        return key with { Kid = ThumbprintOf(key) };
    }

    public static StoredKey NewPair(DateTimeOffset from)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parts = pair.ExportParameters(includePrivateParameters: true);
        var key = new StoredKey(
            "EC", SecurityAlgorithms.EcdsaSha256, "", null, "P-256",
            Base64UrlEncoder.Encode(parts.Q.X), Base64UrlEncoder.Encode(parts.Q.Y), Base64UrlEncoder.Encode(parts.D), from);
        return key with { Kid = ThumbprintOf(key) };
    }

    public JsonWebKey ToJsonWebKey() => new() { Kty = Kty, Alg = Alg, Kid = Kid, KeyId = Kid, Use = "sig", K = K, Crv = Crv, X = X, Y = Y, D = D };

    /// <summary>Says which key, never what it is.</summary>
    public override string ToString() => $"{Alg} {Kid}";

    private static string ThumbprintOf(StoredKey key) => Base64UrlEncoder.Encode(key.ToJsonWebKey().ComputeJwkThumbprint());
}

/// <summary>The keys of one kind; those whose time has come sign, the newest of them (see <see cref="KeyRotation"/>); all verify.</summary>
internal sealed record StoredKeySet(IReadOnlyList<StoredKey> Keys)
{
    public ReadOnlyMemory<byte> ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, StoredKeyJson.Default.StoredKeySet);

    public static StoredKeySet FromJson(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize(json.Span, StoredKeyJson.Default.StoredKeySet)!;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredKeySet))]
internal sealed partial class StoredKeyJson : JsonSerializerContext;
