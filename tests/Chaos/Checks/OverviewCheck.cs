using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using WaitingRoom.Chaos.Nodes;

namespace WaitingRoom.Chaos.Checks;

/// <summary>Once nobody books any more, every node's overview says what the database says, within the given time.</summary>
internal sealed class OverviewCheck(NodeRing nodes, FactReader reader, TimeProvider time)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>Holds run out also when nobody books: what changed so lately may still be on its way to a node.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(2);

    /// <param name="since">When the load ended.</param>
    public async Task<IReadOnlyList<Violation>> CheckAsync(long since, TimeSpan within, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(BetweenLooks, time);
        var known = new Dictionary<string, (SlotCounts Counts, long Since)>();
        while (true)
        {
            var elapsed = time.GetElapsedTime(since);
            foreach (var (name, counts) in Expected(await reader.RowsAsync(cancellation)))
            {
                if (!known.TryGetValue(name, out var before) || before.Counts != counts)
                {
                    known[name] = (counts, known.ContainsKey(name) ? time.GetTimestamp() : since);
                }
            }

            var expected = known.Where(day => day.Value.Since == since || time.GetElapsedTime(day.Value.Since) > OnItsWay).ToDictionary(day => day.Key, day => day.Value.Counts);
            var differing = new List<Violation>();
            foreach (var node in nodes.All)
            {
                if (Difference(await OfAsync(node, cancellation), expected) is { } difference)
                {
                    differing.Add(new Violation("overview", string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:F1} s after the load node {node.Index} says {difference}")));
                }
            }

            if (differing.Count == 0 || elapsed > within)
            {
                return differing;
            }

            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    private static Dictionary<string, SlotCounts> Expected(IReadOnlyList<DayRow> rows)
    {
        var totals = new Dictionary<string, SlotCounts>();
        foreach (var (day, _, slots) in rows.Select(row => (row.Day, row.Version, row.Slots)))
        {
            foreach (var vaccine in slots.GroupBy(slot => slot.Key[(slot.Key.IndexOf('-', StringComparison.Ordinal) + 1)..], slot => slot.Value))
            {
                totals[$"{day}/{vaccine.Key}"] = new SlotCounts(vaccine.Sum(slot => slot.Web), 0, vaccine.Sum(slot => slot.Held), vaccine.Sum(slot => slot.Capacity));
            }
        }

        return totals;
    }

    private static async Task<Dictionary<string, SlotCounts>> OfAsync(Node node, CancellationToken cancellation)
    {
        var overview = await node.Http.GetFromJsonAsync<JsonElement>(new Uri("/availability", UriKind.Relative), cancellation);
        var from = DateOnly.ParseExact(overview.GetProperty("from").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var totals = new Dictionary<string, SlotCounts>();
        foreach (var centre in overview.GetProperty("centres").EnumerateArray())
        {
            foreach (var vaccine in centre.GetProperty("vaccines").EnumerateArray())
            {
                var (free, held, capacity) = (vaccine.GetProperty("free"), vaccine.GetProperty("held"), vaccine.GetProperty("capacity"));
                for (var i = 0; i < free.GetArrayLength(); i++)
                {
                    var name = string.Create(CultureInfo.InvariantCulture, $"{centre.GetProperty("centre").GetString()}/{from.AddDays(i):yyyy-MM-dd}/{vaccine.GetProperty("vaccine").GetString()}");
                    totals[name] = new SlotCounts(free[i].GetInt32(), 0, held[i].GetInt32(), capacity[i].GetInt32());
                }
            }
        }

        return totals;
    }

    private static string? Difference(Dictionary<string, SlotCounts> told, Dictionary<string, SlotCounts> expected)
    {
        foreach (var (name, counts) in expected)
        {
            if (told.GetValueOrDefault(name) != counts)
            {
                return $"{name}: {told.GetValueOrDefault(name)?.ToString() ?? "nothing"} and the database {counts}";
            }
        }

        return null;
    }
}
