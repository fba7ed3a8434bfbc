using System.Buffers.Text;
using Microsoft.AspNetCore.Http;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Returning;

/// <summary>
/// An app on another origin that its visitor came from and goes back to with the admission: <c>/rooms/{room}?return=URL&amp;browser=HASH</c>. Kept in a cookie of the room until the
/// turn comes, so that a reload, a second tab or a bookmark lead back as well. Nothing in it is secret, and the room's list of origins is asked again at each use.
/// </summary>
/// <param name="Origin">Scheme, host and port, one of the room's <c>returnOrigins</c>.</param>
/// <param name="BrowserHash">base64url(SHA-256) of the secret that this browser keeps for the app's origin; what the admission will be bound to.</param>
internal sealed record ReturnTarget(string Origin, string BrowserHash)
{
    public const string ReturnParameter = "return";

    public const string BrowserParameter = "browser";

    /// <summary>Where the gate of such an app takes admissions.</summary>
    private const string EnterPath = "/.waiting-room/enter";

    /// <summary>32 bytes in base64url without padding.</summary>
    private const int HashLength = 43;

    /// <summary>As long as a ticket is remembered.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(14);

    public string EnterAddress => Origin + EnterPath;

    /// <summary>False: the request names an address, or a browser, that this room does not lead to. True with null: it names none.</summary>
    public static bool TryRead(HttpRequest request, OpenRoom room, out ReturnTarget? target)
    {
        target = null;
        if (!request.Query.ContainsKey(ReturnParameter) && !request.Query.ContainsKey(BrowserParameter))
        {
            return true;
        }

        target = request.Query[ReturnParameter] is [{ } address] && request.Query[BrowserParameter] is [{ } hash]
            && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
            ? Allowed(uri.GetLeftPart(UriPartial.Authority), hash, room)
            : null;
        return target is not null;
    }

    /// <summary>The one remembered, while the room still leads there.</summary>
    public static ReturnTarget? Find(HttpRequest request, OpenRoom room, WebCookies cookies) =>
        request.Cookies[CookieOf(room, cookies)] is { } text && text.Length > HashLength + 1 && text[HashLength] == '.'
            ? Allowed(text[(HashLength + 1)..], text[..HashLength], room)
            : null;

    public void Remember(HttpResponse response, OpenRoom room, WebCookies cookies)
    {
        var cookie = cookies.NewOptions();
        cookie.MaxAge = Remembered;
        response.Cookies.Append(CookieOf(room, cookies), $"{BrowserHash}.{Origin}", cookie);
    }

    private static ReturnTarget? Allowed(string origin, string hash, OpenRoom room) =>
        hash.Length == HashLength && Base64Url.IsValid(hash) && room.Entry.ReturnOrigins.Contains(origin, StringComparer.Ordinal) ? new ReturnTarget(origin, hash) : null;

    private static string CookieOf(OpenRoom room, WebCookies cookies) => cookies.NameOf("wr-return-" + room.Id.Name);
}
