using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;
using WaitingRoom.Grains.Documents;

namespace WaitingRoom.Admin.Staff;

/// <summary>
/// The keys of the built-in issuer: private JSON Web Keys (RFC 7517) in the document <c>keys/staff</c>, made on first use. The first signs, all verify. Every process
/// of a database agrees on them, because only the first writer's are kept.
/// </summary>
internal sealed class StaffKeys(IDocuments documents, TimeProvider time)
{
    public const string DocumentName = "keys/staff";

    /// <summary>Invented key ids must not make us read storage more often than this.</summary>
    public static readonly TimeSpan ShortestRefresh = TimeSpan.FromSeconds(10);

    private IReadOnlyList<JsonWebKey>? keys;
    private long readAt;

    public async ValueTask<SigningCredentials> Signing() => new((await Get())[0], SecurityAlgorithms.EcdsaSha256);

    /// <summary>The key of this name, or null; a key that was added meanwhile is found.</summary>
    public async ValueTask<SecurityKey?> Find(string keyId)
    {
        var found = Of(await Get(), keyId);
        if (found is null && time.GetElapsedTime(Volatile.Read(ref readAt)) >= ShortestRefresh)
        {
            found = Of(await Load(), keyId);
        }

        return found;
    }

    private static JsonWebKey? Of(IReadOnlyList<JsonWebKey> known, string keyId) => known.FirstOrDefault(key => key.Kid == keyId);

    private ValueTask<IReadOnlyList<JsonWebKey>> Get() =>
        Volatile.Read(ref keys) is { } known ? ValueTask.FromResult(known) : Load();

    private async ValueTask<IReadOnlyList<JsonWebKey>> Load()
    {
        var document = await documents.Get(DocumentName);
        if (document is null)
        {
            await documents.Put(DocumentName, 0, JsonSerializer.SerializeToUtf8Bytes(new StoredStaffKeys([StoredStaffKey.New()]), StaffKeyJson.Default.StoredStaffKeys));
            // Read back also after winning: what counts is what is stored.
            document = await documents.Get(DocumentName) ?? throw new InvalidOperationException($"Document {DocumentName} was written and is not there.");
        }

        var stored = JsonSerializer.Deserialize(document.Body.Span, StaffKeyJson.Default.StoredStaffKeys);
        IReadOnlyList<JsonWebKey> read = [.. stored!.Keys.Select(key => key.ToJsonWebKey())];
        Volatile.Write(ref readAt, time.GetTimestamp());
        Volatile.Write(ref keys, read);
        return read;
    }
}

internal sealed record StoredStaffKeys(IReadOnlyList<StoredStaffKey> Keys);

/// <param name="Kid">The thumbprint (RFC 7638), so that a key and its name cannot part.</param>
internal sealed record StoredStaffKey(string Kid, string X, string Y, string D)
{
    public static StoredStaffKey New()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parts = pair.ExportParameters(includePrivateParameters: true);
        var key = new StoredStaffKey("", Base64UrlEncoder.Encode(parts.Q.X), Base64UrlEncoder.Encode(parts.Q.Y), Base64UrlEncoder.Encode(parts.D));
        return key with { Kid = Base64UrlEncoder.Encode(key.ToJsonWebKey().ComputeJwkThumbprint()) };
    }

    public JsonWebKey ToJsonWebKey() => new() { Kty = "EC", Crv = "P-256", Alg = SecurityAlgorithms.EcdsaSha256, Kid = Kid, KeyId = Kid, Use = "sig", X = X, Y = Y, D = D };

    /// <summary>Says which key, never what it is.</summary>
    public override string ToString() => Kid;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StoredStaffKeys))]
internal sealed partial class StaffKeyJson : JsonSerializerContext;
