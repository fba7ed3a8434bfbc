using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using WaitingRoom.Queue.Keys;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Gate;

/// <summary>Scenario 5: every game with a token ends at the gate, each with its own name.</summary>
public sealed class TokenGameTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string> secrets = [];
    private QueueHost queue = null!;
    private GuardedService service = null!;
    private Visitor visitor = null!;
    private string admission = "";

    public async Task InitializeAsync()
    {
        queue = await QueueHost.Start(folder);
        service = await GuardedService.Start(queue.Address, queue.Time);
        visitor = queue.NewVisitor();
        await visitor.Join();
        await queue.Tick();
        admission = await visitor.Admission();
        secrets.AddRange([visitor.Secret, visitor.Ticket!, admission, .. admission.Split('.')[1..]]);
    }

    /// <summary>After each game: none of the secrets that were in play stands in a log of either side.</summary>
    public async Task DisposeAsync()
    {
        try
        {
            Assert.Contains("/booking/sessions", service.Log.Text, StringComparison.Ordinal);
            foreach (var secret in secrets)
            {
                Assert.DoesNotContain(secret, service.Log.Text, StringComparison.Ordinal);
                Assert.DoesNotContain(secret, queue.Log.Text, StringComparison.Ordinal);
            }
        }
        finally
        {
            await service.DisposeAsync();
            await queue.DisposeAsync();
            folder.Dispose();
        }
    }

    [Fact]
    public async Task The_right_admission_opens_by_header_and_by_cookie()
    {
        using var byHeader = await service.Enter(admission, visitor.Secret);
        using var byCookie = await service.Enter(admission, visitor.Secret, byCookie: true);
        Assert.Equal($"impfung {new JsonWebToken(admission).Id}", await byHeader.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, byCookie.StatusCode);
    }

    [Fact]
    public async Task None() => Assert.Equal("admission-missing", await service.Refusal(null, visitor.Secret));

    [Fact]
    public async Task Forged()
    {
        var parts = admission.Split('.');
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var known = new ECDsaSecurityKey(stranger) { KeyId = new JsonWebToken(admission).Kid };

        await Refused("admission-forged", $"{parts[0]}.{parts[1]}.{ClaimingTests.Flip(parts[2])}");
        await Refused("admission-forged", $"{parts[0]}.{ClaimingTests.Encode(ClaimingTests.Decode(parts[1]).Replace("impfung", "impfunh", StringComparison.Ordinal))}.{parts[2]}");
        await Refused("admission-forged", ClaimingTests.Resign(admission, new SigningCredentials(known, "ES256")));
        await Refused("admission-forged", With(claims => claims["iss"] = "https://elsewhere.example"));
        await Refused("admission-forged", With(claims => claims.Remove("jti")));
        await Refused("admission-forged", "nonsense");
        await Refused("admission-forged", "a.b.c");
        await Refused("admission-forged", "....");
        await Refused("admission-forged", new string('a', 8000));
    }

    [Fact]
    public async Task The_algorithm_changed_to_none()
    {
        var payload = admission.Split('.')[1];
        await Refused("admission-forged", $"{Header("none")}.{payload}.");
        await Refused("admission-forged", $"{Header("None")}.{payload}.{admission.Split('.')[2]}");
    }

    [Fact]
    public async Task The_algorithm_changed_to_HS256_with_the_public_key_as_secret()
    {
        using var answer = await queue.Get("/.well-known/jwks.json");
        var text = await answer.Content.ReadAsStringAsync();
        var key = new JsonWebKeySet(text).Keys[0];
        using var open = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = Base64UrlEncoder.DecodeBytes(key.X), Y = Base64UrlEncoder.DecodeBytes(key.Y) } });
        foreach (var secret in new[] { Encoding.UTF8.GetBytes(text), open.ExportSubjectPublicKeyInfo(), Encoding.UTF8.GetBytes(open.ExportSubjectPublicKeyInfoPem()), Base64UrlEncoder.DecodeBytes(key.X) })
        {
            await Refused("admission-forged", ClaimingTests.Resign(admission, new SigningCredentials(new SymmetricSecurityKey(secret) { KeyId = key.Kid }, "HS256")));
        }
    }

    [Fact]
    public async Task The_key_is_unknown()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await Refused("admission-unknown-key", ClaimingTests.Resign(admission, new SigningCredentials(new ECDsaSecurityKey(stranger) { KeyId = "invented" }, "ES256")));
        await Refused("admission-unknown-key", ClaimingTests.Resign(admission, new SigningCredentials(new ECDsaSecurityKey(stranger), "ES256")));
    }

    [Fact]
    public async Task A_ticket_used_as_admission() => await Refused("admission-wrong-kind", visitor.Ticket!);

    [Fact]
    public async Task An_admission_to_something_else() => await Refused("admission-wrong-kind", With(claims => claims["aud"] = "wr-elsewhere"));

    [Fact]
    public async Task Of_another_room()
    {
        var other = queue.NewVisitor();
        await other.Join(QueueHost.OtherRoom);
        await queue.Tick();
        using var claim = await other.Claim(QueueHost.OtherRoom);
        Assert.Equal("admission-wrong-room", await service.Refusal((await claim.Json()).GetProperty("admission").GetString(), other.Secret));
    }

    [Fact]
    public async Task Copied_to_another_browser()
    {
        Assert.Equal("admission-wrong-browser", await service.Refusal(admission, queue.NewVisitor().Secret));
        Assert.Equal("admission-wrong-browser", await service.Refusal(admission, null));
        await Refused("admission-wrong-browser", With(claims => claims.Remove("cnf")));
        await Refused("admission-wrong-browser", With(claims => claims["cnf"] = "text"));
    }

    [Fact]
    public async Task Expired()
    {
        queue.Time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(9));
        using var withinSkew = await service.Enter(admission, visitor.Secret);
        Assert.Equal(HttpStatusCode.OK, withinSkew.StatusCode);

        queue.Time.Advance(TimeSpan.FromSeconds(2));
        await Refused("admission-expired", admission);
        await Refused("admission-expired", With(claims => claims.Remove("exp")));

        // Claimed again it opens again, as the same admission.
        var again = await visitor.Admission();
        using var renewed = await service.Enter(again, visitor.Secret);
        Assert.EndsWith(new JsonWebToken(admission).Id, await renewed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_person_is_sent_to_the_waiting_page_and_rid_of_the_useless_cookie()
    {
        queue.Time.Advance(TimeSpan.FromHours(1));
        using var answer = await service.Enter(admission, visitor.Secret, "text/html,application/xhtml+xml,*/*;q=0.8", byCookie: true);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(queue.Address + "/rooms/impfung", answer.Headers.Location!.ToString());
        Assert.StartsWith("wr-admission=; expires=Thu, 01 Jan 1970", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_is_told_how_to_authenticate()
    {
        using var none = await service.Enter(null, null);
        using var forged = await service.Enter("nonsense", null);
        Assert.Equal("Bearer", none.Headers.WwwAuthenticate.ToString());
        Assert.Equal("Bearer error=\"invalid_token\"", forged.Headers.WwwAuthenticate.ToString());
    }

    private async Task Refused(string problem, string token)
    {
        if (token.Length > 100)
        {
            secrets.Add(token);
        }

        Assert.Equal(problem, await service.Refusal(token, visitor.Secret));
    }

    private string Header(string algorithm) => ClaimingTests.Encode($$"""{"alg":"{{algorithm}}","typ":"wr-admission+jwt","kid":"{{new JsonWebToken(admission).Kid}}"}""");

    /// <summary>The admission with other claims, signed by the waiting room's real key: only the gate's own rules can refuse it.</summary>
    private string With(Action<System.Text.Json.Nodes.JsonObject> change)
    {
        var claims = System.Text.Json.Nodes.JsonNode.Parse(ClaimingTests.Decode(admission.Split('.')[1]))!.AsObject();
        change(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            claims.ToJsonString(), queue.Services.GetRequiredService<SigningKeys>().Admission.Signing, new Dictionary<string, object> { ["typ"] = "wr-admission+jwt" });
    }
}
