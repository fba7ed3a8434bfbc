using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Web;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Sessions;

/// <summary>Reads the session of a request, renews it while it is used, and says what is wrong when there is none.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    SessionTokens tokens,
    SessionCarrier carrier,
    RoomPresence presence,
    IOptions<WebOptions> web) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private bool expired;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (carrier.TokenOf(Request) is not { Length: > 0 } token)
        {
            return AuthenticateResult.NoResult();
        }

        switch (await tokens.Read(token))
        {
            case SessionReading.Valid { Session: var session } valid:
                if (valid.NeedsRenewal && !Response.HasStarted)
                {
                    await carrier.HandOut(Context, session);
                }

                presence.Seen(session);
                return AuthenticateResult.Success(new AuthenticationTicket(session.ToPrincipal(), Scheme.Name));
            case SessionReading.Expired:
                expired = true;
                return AuthenticateResult.Fail("The session has expired.");
            default:
                return AuthenticateResult.Fail("The token is no session.");
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync();
        if (ClientPreference.WantsPage(Request))
        {
            // A person goes to where sessions begin.
            Response.StatusCode = StatusCodes.Status303SeeOther;
            Response.Headers.Location = web.Value.StartPath;
            return;
        }

        await (expired ? Refusals.SessionExpired() : Refusals.SessionMissing()).ExecuteAsync(Context);
    }

    /// <summary>There is a session but no code in it yet.</summary>
    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (ClientPreference.WantsPage(Request))
        {
            Response.StatusCode = StatusCodes.Status303SeeOther;
            Response.Headers.Location = "/booking";
            return;
        }

        await Refusals.CodeMissing().ExecuteAsync(Context);
    }
}
