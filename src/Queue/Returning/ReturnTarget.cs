using System.Buffers.Text;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Tokens;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Returning;

/// <summary>
/// An app on another origin that its visitor came from and goes back to with the admission. Until there is a ticket it belongs to the one visit that came from there: it stands in the page's
/// address (<c>/rooms/{room}?return=URL&amp;browser=HASH</c>) and in its form. Joining ties it to the number, in a cookie, so that a reload, a second tab or a bookmark lead back as well; whoever
/// comes again without it, or from another app, does not go where an earlier visit came from. Nothing in it is secret, and the room's list of origins is asked again at each use.
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

    /// <summary>What the address of the page says of it, without a question mark.</summary>
    public string Query => $"{ReturnParameter}={Uri.EscapeDataString(Origin)}&{BrowserParameter}={BrowserHash}";

    /// <summary>False: the address of the page names an address, or a browser, that this room does not lead to. True with null: it names none.</summary>
    public static bool TryRead(IQueryCollection query, OpenRoom room, out ReturnTarget? target)
    {
        target = Read(query[ReturnParameter], query[BrowserParameter], room);
        return target is not null || !(query.ContainsKey(ReturnParameter) || query.ContainsKey(BrowserParameter));
    }

    /// <summary>What the page's form carries along; null where it carries none or the room leads there no more.</summary>
    public static ReturnTarget? Of(IFormCollection form, OpenRoom room) => Read(form[ReturnParameter], form[BrowserParameter], room);

    /// <summary>The waiting page of somebody who sent this form, with where they came from.</summary>
    public static string PageFor(OpenRoom room, IFormCollection? form) =>
        form is not null && Of(form, room) is { } target ? $"/rooms/{room.Id.Name}?{target.Query}" : "/rooms/" + room.Id.Name;

    /// <summary>The one tied to this number, while the room still leads there.</summary>
    public static ReturnTarget? Find(HttpRequest request, OpenRoom room, long number, WebCookies cookies) =>
        request.Cookies[CookieOf(room, cookies)]?.Split('.', 3) is [var owner, var hash, var origin] && owner == number.ToString(CultureInfo.InvariantCulture)
            ? Allowed(origin, hash, room)
            : null;

    public void Remember(HttpResponse response, OpenRoom room, long number, WebCookies cookies) => Keep(response, room, number, cookies, Remembered);

    /// <summary>The number has been used: good as long as the admission, for whose way to the app failed, and over then.</summary>
    public void Release(HttpResponse response, OpenRoom room, long number, WebCookies cookies) => Keep(response, room, number, cookies, Admissions.Life);

    private void Keep(HttpResponse response, OpenRoom room, long number, WebCookies cookies, TimeSpan life)
    {
        var cookie = cookies.NewOptions();
        cookie.MaxAge = life;
        response.Cookies.Append(CookieOf(room, cookies), string.Create(CultureInfo.InvariantCulture, $"{number}.{BrowserHash}.{Origin}"), cookie);
    }

    private static ReturnTarget? Read(StringValues address, StringValues hash, OpenRoom room) =>
        address is [{ } text] && hash is [{ } browser] && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
            ? Allowed(uri.GetLeftPart(UriPartial.Authority), browser, room)
            : null;

    private static ReturnTarget? Allowed(string origin, string hash, OpenRoom room) =>
        hash.Length == HashLength && Base64Url.IsValid(hash) && room.Entry.ReturnOrigins.Contains(origin, StringComparer.Ordinal) ? new ReturnTarget(origin, hash) : null;

    private static string CookieOf(OpenRoom room, WebCookies cookies) => cookies.NameOf("wr-return-" + room.Id.Name);
}
