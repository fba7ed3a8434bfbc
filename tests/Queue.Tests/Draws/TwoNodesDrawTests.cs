using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Draws;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Draws;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Draws;

/// <summary>A pre-queue with two doors: whichever node people come to, a browser has one number, the receipts hold, and one draw is drawn.</summary>
public sealed class TwoNodesDrawTests : IDisposable
{
    private const string Beacon = "operator:numbers of the evening";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_browser_has_the_number_of_its_first_ticket_whichever_node_it_asks()
    {
        await using var one = await DrawHost.Start(folder, null, Beacon);
        await using var other = await QueueHost.Start(folder, beside: one);
        await one.AdvanceTo(DrawHost.PreQueueAt);
        await Steps(one, other);
        var people = new List<(Visitor Visitor, long Number)>();
        for (var i = 0; i < 6; i++)
        {
            var visitor = (i % 2 == 0 ? one : other).NewVisitor();
            people.Add((visitor, await visitor.Join()));
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], people.Select(p => p.Number));
        // A second later, without the ticket and at the other node.
        await Steps(one, other);
        foreach (var (visitor, number) in people)
        {
            Assert.Equal(number, await (visitor with { Client = Other(visitor, one, other), Ticket = null }).Join());
        }

        Assert.Equal(6, (await one.State()).Roster.Count);

        // At both in the same moment: two tickets are in the roster, and the first is the browser's for ever.
        var hasty = one.NewVisitor();
        var first = await hasty.Join();
        Assert.Equal(first, await (hasty with { Client = other.Client }).Join());
        Assert.Equal((7, 8), (first, (await one.State()).Roster.Count));
        Assert.Equal(9, await other.NewVisitor().Join());

        await Draw(one, other);
        var draw = (await one.State()).Draw!;
        Assert.Equal(9, draw.Count);
        foreach (var host in new[] { one, other })
        {
            Assert.All(DrawCheck.Of(await host.DrawnFile()), finding => Assert.True(finding.Holds, finding.Says));
            foreach (var (visitor, number) in people)
            {
                using var receipt = await host.Get($"/rooms/impfung/receipts/{number}");
                Assert.Equal(draw.RosterRoot, (await receipt.Json()).GetProperty("root").GetString());
                Assert.Equal(number, await (visitor with { Client = host.Client, Ticket = null }).Join());
            }
        }
    }

    [Fact]
    public async Task Both_nodes_promise_and_draw_and_the_room_does_so_once()
    {
        await using var one = await DrawHost.Start(folder, null, Beacon);
        await using var other = await QueueHost.Start(folder, beside: one);
        await Steps(one, other);
        var promised = (await one.State()).Commitment;
        await one.AdvanceTo(DrawHost.PreQueueAt);
        await one.NewVisitor().Join();
        await Draw(one, other);

        Assert.Equal(promised, (await one.State()).Draw!.Commitment);
        Assert.Equal((await one.DrawJson()).ToString(), (await other.DrawJson()).ToString());
        Assert.All(new[] { one, other }, host => Assert.DoesNotContain("cannot promise or hold", host.Log.Text, StringComparison.Ordinal));
    }

    private static HttpClient Other(Visitor visitor, QueueHost one, QueueHost other) => ReferenceEquals(visitor.Client, one.Client) ? other.Client : one.Client;

    /// <summary>A second passes at both.</summary>
    private static async Task Steps(QueueHost one, QueueHost other)
    {
        one.Time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(one.StepDraw(), other.StepDraw());
    }

    private static async Task Draw(QueueHost one, QueueHost other)
    {
        await one.AdvanceTo(DrawHost.OpensAt);
        var value = """{"value":"7 12 23 31 42 49","enteredBy":"olga","at":"2026-01-05T08:02:00Z"}"""u8.ToArray();
        Assert.True(await one.Services.GetRequiredService<IDocuments>().Put(OperatorBeacon.DocumentOf(DrawHost.Room), 0, value));
        await Steps(one, other);
        await Steps(one, other);
        Assert.NotNull((await one.State()).Draw);
    }
}
