using WaitingRoom.Grains.Rooms;
using Xunit.Abstractions;

namespace WaitingRoom.Queue.Tests.Nodes;

/// <summary>The ceiling is the room's: however many nodes serve it and wherever people knock, no ten seconds admit more, and no fewer come in than at one node.</summary>
public sealed class CeilingOfSeveralNodesTests(ITestOutputHelper output)
{
    private const int MostNodes = 4;

    private static readonly TimeSpan Span = TimeSpan.FromSeconds(25);

    [Theory]
    [InlineData(30, 5, 11)]
    [InlineData(600, 40, 12)]
    [InlineData(1800, 60, 14)]
    public async Task No_ten_seconds_admit_more_than_the_ceiling_and_the_flow_is_that_of_one_node(int ceilingPerMinute, double arrivalsPerSecond, int seed)
    {
        var admitted = new List<int>();
        for (var count = 1; count <= MostNodes; count++)
        {
            var nodes = new SeveralNodes(new RoomSettings(ceilingPerMinute), seed, Uneven(arrivalsPerSecond, count)) { Lingering = TimeSpan.FromSeconds(1) };
            await nodes.Run(Span);
            Assert.True(FirstBreach(nodes.Room.Admissions, ceilingPerMinute) is null, $"{count} nodes, seed {seed}: {FirstBreach(nodes.Room.Admissions, ceilingPerMinute)}");
            admitted.Add(nodes.Room.Admissions.Count);
        }

        output.WriteLine($"Admitted by 1 to {MostNodes} nodes: {string.Join(", ", admitted)}");
        var expected = Math.Min(admitted[0], (int)(ceilingPerMinute * Span.TotalMinutes));
        // Each run has people of its own, who come a little earlier or later.
        Assert.All(admitted, count => Assert.True(count >= (expected * 0.95) - 2, $"{count} of {expected}"));
    }

    [Fact]
    public async Task Nodes_that_kept_the_ceiling_each_by_itself_would_break_it()
    {
        var admissions = new List<DateTimeOffset>();
        for (var node = 0; node < 2; node++)
        {
            var alone = new SeveralNodes(new RoomSettings(600), seed: 15 + node, [20]);
            await alone.Run(Span);
            Assert.Null(FirstBreach(alone.Room.Admissions, 600));
            admissions.AddRange(alone.Room.Admissions);
        }

        Assert.NotNull(FirstBreach([.. admissions.Order()], 600));
    }

    /// <summary>Most come to the first node.</summary>
    private static double[] Uneven(double arrivalsPerSecond, int nodes)
    {
        var parts = Enumerable.Range(1, nodes).Select(i => 1.0 / i).ToArray();
        return [.. parts.Select(part => arrivalsPerSecond * part / parts.Sum())];
    }

    private static string? FirstBreach(IReadOnlyList<DateTimeOffset> admissions, int ceilingPerMinute)
    {
        var most = AdmissionWindow.Most(ceilingPerMinute);
        for (var (first, last) = (0, 0); last < admissions.Count; last++)
        {
            while (admissions[last] - admissions[first] >= RoomLimits.StrictWindow)
            {
                first++;
            }

            if (last - first + 1 > most)
            {
                return $"{last - first + 1} within ten seconds up to {admissions[last]:O}";
            }
        }

        return null;
    }
}
