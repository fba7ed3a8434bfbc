using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WaitingRoom.Gate;

/// <summary>The scheme <c>Admission</c>: takes the token from <c>Authorization: Bearer</c> or the cookie, refuses by sending a browser to the waiting page and telling a program why.</summary>
internal sealed class AdmissionHandler(IOptionsMonitor<GateOptions> options, ILoggerFactory log, UrlEncoder encoder, AdmissionReader reader)
    : AuthenticationHandler<GateOptions>(options, log, encoder)
{
    private const string Bearer = "Bearer ";

    /// <summary>A handler is made for each request.</summary>
    private AdmissionRefusal? refusal;

    private string AdmissionCookie => Options.PlainHttp ? "wr-admission" : "__Host-wr-admission";

    private string BrowserCookie => Options.PlainHttp ? "wr-browser" : "__Host-wr-browser";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var secret = Request.Headers["Waiting-Room-Browser"] is [{ } header] ? header : Request.Cookies[BrowserCookie];
        var reading = await reader.Read(TokenOf(Request), secret, Options, TokenKind.Admission);
        refusal = (reading as AdmissionReading.Refused)?.Reason;
        return reading switch
        {
            AdmissionReading.Valid valid => AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(valid), Scheme.Name)),
            AdmissionReading.Refused { Reason: AdmissionRefusal.Missing } => AuthenticateResult.NoResult(),
            // The framework logs this, so it names the reason and nothing of the token.
            AdmissionReading.Refused(var reason) => AuthenticateResult.Fail($"The admission was refused: {reason}."),
            _ => throw new InvalidOperationException($"No answer for {reading.GetType().Name}."),
        };
    }

    private ClaimsPrincipal PrincipalOf(AdmissionReading.Valid admission)
    {
        var identity = new ClaimsIdentity([new Claim("room", admission.Room), new Claim("jti", admission.Id)], Scheme.Name, "jti", null);
        if (admission.Number is { } number)
        {
            identity.AddClaim(new Claim("num", number.ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64));
        }

        return new ClaimsPrincipal(identity);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync();
        var reason = refusal ?? AdmissionRefusal.Missing;
        if (!Preference.PrefersPage(Request) || reason == AdmissionRefusal.KeysUnavailable)
        {
            await RefusalProblem.WriteAsync(Context, reason);
            return;
        }

        // The waiting page knows what to do next: join, wait, or claim again. What brought the person here is of no more use.
        Response.Cookies.Delete(AdmissionCookie, new CookieOptions { Path = "/", Secure = !Options.PlainHttp, HttpOnly = true, SameSite = SameSiteMode.Lax });
        Response.StatusCode = StatusCodes.Status303SeeOther;
        Response.Headers.Location = Options.WaitingRoomPath;
        Response.Headers.CacheControl = "no-store";
    }

    private string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } authorization] && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? authorization[Bearer.Length..].Trim()
            : request.Cookies[AdmissionCookie];
}
