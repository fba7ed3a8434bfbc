using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace WaitingRoom.Queue.Bots;

/// <summary>
/// The claim <c>mrk</c> of every ticket: an HMAC that says "stands in the line" or "waits without end" to whoever has the key, and nothing to anyone else. Both kinds look alike.
/// </summary>
internal static class Marks
{
    public const string ClaimName = "mrk";

    /// <summary>Nobody can try marks without our signature beside them, so this much is plenty and keeps tickets short.</summary>
    private const int Bytes = 9;

    public static string Of(SecurityKey key, string room, long number, string browserHash, bool endless)
    {
        var secret = Base64UrlEncoder.DecodeBytes(((JsonWebKey)key).K);
        var words = string.Create(CultureInfo.InvariantCulture, $"mark|{(endless ? "endless" : "line")}|{room}|{number}|{browserHash}");
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(words), hash);
        return Base64Url.EncodeToString(hash[..Bytes]);
    }

    /// <summary>In constant time.</summary>
    public static bool IsEndless(string? mark, SecurityKey key, string room, long number, string browserHash) =>
        mark is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(mark), Encoding.ASCII.GetBytes(Of(key, room, number, browserHash, endless: true)));
}
