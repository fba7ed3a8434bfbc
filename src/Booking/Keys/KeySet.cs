using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WaitingRoom.Booking.Keys;

/// <summary>A set of secret keys as a JSON Web Key Set of type "oct" (RFC 7517): the first is used for new work, the others still open old work.</summary>
internal sealed record KeySet(IReadOnlyList<SecretKey> Keys)
{
    public SecretKey Current => Keys[0];

    public SecretKey? Find(string? kid) => Keys.FirstOrDefault(key => key.Kid == kid);

    public static KeySet New() => new([SecretKey.New()]);

    public static KeySet FromJson(ReadOnlyMemory<byte> json)
    {
        var set = JsonSerializer.Deserialize(json.Span, KeySetJson.Default.KeySetDocument);
        return set is { Keys.Count: > 0 }
            ? new KeySet([.. set.Keys.Select(key => new SecretKey(key.Kid, Base64Url.DecodeFromChars(key.K)))])
            : throw new InvalidDataException("A key document holds at least one key.");
    }

    public ReadOnlyMemory<byte> ToJson() => JsonSerializer.SerializeToUtf8Bytes(
        new KeySetDocument([.. Keys.Select(key => new KeyDocument("oct", key.Kid, Base64Url.EncodeToString(key.Bytes)))]),
        KeySetJson.Default.KeySetDocument);
}

/// <summary>256 random bits with a name.</summary>
internal sealed class SecretKey(string kid, byte[] bytes)
{
    public const int Length = 32;

    public string Kid { get; } = kid;

    public byte[] Bytes { get; } = bytes;

    public static SecretKey New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(6)), RandomNumberGenerator.GetBytes(Length));

    /// <summary>Says the name only; a key must not reach a log by accident.</summary>
    public override string ToString() => Kid;
}

internal sealed record KeySetDocument(IReadOnlyList<KeyDocument> Keys);

internal sealed record KeyDocument(string Kty, string Kid, string K);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KeySetDocument))]
internal sealed partial class KeySetJson : JsonSerializerContext;
