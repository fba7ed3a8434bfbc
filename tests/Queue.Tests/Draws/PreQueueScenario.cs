using System.Net;
using Microsoft.AspNetCore.Http;
using WaitingRoom.Grains.Draws;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Draws;

/// <summary>Scenario 6: people who came before the opening are drawn, later ones are served in order of arrival; nothing that a browser or the server does changes a place or gives a second one.</summary>
public sealed class PreQueueScenario : IDisposable
{
    private const int Early = 150;
    private const int AfterRestart = 10;
    private const int Late = 20;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Scenario_06_pre_queue()
    {
        await using var beacon = await BeaconServer.Start();
        beacon.Answer = _ => Results.NotFound();
        var people = new List<(Visitor Visitor, long Number)>();
        string address;
        Microsoft.Extensions.Time.Testing.FakeTimeProvider time;
        string commitment;
        await using (var host = await DrawHost.Start(folder, beacon))
        {
            (address, time) = (host.Address, host.Time);
            // Promised before anybody can come.
            var promise = await host.DrawJson();
            commitment = promise.GetProperty("commitment").GetString()!;
            Assert.Equal(("promised", $"drand:test/{beacon.Chain.RoundAtOrAfter(DrawHost.OpensAt)}", 0), (promise.GetProperty("state").GetString(), promise.GetProperty("beacon").GetString(), promise.GetProperty("count").GetInt32()));
            using (var early = await host.NewVisitor().Post("/rooms/impfung/tickets"))
            {
                Assert.Equal("too-early", await early.Problem());
                Assert.Equal(60, early.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
            }

            await host.AdvanceTo(DrawHost.PreQueueAt);
            var joined = await Task.WhenAll(Enumerable.Range(0, Early).Select(async _ =>
            {
                var visitor = host.NewVisitor();
                // Two tabs at once, then a reload with the ticket, then another tab without.
                var numbers = await Task.WhenAll((visitor with { }).Join(), visitor.Join());
                using var reload = await visitor.Post("/rooms/impfung/tickets", visitor.Ticket);
                var again = await (visitor with { Ticket = null }).Join();
                Assert.Equal(HttpStatusCode.OK, reload.StatusCode);
                Assert.Single(numbers.Append(again).Append((await reload.Json()).GetProperty("number").GetInt64()).Distinct());
                return (visitor, again);
            }));
            people.AddRange(joined);
            Assert.Equal(Enumerable.Range(1, Early).Select(i => (long)i), people.Select(p => p.Number).Order());
            Assert.InRange(host.Grains.Asked["Enter"], 1, Early - 1);
            using var receipt = await host.Get("/rooms/impfung/receipts/1");
            Assert.Equal("roster-open", await receipt.Problem());
        }

        await using (var host = await DrawHost.Start(folder, beacon, address: address, time: time))
        {
            // A restart: with and without the ticket the number is the same, and the promise too.
            foreach (var (visitor, number) in people.Take(20))
            {
                Assert.Equal(number, await (visitor with { Client = host.Client, Ticket = null }).Join());
                using var with = await (visitor with { Client = host.Client }).Post("/rooms/impfung/tickets", visitor.Ticket);
                Assert.Equal(number, (await with.Json()).GetProperty("number").GetInt64());
            }

            for (var i = 0; i < AfterRestart; i++)
            {
                var visitor = host.NewVisitor();
                people.Add((visitor, await visitor.Join()));
                Assert.Equal(Early + i + 1, people[^1].Number);
            }

            Assert.Equal(commitment, (await host.DrawJson()).GetProperty("commitment").GetString());

            // The opening has come and the beacon has not: the roster is closed, everybody waits, late ones queue up behind.
            await host.AdvanceTo(DrawHost.OpensAt);
            await host.Seconds(3);
            Assert.Equal(RoomPhase.AwaitingDraw, await host.Phase());
            var waiting = await host.DrawJson();
            Assert.Equal("awaiting-draw", waiting.GetProperty("state").GetString());
            Assert.False(waiting.TryGetProperty("secret", out _));
            Assert.Equal(Early + AfterRestart, waiting.GetProperty("count").GetInt32());
            using (var claim = await (people[0].Visitor with { Client = host.Client }).Claim())
            {
                Assert.Equal(HttpStatusCode.Conflict, claim.StatusCode);
            }

            var late = new List<(Visitor Visitor, long Number)>();
            for (var i = 0; i < Late; i++)
            {
                var visitor = host.NewVisitor();
                late.Add((visitor, await visitor.Join()));
            }

            Assert.Equal(Enumerable.Range(Early + AfterRestart + 1, Late).Select(i => (long)i), late.Select(p => p.Number));
            // Somebody who was there before and lost the ticket comes back to the old number, not to a second one.
            Assert.Equal(people[7].Number, await (people[7].Visitor with { Client = host.Client, Ticket = null }).Join());

            beacon.Answer = BeaconServer.Round;
            await host.Seconds(2);
            Assert.Equal(RoomPhase.Open, await host.Phase());
            var file = await host.DrawnFile();
            Assert.All(DrawCheck.Of(file), finding => Assert.True(finding.Holds, finding.Says));
            Assert.Equal((commitment, waiting.GetProperty("rosterRoot").GetString()), (file.Commitment, file.RosterRoot));
            Assert.Equal(BeaconServer.RandomnessOf(beacon.Chain.RoundAtOrAfter(DrawHost.OpensAt)), file.BeaconValue);

            await AssertServedByPlace(host, [.. people, .. late], file);
        }

        await using (var host = await DrawHost.Start(folder, beacon, address: address, time: time))
        {
            Assert.All(DrawCheck.Of(await host.DrawnFile()), finding => Assert.True(finding.Holds, finding.Says));
            Assert.Equal(people[7].Number, await (people[7].Visitor with { Client = host.Client, Ticket = null }).Join());
        }
    }

    /// <summary>Exactly those come in whose place has been called: a drawn one for the early, the own number for the late.</summary>
    private static async Task AssertServedByPlace(QueueHost host, IReadOnlyList<(Visitor Visitor, long Number)> people, DrawFile file)
    {
        var places = new Permutation(Convert.FromHexString(file.Seed!), file.Count).All().Select(place => place + 1).ToArray();
        for (var i = 0; i < 5; i++)
        {
            await host.Tick();
        }

        var serving = (await host.State()).Serving;
        Assert.InRange(serving, 10, Early - 1);
        var outOfOrder = 0;
        foreach (var (visitor, number) in people)
        {
            var place = number <= file.Count ? places[number - 1] : number;
            outOfOrder += place <= serving != number <= serving ? 1 : 0;
            using var claim = await (visitor with { Client = host.Client }).Claim();
            // The door has a pace: whoever is called may have to knock twice.
            var called = claim.StatusCode == HttpStatusCode.Created || await claim.Problem() == "one-moment";
            Assert.Equal((place, place <= serving), (place, called));
        }

        Assert.True(outOfOrder > 0, "The order of arrival was served; the draw changed nothing.");
    }
}
