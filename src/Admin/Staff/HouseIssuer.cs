using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace WaitingRoom.Admin.Staff;

/// <summary>Tokens of the house's own OpenID Connect issuer, as strictly as our own: one algorithm, issuer, audience, kind and end.</summary>
internal static class HouseIssuer
{
    public const string SchemeName = "StaffOidc";

    /// <summary>Access tokens (RFC 9068) and what older issuers call them. An ID token or a token of ours has another audience.</summary>
    private static readonly string[] Kinds = ["at+jwt", "JWT"];

    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication().AddJwtBearer(SchemeName, _ => { });
        services.AddOptions<JwtBearerOptions>(SchemeName).Configure<IOptions<AdminOptions>, TimeProvider>((bearer, admin, time) =>
        {
            var oidc = admin.Value.Oidc;
            bearer.Authority = oidc.Authority;
            // Plain HTTP within the machine needs no TLS; the network does.
            bearer.RequireHttpsMetadata = !(Uri.TryCreate(oidc.Authority, UriKind.Absolute, out var address) && address.IsLoopback);
            bearer.MapInboundClaims = false;
            bearer.TokenValidationParameters = new TokenValidationParameters
            {
                ValidAudience = oidc.Audience,
                ValidAlgorithms = [oidc.Algorithm],
                ValidTypes = Kinds,
                RequireExpirationTime = true,
                RequireSignedTokens = true,
                TryAllIssuerSigningKeys = false,
                LifetimeValidator = (from, until, _, _) =>
                {
                    var now = time.GetUtcNow().UtcDateTime;
                    return until is { } end && now < end && !(from > now);
                },
            };
        });
    }

    /// <summary>Null when the token names nobody or no role of ours.</summary>
    public static StaffMember? MemberOf(ClaimsPrincipal principal, OidcOptions oidc) =>
        principal.FindFirstValue(StaffAuthentication.SubjectClaim) is { } subject && StaffTokens.IsSubject(subject)
            ? new StaffMember(subject, [.. principal.FindAll(oidc.RoleClaim).Select(claim => claim.Value).Intersect(StaffRole.All)])
            : null;
}
