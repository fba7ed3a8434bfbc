using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Tokens;

/// <summary>
/// The secret that ties tickets and admissions to one browser: 32 random bytes in base64url, in the cookie <c>__Host-wr-browser</c> or, from apps, in the header
/// <c>Waiting-Room-Browser</c>. Tokens carry only its hash.
/// </summary>
internal readonly struct BrowserSecret
{
    public const string HeaderName = "Waiting-Room-Browser";

    public const string CookieName = "wr-browser";

    /// <summary>32 bytes in base64url without padding.</summary>
    private const int Length = 43;

    /// <summary>Longer than any campaign, so that nobody loses a place to a cookie's end.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(180);

    private readonly string value;

    private BrowserSecret(string value)
    {
        this.value = value;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes(value), hash);
        Hash = Base64Url.EncodeToString(hash);
        Key = new Guid(hash[..16]);
    }

    /// <summary>The member <c>bsh</c> of the claim <c>cnf</c>: base64url(SHA-256(ASCII of the secret)).</summary>
    public string Hash { get; }

    /// <summary>Half of the hash, for looking the browser up in memory.</summary>
    public Guid Key { get; }

    public static BrowserSecret New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>The header wins, because a program that sends it means it. False when there is none or it has another shape.</summary>
    public static bool TryRead(HttpRequest request, WebCookies cookies, [NotNullWhen(true)] out BrowserSecret? secret)
    {
        var sent = request.Headers[HeaderName] is [{ } header] ? header : request.Cookies[cookies.NameOf(CookieName)];
        secret = sent is { Length: Length } && Base64Url.IsValid(sent) ? new BrowserSecret(sent) : null;
        return secret is not null;
    }

    public void Remember(HttpResponse response, WebCookies cookies)
    {
        var options = cookies.NewOptions();
        options.MaxAge = Remembered;
        response.Cookies.Append(cookies.NameOf(CookieName), value, options);
    }

    /// <summary>In constant time.</summary>
    public bool Matches(string? hash) =>
        hash is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash), Encoding.ASCII.GetBytes(hash));

    /// <summary>Never the secret, so that it cannot slip into a log.</summary>
    public override string ToString() => "(browser secret)";
}
