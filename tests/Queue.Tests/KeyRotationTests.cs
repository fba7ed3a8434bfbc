using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Queue.Keys;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Storage;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests;

public sealed class KeyRotationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Two_nodes_rotate_together_and_whatever_one_signs_the_other_knew_ten_minutes_before()
    {
        await using var store = await Store.OpenAsync(new StorageOptions { DataFolder = folder.Path });
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
        SigningKeys Node() => new(store.Documents, Options.Create(new QueueOptions { KeyRotationPeriod = TimeSpan.FromHours(6) }), time, NullLogger<SigningKeys>.Instance);
        SigningKeys[] nodes = [Node(), Node()];
        var published = new Dictionary<string, DateTimeOffset>[] { [], [] };
        var lastSigned = new Dictionary<string, DateTimeOffset>();
        var most = 0;
        for (var minute = 0; minute < 36 * 60; minute++)
        {
            await Task.WhenAll(nodes.Select(node => node.LoadAsync(default)));
            var now = time.GetUtcNow();
            for (var n = 0; n < nodes.Length; n++)
            {
                foreach (var key in nodes[n].Admission.Stored.Keys)
                {
                    published[n].TryAdd(key.Kid, now);
                }
            }

            foreach (var signer in nodes)
            {
                var kid = signer.Admission.Signing.Key.KeyId;
                lastSigned[kid] = now;
                Assert.All(published, seen => Assert.True(minute == 0 || seen.Values.Min() == seen[kid] || now - seen[kid] >= TimeSpan.FromMinutes(10), $"{kid} signed at {now}"));
            }

            // What was signed within a pass's life is still verified by both.
            foreach (var (kid, at) in lastSigned.Where(signed => now - signed.Value <= TimeSpan.FromHours(2)))
            {
                Assert.All(nodes, node => Assert.Contains(node.Admission.Verifying, key => key.KeyId == kid));
            }

            most = Math.Max(most, nodes[0].Admission.Stored.Keys.Count);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(lastSigned.Count, 5, 7);
        Assert.InRange(most, 2, 3);
        // Tickets outlive all that.
        Assert.True(nodes[0].Ticket.Stored.Keys.Count >= 5);
    }

    [Fact]
    public async Task A_ticket_of_a_retired_secret_still_keeps_its_place()
    {
        await using var host = await QueueHost.Start(folder);
        var visitor = host.NewVisitor();
        await visitor.Join();
        var before = visitor.Ticket;
        Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<IOptions<QueueOptions>>(host.Services).Value.KeyRotationPeriod = TimeSpan.FromHours(1);
        host.Time.Advance(TimeSpan.FromMinutes(61));
        var keys = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<SigningKeys>(host.Services);
        await keys.LoadAsync(default);
        host.Time.Advance(TimeSpan.FromMinutes(20));
        await host.Tick();
        Assert.Equal(2, keys.Ticket.Stored.Keys.Count);

        using var again = await visitor.Post("/rooms/impfung/tickets", before);
        Assert.Equal(1, (await again.Json()).GetProperty("number").GetInt64());
        var anew = (await again.Json()).GetProperty("ticket").GetString();
        Assert.NotEqual(new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(before).Kid, new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(anew).Kid);
        using var claim = await visitor.Claim(ticket: before);
        // Time may have cost the turn, but not the ticket: a stranger's would be refused as forged.
        Assert.True(claim.IsSuccessStatusCode || await claim.Problem() == "turn-lost");
    }
}
