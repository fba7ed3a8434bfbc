using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using WaitingRoom.Gate;
using WaitingRoom.Queue.Keys;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Gate;

public sealed class AdmissionKeyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_key_made_later_is_found_but_invented_ones_cause_no_flood_of_questions()
    {
        await using var queue = await QueueHost.Start(folder);
        using var network = new Network();
        network.Publish(queue.Services.GetRequiredService<SigningKeys>().Admission.Stored.Keys);
        await using var service = await GuardedService.Start(queue.Address, queue.Time, gate => (gate.Backchannel, gate.KeysAddress) = (network, new Uri("http://127.0.0.1:1/jwks")));
        var visitor = queue.NewVisitor();
        await visitor.Join();
        await queue.Tick();
        var admission = await visitor.Admission();
        using var opens = await service.Enter(admission, visitor.Secret);
        Assert.Equal(HttpStatusCode.OK, opens.StatusCode);
        Assert.Equal(1, network.Questions);

        var newKey = StoredKey.NewPair(default);
        var byNewKey = ClaimingTests.Resign(admission, new SigningCredentials(newKey.ToJsonWebKey(), "ES256"));
        var refusals = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => service.Refusal(byNewKey, visitor.Secret)));
        Assert.All(refusals, refusal => Assert.Equal("admission-unknown-key", refusal));
        Assert.Equal(1, network.Questions);

        network.Publish([newKey]);
        queue.Time.Advance(AdmissionKeys.ShortestRefresh);
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => service.Enter(byNewKey, visitor.Secret)));
        Assert.All(all, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(2, network.Questions);

        // The old key is withdrawn.
        Assert.Equal("admission-unknown-key", await service.Refusal(admission, visitor.Secret));
    }

    [Fact]
    public async Task Known_keys_go_on_serving_while_the_waiting_room_cannot_be_reached()
    {
        await using var queue = await QueueHost.Start(folder);
        using var network = new Network();
        await using var service = await GuardedService.Start(queue.Address, queue.Time, gate => (gate.Backchannel, gate.KeysAddress) = (network, new Uri("http://127.0.0.1:1/jwks")));
        var visitor = queue.NewVisitor();
        await visitor.Join();
        await queue.Tick();

        // Never reached: nobody can be judged, and that is not the visitor's fault.
        using var unknown = await service.Enter(await visitor.Admission(), visitor.Secret);
        Assert.Equal("admission-keys-unavailable", await unknown.Problem());
        Assert.Equal(TimeSpan.FromSeconds(5), unknown.Headers.RetryAfter!.Delta);

        network.Publish(queue.Services.GetRequiredService<SigningKeys>().Admission.Stored.Keys);
        queue.Time.Advance(AdmissionKeys.ShortestRefresh);
        using var reached = await service.Enter(await visitor.Admission(), visitor.Secret);
        Assert.Equal(HttpStatusCode.OK, reached.StatusCode);

        network.Fail();
        queue.Time.Advance(AdmissionKeys.Fresh * 3);
        for (var i = 0; i < 3; i++)
        {
            // Others: the first visit is over by now.
            var other = queue.NewVisitor();
            await other.Join();
            await queue.Tick();
            using var still = await service.Enter(await other.Admission(), other.Secret);
            Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        }
    }

    [Fact]
    public async Task Keys_from_a_configuration_of_another_issuer_are_not_taken()
    {
        await using var queue = await QueueHost.Start(folder);
        await using var service = await GuardedService.Start(queue.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), queue.Time);
        var visitor = queue.NewVisitor();
        await visitor.Join();
        await queue.Tick();
        Assert.Equal("admission-keys-unavailable", await service.Refusal(await visitor.Admission(), visitor.Secret));
    }

    [Fact]
    public async Task Keys_do_not_cross_the_network_in_the_clear()
    {
        await using var queue = await QueueHost.Start(folder);
        using var network = new Network();
        network.Publish(queue.Services.GetRequiredService<SigningKeys>().Admission.Stored.Keys);
        await using var service = await GuardedService.Start(
            queue.Address, queue.Time, gate => (gate.Backchannel, gate.KeysAddress, gate.PlainHttp) = (network, new Uri("http://keys.example/jwks"), false));
        var visitor = queue.NewVisitor();
        await visitor.Join();
        await queue.Tick();
        Assert.Equal("admission-keys-unavailable", await service.Refusal(await visitor.Admission(), visitor.Secret));
        Assert.Equal(0, network.Questions);
    }

    /// <summary>The way to the waiting room, which may fail.</summary>
    private sealed class Network : HttpMessageHandler
    {
        private string? keySet;
        private int questions;

        public int Questions => Volatile.Read(ref questions);

        public void Publish(IEnumerable<StoredKey> keys) =>
            keySet = JsonSerializer.Serialize(new { keys = keys.Select(key => new { kty = key.Kty, use = "sig", alg = key.Alg, kid = key.Kid, crv = key.Crv, x = key.X, y = key.Y }) });

        public void Fail() => keySet = null;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref questions);
            return keySet is null
                ? throw new HttpRequestException("There is no way to the waiting room.")
                : Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(keySet, Encoding.UTF8, "application/json") });
        }
    }
}
