using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace WaitingRoom.Queue.Tokens;

/// <summary>The claim <c>cnf</c> (RFC 7800) with the one member of ours, <c>bsh</c>.</summary>
internal static class Confirmation
{
    public const string ClaimName = "cnf";

    private const string Member = "bsh";

    public static Dictionary<string, object> Of(string browserHash) => new() { [Member] = browserHash };

    /// <summary>The same as text; a hash in base64url needs no escaping.</summary>
    public static string JsonOf(string browserHash) => $$"""{"{{Member}}":"{{browserHash}}"}""";

    public static string? BrowserHashOf(JsonWebToken token) =>
        token.TryGetPayloadValue<JsonElement>(ClaimName, out var cnf) && cnf.ValueKind == JsonValueKind.Object
        && cnf.TryGetProperty(Member, out var hash) && hash.ValueKind == JsonValueKind.String
            ? hash.GetString()
            : null;
}
