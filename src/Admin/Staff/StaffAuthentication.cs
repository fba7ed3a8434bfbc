using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WaitingRoom.Admin.Staff;

/// <summary>The scheme <c>Staff</c>: <c>Authorization: Bearer</c> and nothing else, so that no other site's page can act for somebody who is signed in.</summary>
internal sealed class StaffAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, StaffTokens tokens, IOptions<AdminOptions> admin)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string SchemeName = "Staff";

    public const string RoleClaim = "role";

    public const string SubjectClaim = "sub";

    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { Length: > 0 } text)
        {
            return AuthenticateResult.NoResult();
        }

        var oidc = admin.Value.Oidc;
        if (oidc.Authority is not null && StaffTokens.IssuerOf(text) != StaffTokens.Issuer)
        {
            return await Context.AuthenticateAsync(HouseIssuer.SchemeName) is { Succeeded: true, Principal: var principal }
                && HouseIssuer.MemberOf(principal, oidc) is { } employee
                ? Success(employee)
                : Refused();
        }

        return await tokens.Read(text) is { } member ? Success(member) : Refused();
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var missing = (await HandleAuthenticateOnceSafeAsync()).None;
        // RFC 6750, 3: no error code when no token was sent.
        Response.Headers.WWWAuthenticate = missing ? "Bearer" : "Bearer error=\"invalid_token\"";
        await (missing ? StaffProblems.TokenMissing() : StaffProblems.TokenInvalid()).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => StaffProblems.RoleMissing().ExecuteAsync(Context);

    private static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } authorization] && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? authorization[Bearer.Length..].Trim()
            : null;

    // The framework logs this, so it names nothing of the token.
    private static AuthenticateResult Refused() => AuthenticateResult.Fail("The staff token was refused.");

    private AuthenticateResult Success(StaffMember member) => AuthenticateResult.Success(new AuthenticationTicket(
        new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(SubjectClaim, member.Subject), .. member.Roles.Select(role => new Claim(RoleClaim, role))], Scheme.Name, SubjectClaim, RoleClaim)),
        Scheme.Name));
}
