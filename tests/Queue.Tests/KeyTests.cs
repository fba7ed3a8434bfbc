using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using WaitingRoom.Queue.Keys;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Storage;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests;

public sealed class KeyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Processes_that_start_together_agree_on_the_keys()
    {
        await using var store = await Store.OpenAsync(new StorageOptions { DataFolder = folder.Path });
        var all = Enumerable.Range(0, 8).Select(_ => new SigningKeys(store.Documents, Options.Create(new QueueOptions()), new FakeTimeProvider(), NullLogger<SigningKeys>.Instance)).ToList();

        await Task.WhenAll(all.Select(keys => Task.Run(() => keys.LoadAsync(CancellationToken.None))));

        Assert.Single(all.Select(keys => keys.Ticket.Signing.Key.KeyId).Distinct());
        Assert.Single(all.Select(keys => keys.Admission.Signing.Key.KeyId).Distinct());
    }

    [Fact]
    public async Task The_public_key_set_verifies_and_holds_nothing_private()
    {
        await using var host = await QueueHost.Start(folder);
        using var answer = await host.Get("/.well-known/jwks.json");
        var text = await answer.Content.ReadAsStringAsync();
        var stored = host.Services.GetRequiredService<SigningKeys>();

        Assert.Equal("public, max-age=300", answer.Headers.CacheControl!.ToString());
        var key = Assert.Single(new JsonWebKeySet(text).Keys);
        Assert.Equal(("EC", "ES256", "sig", "P-256"), (key.Kty, key.Alg, key.Use, key.Crv));
        Assert.False(key.HasPrivateKey);
        Assert.DoesNotContain(stored.Admission.Stored.Keys[0].D!, text, StringComparison.Ordinal);
        Assert.DoesNotContain(stored.Ticket.Stored.Keys[0].K!, text, StringComparison.Ordinal);
        Assert.Equal(key.Kid, Base64UrlEncoder.Encode(key.ComputeJwkThumbprint()));
        var data = Encoding.ASCII.GetBytes("signed");
        using var pair = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Base64UrlEncoder.DecodeBytes(stored.Admission.Stored.Keys[0].D), Q = new() { X = Base64UrlEncoder.DecodeBytes(key.X), Y = Base64UrlEncoder.DecodeBytes(key.Y) } });
        using var open = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = Base64UrlEncoder.DecodeBytes(key.X), Y = Base64UrlEncoder.DecodeBytes(key.Y) } });
        Assert.True(open.VerifyData(data, pair.SignData(data, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256));
    }

    [Fact]
    public async Task The_configuration_leads_to_the_key_set()
    {
        await using var host = await QueueHost.Start(folder);
        using var answer = await host.Get("/.well-known/openid-configuration");
        var body = await answer.Json();
        Assert.Equal(host.Address, body.GetProperty("issuer").GetString());
        Assert.Equal(host.Address + "/.well-known/jwks.json", body.GetProperty("jwks_uri").GetString());
    }

    [Fact]
    public void A_key_never_prints_itself()
    {
        foreach (var key in new[] { StoredKey.NewSecret(default), StoredKey.NewPair(default) })
        {
            var printed = $"{key} {new StoredKeySet([key])}";
            Assert.DoesNotContain(key.K ?? key.D!, printed, StringComparison.Ordinal);
            Assert.Contains(key.Kid, key.ToString(), StringComparison.Ordinal);
        }
    }
}
