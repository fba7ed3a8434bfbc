using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace WaitingRoom.Web.Security;

/// <summary>
/// Names and attributes for cookies that carry something worth protecting. The prefix <c>__Host-</c> (RFC 6265bis, 4.1.3.2)
/// makes browsers refuse the cookie unless it is Secure, from this host and for the path "/".
/// </summary>
public sealed class WebCookies(IOptions<WebOptions> options)
{
    private readonly bool _plainHttp = options.Value.PlainHttp;

    /// <param name="name">Bare name such as <c>wr-session</c>.</param>
    public string NameOf(string name) => NameOf(name, _plainHttp);

    /// <summary>Fresh options: HttpOnly, SameSite=Lax, path "/", and Secure unless the host serves plain HTTP.</summary>
    public CookieOptions NewOptions() => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = !_plainHttp,
        Path = "/",
        IsEssential = true,
    };

    internal static string NameOf(string name, bool plainHttp) => plainHttp ? name : "__Host-" + name;
}
