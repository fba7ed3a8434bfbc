using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using WaitingRoom.Queue.Keys;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Gate;

/// <summary>Scenario 5 by a library that is not ours (npm jose, see tests/jose), which reads our key set from the running server.</summary>
public sealed class IndependentLibraryTests
{
    [Fact]
    public async Task It_accepts_the_real_admission_and_refuses_each_game()
    {
        using var folder = new TemporaryFolder();
        await using var queue = await QueueHost.Start(folder);
        var visitor = queue.NewVisitor();
        await visitor.Join();
        await queue.Tick();
        var real = await visitor.Admission();
        var parts = real.Split('.');
        var kid = new JsonWebToken(real).Kid;
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var published = await queue.Get("/.well-known/jwks.json");
        var publicText = await published.Content.ReadAsByteArrayAsync();

        string With(Action<JsonObject> change, string type = "wr-admission+jwt")
        {
            var claims = JsonNode.Parse(ClaimingTests.Decode(parts[1]))!.AsObject();
            change(claims);
            return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
                claims.ToJsonString(), queue.Services.GetRequiredService<SigningKeys>().Admission.Signing, new Dictionary<string, object> { ["typ"] = type });
        }

        (string Name, string Token, string Secret, string Expected)[] cases =
        [
            ("real", real, visitor.Secret, "accepted"),
            ("signature", $"{parts[0]}.{parts[1]}.{ClaimingTests.Flip(parts[2])}", visitor.Secret, "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"),
            ("payload", $"{parts[0]}.{ClaimingTests.Encode(ClaimingTests.Decode(parts[1]).Replace("impfung", "impfunh", StringComparison.Ordinal))}.{parts[2]}", visitor.Secret, "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"),
            ("stranger", ClaimingTests.Resign(real, new SigningCredentials(new ECDsaSecurityKey(stranger) { KeyId = kid }, "ES256")), visitor.Secret, "ERR_JWS_SIGNATURE_VERIFICATION_FAILED"),
            ("unknown key", ClaimingTests.Resign(real, new SigningCredentials(new ECDsaSecurityKey(stranger) { KeyId = "invented" }, "ES256")), visitor.Secret, "ERR_JWKS_NO_MATCHING_KEY"),
            ("none", $"{ClaimingTests.Encode($$"""{"alg":"none","typ":"wr-admission+jwt","kid":"{{kid}}"}""")}.{parts[1]}.", visitor.Secret, "ERR_JOSE_ALG_NOT_ALLOWED"),
            ("public key as secret", ClaimingTests.Resign(real, new SigningCredentials(new SymmetricSecurityKey(publicText) { KeyId = kid }, "HS256")), visitor.Secret, "ERR_JOSE_ALG_NOT_ALLOWED"),
            ("issuer", With(claims => claims["iss"] = "https://elsewhere.example"), visitor.Secret, "ERR_JWT_CLAIM_VALIDATION_FAILED"),
            ("audience", With(claims => claims["aud"] = "wr-elsewhere"), visitor.Secret, "ERR_JWT_CLAIM_VALIDATION_FAILED"),
            ("kind", With(_ => { }, "wr-pass+jwt"), visitor.Secret, "ERR_JWT_CLAIM_VALIDATION_FAILED"),
            ("expired", With(claims => claims["exp"] = queue.Time.GetUtcNow().AddSeconds(-1).ToUnixTimeSeconds()), visitor.Secret, "ERR_JWT_EXPIRED"),
            ("endless", With(claims => claims.Remove("exp")), visitor.Secret, "ERR_JWT_CLAIM_VALIDATION_FAILED"),
            ("room", With(claims => claims["room"] = "reise"), visitor.Secret, "another room"),
            ("browser", real, queue.NewVisitor().Secret, "another browser"),
        ];
        var question = JsonSerializer.Serialize(new
        {
            jwks = queue.Address + "/.well-known/jwks.json",
            issuer = queue.Address,
            now = queue.Time.GetUtcNow().ToUnixTimeSeconds(),
            cases = cases.Select(one => new { name = one.Name, token = one.Token, secret = one.Secret }),
        });

        await Run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], "");
        var answers = JsonNode.Parse(await Run("node", ["verify.mjs"], question))!.AsObject();
        Assert.Equal(cases.Select(one => (one.Name, one.Expected)), answers.Select(answer => (answer.Key, answer.Value!.GetValue<string>())));
    }

    private static async Task<string> Run(string program, string[] arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Path.Combine(RepositoryRoot.Find()!, "tests", "jose"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {await errors}");
        return await output;
    }
}
