using System.Globalization;
using WaitingRoom.Chaos.Journal;
using WaitingRoom.Chaos.Load;
using WaitingRoom.Chaos.Nodes;

namespace WaitingRoom.Chaos.Checks;

/// <summary>
/// Asks the nodes for what was acknowledged, as its person would. In a cluster every node; where each node has writers of its own, the one that acknowledged last, because
/// another may go on showing what it knew until it has to write.
/// </summary>
internal sealed class BookingsOverHttp(NodeRing nodes, ChaosOptions options, TimeProvider time)
{
    /// <summary>Older ones are looked at by sample; the database was looked at for all.</summary>
    private const int MostOlder = 200;

    private const int AtOnce = 8;

    /// <summary>A session ends 30 minutes after it was handed out.</summary>
    private static readonly TimeSpan SessionLasts = TimeSpan.FromMinutes(25);

    public async Task<(int Asked, IReadOnlyList<Violation> Violations)> CheckAsync(ChaosJournal journal, DateTimeOffset since, Random random, CancellationToken cancellation)
    {
        var alive = journal.Bookings.Where(booking => time.GetUtcNow() - booking.At < SessionLasts).ToArray();
        var older = alive.Where(booking => booking.At < since).ToArray();
        random.Shuffle(older);
        var chosen = alive.Where(booking => booking.At >= since).Concat(older.Take(MostOlder))
            .SelectMany(booking => options.Host.SharesGrains ? nodes.All.Select(node => (booking, node)) : [(booking, nodes.All[booking.Node])]).ToArray();
        var violations = new List<Violation>();
        await Parallel.ForEachAsync(chosen, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (one, stop) =>
        {
            if (await CheckAsync(one.booking, one.node, stop) is { } violation)
            {
                lock (violations)
                {
                    violations.Add(violation);
                }
            }
        });
        return (chosen.Length, violations);
    }

    private async Task<Violation?> CheckAsync(BookingLog booking, Node node, CancellationToken stop)
    {
        var begun = time.GetTimestamp();
        // One node alone, for as long as a citizen has patience: it is healthy, or it is not.
        var asking = new Asking(new NodeRing([node], time), new Tally(), new Outages(time), options, time);
        var who = new Traveller(0, booking.Browser, booking.Address);
        var answer = await asking.AskAsync(who, new Call(HttpMethod.Get, $"/booking/bookings/{booking.Reference}") { Bearer = booking.Session }, stop);
        if (answer is null)
        {
            return new Violation("lost", $"node {node.Index} did not answer for {booking} in {time.GetElapsedTime(begun).TotalSeconds:F0} s");
        }

        if (answer.Succeeded)
        {
            var places = answer.Find("status") == "booked" ? Offered.Places(answer.Body!) : [];
            if (answer.Find("status") is "booked" or "cancelled" && booking.Allows(places))
            {
                return null;
            }
        }

        return new Violation("lost", string.Create(CultureInfo.InvariantCulture, $"node {node.Index} says {answer.Status} {answer.Problem} {answer.Body?.ToJsonString()} about {booking}"));
    }
}
