using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using WaitingRoom.Admin.Staff;
using WaitingRoom.Admin.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Admin.Tests;

public sealed class StaffTokenTests : IDisposable
{
    private const string Secret = "2wWbKyN0Ejqn2T5Iq4eHG7L2b7xVnq0Tt3mJrC5fZ1A";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("GET", "/operators/rooms", StaffRole.Operator)]
    [InlineData("GET", "/operators/rooms/impfung", StaffRole.Operator)]
    [InlineData("PUT", "/operators/rooms/impfung", StaffRole.Operator)]
    [InlineData("PATCH", "/operators/rooms/impfung", StaffRole.Operator)]
    [InlineData("POST", "/operators/rooms/impfung/beacon", StaffRole.Operator)]
    [InlineData("GET", "/operators/rooms/impfung/ticks", StaffRole.Operator)]
    [InlineData("GET", "/operators/audit", StaffRole.Operator)]
    [InlineData("POST", "/rooms/impfung/admissions/staff", StaffRole.Agent)]
    public async Task Only_the_role_that_an_address_is_for_comes_in(string method, string path, string role)
    {
        await using var host = await AdminHost.Open(folder);

        using var missing = await host.Send(method, path, token: null);
        Assert.Equal(HttpStatusCode.Unauthorized, missing.StatusCode);
        Assert.Equal("staff-token-missing", await missing.Problem());
        Assert.Equal("Bearer", missing.Headers.WwwAuthenticate.ToString());

        foreach (var other in StaffRole.All.Where(r => r != role))
        {
            using var forbidden = await host.Send(method, path, await host.Token(other));
            Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
            Assert.Equal("staff-role-missing", await forbidden.Problem());
        }

        // The control: the right role is past the door, whatever is said behind it.
        using var right = await host.Send(method, path, await host.Token(role), body: method == "GET" ? null : "{}");
        Assert.NotEqual(HttpStatusCode.Unauthorized, right.StatusCode);
        Assert.NotEqual(HttpStatusCode.Forbidden, right.StatusCode);
    }

    [Fact]
    public async Task Every_token_that_is_not_quite_right_is_refused_and_none_is_logged()
    {
        await using var host = await AdminHost.Open(folder);
        var good = await host.Token();
        var signing = await host.Services.GetRequiredService<StaffKeys>().Signing();
        var parts = good.Split('.');
        var payload = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Base64UrlEncoder.Decode(parts[1]))!;
        string Sign(Action<Dictionary<string, object>> change, SigningCredentials? with = null, string typ = StaffTokens.Type)
        {
            var claims = payload.ToDictionary(claim => claim.Key, claim => (object)claim.Value);
            change(claims);
            return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
                JsonSerializer.Serialize(claims), with ?? signing, new Dictionary<string, object> { ["typ"] = typ });
        }

        var pair = StoredStaffKey.New();
        var strange = new SigningCredentials((pair with { Kid = signing.Key.KeyId }).ToJsonWebKey(), "ES256");
        var unknown = new SigningCredentials(pair.ToJsonWebKey(), "ES256");
        var publicAsSecret = new SymmetricSecurityKey(Base64UrlEncoder.DecodeBytes(((JsonWebKey)signing.Key).X)) { KeyId = signing.Key.KeyId };
        var now = AdminHost.Start.ToUnixTimeSeconds();
        Dictionary<string, string> bad = new()
        {
            ["nonsense"] = "nonsense",
            ["long"] = new string('a', 6000),
            ["signature"] = $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}",
            ["claims"] = $"{parts[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("kim", "eve", StringComparison.Ordinal))}.{parts[2]}",
            ["none"] = $"{Base64UrlEncoder.Encode($$"""{"alg":"none","typ":"{{StaffTokens.Type}}","kid":"{{signing.Key.KeyId}}"}""")}.{parts[1]}.",
            ["other key"] = Sign(_ => { }, strange),
            ["unknown key"] = Sign(_ => { }, unknown),
            ["public key as a secret"] = Sign(_ => { }, new SigningCredentials(publicAsSecret, "HS256")),
            ["typ"] = Sign(_ => { }, typ: "wr-admission+jwt"),
            ["no typ"] = Sign(_ => { }, typ: "JWT"),
            ["aud"] = Sign(claims => claims["aud"] = "wr-booking"),
            ["no aud"] = Sign(claims => claims.Remove("aud")),
            ["iss"] = Sign(claims => claims["iss"] = "https://elsewhere.example"),
            ["expired"] = Sign(claims => claims["exp"] = now),
            ["no end"] = Sign(claims => claims.Remove("exp")),
            ["role"] = Sign(claims => claims["role"] = "emperor"),
            ["no role"] = Sign(claims => claims.Remove("role")),
            ["nobody"] = Sign(claims => claims.Remove("sub")),
            ["ticket"] = await Ticket(host),
        };
        foreach (var (what, token) in bad)
        {
            using var answer = await host.Send("GET", "/operators/rooms", token);
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, what);
            Assert.Equal("staff-token-invalid", await answer.Problem());
            Assert.DoesNotContain(token, host.Log.Text, StringComparison.Ordinal);
        }

        // The controls: the very same ways of making tokens make good ones.
        foreach (var token in (string[])[good, Sign(_ => { }), Sign(claims => claims["exp"] = now + 1)])
        {
            using var right = await host.Send("GET", "/operators/rooms", token);
            Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        }

        Assert.DoesNotContain(parts[2], host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_ends_when_it_says()
    {
        await using var host = await AdminHost.Open(folder);
        var token = await host.Token(hours: 1);

        host.Time.Advance(TimeSpan.FromMinutes(59));
        using var before = await host.Send("GET", "/operators/rooms", token);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        using var after = await host.Send("GET", "/operators/rooms", token);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal("staff-token-invalid", await after.Problem());
    }

    [Fact]
    public async Task Tokens_outlive_a_restart_because_the_key_is_stored()
    {
        string token;
        await using (var before = await AdminHost.Open(folder))
        {
            token = await before.Token();
        }

        await using var after = await AdminHost.Open(folder);
        using var answer = await after.Send("GET", "/operators/rooms", token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("emperor", "kim", 1)]
    [InlineData(StaffRole.Agent, "", 1)]
    [InlineData(StaffRole.Agent, "two words", 1)]
    [InlineData(StaffRole.Agent, "kim", 0)]
    [InlineData(StaffRole.Agent, "kim", 169)]
    public async Task No_token_is_made_that_would_not_be_accepted(string role, string subject, double hours)
    {
        await using var host = await AdminHost.Open(folder);
        await Assert.ThrowsAsync<ArgumentException>(() => host.Token(role, subject, hours));
    }

    private static async Task<string> Ticket(AdminHost host)
    {
        using var joined = await host.Send("POST", "/rooms/impfung/tickets", null, null, null, ("Waiting-Room-Browser", Secret));
        return (await joined.Json()).GetProperty("ticket").GetString()!;
    }
}
