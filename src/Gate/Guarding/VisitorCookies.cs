using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace WaitingRoom.Gate.Guarding;

/// <summary>
/// What this app's origin keeps in a visitor's browser: a secret of its own, to which admissions are bound; the wanted page; the pass. Programs send secret and pass as headers.
/// </summary>
internal sealed class VisitorCookies(IOptions<WaitingRoomOptions> options, IDataProtectionProvider protection)
{
    public const string SecretHeader = "Waiting-Room-Browser";

    public const string PassHeader = "Waiting-Room-Pass";

    private const string Bearer = "Bearer ";

    /// <summary>32 bytes in base64url.</summary>
    private const int SecretLength = 43;

    /// <summary>As long as the waiting room remembers a ticket.</summary>
    private static readonly TimeSpan Waiting = TimeSpan.FromDays(14);

    private readonly IDataProtector wantedPages = protection.CreateProtector("WaitingRoom.Gate.WantedPage.v1");

    private string SecretName => NameOf("wr-app-browser");

    private string PassName => NameOf("wr-pass");

    private string WantedName => NameOf("wr-wanted");

    /// <summary>The secret of a program or a browser, or null when it sent none of the right shape.</summary>
    public string? Secret(HttpRequest request)
    {
        var sent = request.Headers[SecretHeader] is [{ } header] ? header : request.Cookies[SecretName];
        return sent is { Length: SecretLength } && Base64Url.IsValid(sent) ? sent : null;
    }

    /// <summary>The hash that admissions carry, of a secret that the browser has or gets now.</summary>
    public string HashOfSecret(HttpContext context)
    {
        var sent = context.Request.Cookies[SecretName];
        var secret = sent is { Length: SecretLength } && Base64Url.IsValid(sent) ? sent : Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        context.Response.Cookies.Append(SecretName, secret, Foreign(Waiting));
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
    }

    /// <summary>The pass as it was sent: a header of its own, the cookie, or as bearer, unless the app uses bearers for something else.</summary>
    /// <param name="byHeader">A program sent it and keeps it itself.</param>
    public string? Pass(HttpRequest request, out bool byHeader)
    {
        byHeader = request.Headers[PassHeader].Count == 1;
        if (byHeader || request.Cookies[PassName] is { Length: > 0 })
        {
            return byHeader ? request.Headers[PassHeader][0] : request.Cookies[PassName];
        }

        byHeader = request.Headers.Authorization is [{ } authorization] && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);
        return byHeader ? request.Headers.Authorization[0]![Bearer.Length..].Trim() : null;
    }

    public void KeepPass(HttpResponse response, string pass, TimeSpan life) => response.Cookies.Append(PassName, pass, Own(life));

    public void DropPass(HttpResponse response) => response.Cookies.Delete(PassName, Own(TimeSpan.Zero));

    public void KeepWanted(HttpContext context)
    {
        if (LocalPath.Of(context.Request) is { } path)
        {
            context.Response.Cookies.Append(WantedName, wantedPages.Protect(path), Foreign(Waiting));
        }
    }

    /// <summary>The page that was wanted when the visitor was sent to wait, as we wrote it down ourselves; else the app's first.</summary>
    public string TakeWanted(HttpContext context)
    {
        if (context.Request.Cookies[WantedName] is not { } text)
        {
            return options.Value.HomePath;
        }

        context.Response.Cookies.Delete(WantedName, Foreign(TimeSpan.Zero));
        return TryUnprotect(text, out var path) && LocalPath.IsLocal(path) ? path : options.Value.HomePath;
    }

    private bool TryUnprotect(string text, [NotNullWhen(true)] out string? path)
    {
        try
        {
            path = wantedPages.Unprotect(text);
            return true;
        }
        catch (CryptographicException)
        {
            path = null;
            return false;
        }
    }

    private string NameOf(string name) => options.Value.PlainHttp ? name : "__Host-" + name;

    private CookieOptions Own(TimeSpan life) => new()
    {
        HttpOnly = true,
        Secure = !options.Value.PlainHttp,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
        MaxAge = life > TimeSpan.Zero ? life : null,
    };

    /// <summary>
    /// The way in is a form that the waiting room's page posts, and it may be another site: Lax cookies would stay at home. Neither of the two lets anyone do anything
    /// in another's name: without an admission bound to this secret nothing comes of the post, and the pass itself is Lax.
    /// </summary>
    private CookieOptions Foreign(TimeSpan life)
    {
        var cookie = Own(life);
        // Browsers take None only from TLS.
        cookie.SameSite = options.Value.PlainHttp ? SameSiteMode.Lax : SameSiteMode.None;
        return cookie;
    }
}
