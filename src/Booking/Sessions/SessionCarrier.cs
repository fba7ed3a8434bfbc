using Microsoft.AspNetCore.Http;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Booking.Sessions;

/// <summary>How a session travels: browsers keep a cookie, apps send a bearer token and get renewed ones in a header.</summary>
internal sealed class SessionCarrier(SessionTokens tokens, WebCookies cookies)
{
    private const string Cookie = "wr-session";

    /// <summary>Carries a renewed token to a client that sent a bearer token.</summary>
    public const string Header = "Waiting-Room-Session";

    private const string Bearer = "Bearer ";

    public static bool IsBearer(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    public string? TokenOf(HttpRequest request) =>
        IsBearer(request) ? request.Headers.Authorization.ToString()[Bearer.Length..].Trim() : request.Cookies[cookies.NameOf(Cookie)];

    /// <summary>Hands the session out the way the client came.</summary>
    /// <returns>The token for a client that uses bearer tokens; null for a browser, whose scripts never see it.</returns>
    public async ValueTask<string?> HandOut(HttpContext context, BookingSession session)
    {
        var token = await tokens.Write(session);
        if (IsBearer(context.Request))
        {
            context.Response.Headers[Header] = token;
            return token;
        }

        context.Response.Cookies.Append(cookies.NameOf(Cookie), token, cookies.NewOptions());
        return null;
    }

    /// <summary>Takes the session from a browser; whoever holds a bearer token throws it away.</summary>
    public void TakeBack(HttpContext context)
    {
        if (!IsBearer(context.Request))
        {
            context.Response.Cookies.Delete(cookies.NameOf(Cookie), cookies.NewOptions());
        }
    }
}
