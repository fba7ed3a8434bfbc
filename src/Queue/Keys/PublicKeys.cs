using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace WaitingRoom.Queue.Keys;

/// <summary>What anyone needs to check an admission: <c>/.well-known/jwks.json</c> (RFC 7517) and <c>/.well-known/openid-configuration</c>, which leads there.</summary>
internal static class PublicKeys
{
    public const string KeySetPath = "/.well-known/jwks.json";

    public const string ConfigurationPath = "/.well-known/openid-configuration";

    /// <summary>A new key is published this long before it signs, so that caches have it by then.</summary>
    private const string CacheControl = "public, max-age=300";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(KeySetPath, (SigningKeys keys, HttpResponse response) =>
        {
            response.Headers.CacheControl = CacheControl;
            return Results.Json(
                new PublicKeySet([.. keys.Admission.Stored.Keys.Select(key => new PublicKey(key.Kty, "sig", key.Alg, key.Kid, key.Crv!, key.X!, key.Y!))]),
                PublicKeysJson.Default.PublicKeySet, "application/jwk-set+json");
        }).WithTags("keys");
        routes.MapGet(ConfigurationPath, (IOptions<QueueOptions> options, HttpResponse response) =>
        {
            response.Headers.CacheControl = CacheControl;
            var issuer = options.Value.Issuer;
            return Results.Json(new PublicConfiguration(issuer, issuer + KeySetPath), PublicKeysJson.Default.PublicConfiguration);
        }).WithTags("keys");
    }
}

internal sealed record PublicKeySet(IReadOnlyList<PublicKey> Keys);

/// <summary>The public half, written out member by member so that a private one cannot slip in.</summary>
internal sealed record PublicKey(string Kty, string Use, string Alg, string Kid, string Crv, string X, string Y);

internal sealed record PublicConfiguration(
    [property: JsonPropertyName("issuer")] string Issuer,
    [property: JsonPropertyName("jwks_uri")] string KeySetAddress);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PublicKeySet))]
[JsonSerializable(typeof(PublicConfiguration))]
internal sealed partial class PublicKeysJson : JsonSerializerContext;
