using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using WaitingRoom.Admin.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Admin.Tests;

/// <summary>A house with an identity provider of its own: a real one, on a port of its own.</summary>
public sealed class HouseIssuerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly RSA pair = RSA.Create(2048);

    public void Dispose()
    {
        folder.Dispose();
        pair.Dispose();
    }

    [Fact]
    public async Task Its_tokens_open_as_strictly_as_ours()
    {
        var issuer = $"http://127.0.0.1:{FreePort.Next()}";
        await using var provider = await StartProvider(issuer);
        await using var host = await AdminHost.Open(folder, configure: admin => admin.Oidc = new OidcOptions { Authority = issuer, Audience = "waiting-room", RoleClaim = "groups" });
        var key = new RsaSecurityKey(pair) { KeyId = "1" };
        string Make(string audience = "waiting-room", string iss = "", string algorithm = "RS256", int minutes = 5, string[]? groups = null) =>
            new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
            {
                TokenType = "at+jwt",
                Issuer = iss.Length > 0 ? iss : issuer,
                Audience = audience,
                Expires = AdminHost.Start.AddMinutes(minutes).UtcDateTime,
                Claims = new Dictionary<string, object> { ["sub"] = "u-17", ["groups"] = groups ?? ["staff", "operator"] },
                SigningCredentials = new SigningCredentials(key, algorithm),
            });
        async Task<HttpStatusCode> Ask(string token)
        {
            using var answer = await host.Send("GET", "/operators/rooms", token);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, await Ask(Make()));
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(Make(audience: "payroll")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(Make(iss: "https://elsewhere.example")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(Make(algorithm: "PS256")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(Make(minutes: 0)));
        Assert.Equal(HttpStatusCode.Forbidden, await Ask(Make(groups: ["staff", "agent"])));
        Assert.Equal(HttpStatusCode.Forbidden, await Ask(Make(groups: ["staff"])));
        // The built-in issuer still counts.
        Assert.Equal(HttpStatusCode.OK, await Ask(await host.Token()));
    }

    private async Task<WebApplication> StartProvider(string address)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        var parts = pair.ExportParameters(false);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = address, jwks_uri = address + "/keys" }));
        app.MapGet("/keys", () => Results.Json(new
        {
            keys = new[] { new { kty = "RSA", kid = "1", use = "sig", n = Base64UrlEncoder.Encode(parts.Modulus), e = Base64UrlEncoder.Encode(parts.Exponent) } },
        }));
        await app.StartAsync();
        return app;
    }
}
