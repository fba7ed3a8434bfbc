using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using WaitingRoom.Grains.Draws;
using Xunit.Abstractions;

namespace WaitingRoom.Queue.Tests.Draws;

public sealed class PermutationTests(ITestOutputHelper output)
{
    [Property(MaxTest = 300)]
    public Property No_two_tickets_share_a_place() => Prop.ForAll(
        Gen.Choose(1, 3000).Zip(Gen.Choose(0, int.MaxValue)).ToArbitrary(),
        drawn =>
        {
            var (count, seed) = drawn;
            var places = new Permutation(Drawn.Bytes(seed, 0), count).All().ToArray();
            return places.Length == count && places.Order().SequenceEqual(Enumerable.Range(0, count).Select(i => (long)i));
        });

    [Property(MaxTest = 100)]
    public Property A_single_place_is_the_one_of_the_whole_draw() => Prop.ForAll(
        Gen.Choose(1, 500).Zip(Gen.Choose(0, int.MaxValue)).ToArbitrary(),
        drawn =>
        {
            var permutation = new Permutation(Drawn.Bytes(drawn.Item2, 0), drawn.Item1);
            return permutation.All().SequenceEqual(Enumerable.Range(0, drawn.Item1).Select(i => permutation.Of(i)));
        });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_537)]
    public void Around_powers_of_two_every_place_is_given_once(int count)
    {
        var places = new Permutation(Drawn.Bytes(1, count), count).All().ToHashSet();
        Assert.Equal(count, places.Count);
        Assert.All(places, place => Assert.InRange(place, 0, count - 1));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(16)]
    public void Every_ticket_gets_every_place_equally_often(int count)
    {
        var seed = Seed();
        Assert.InRange(ChiSquare(count, seed, key => new Permutation(key, count).All()), 0, Critical(count));
    }

    /// <summary>Negative control: the same test sees that folding instead of walking would favour the front.</summary>
    [Fact]
    public void Places_folded_into_the_range_are_seen_as_uneven()
    {
        var seed = Seed();
        Assert.True(ChiSquare(10, seed, key => new Permutation(key, 16).All().Take(10).Select(place => place % 10)) > Critical(10));
    }

    private const int Draws = 5_000;

    private int Seed()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("DRAW_SEED"), out var given) ? given : 20_260_301;
        output.WriteLine($"DRAW_SEED={seed}");
        return seed;
    }

    /// <summary>Over all pairs of ticket and place: how far the counts are from equal.</summary>
    private double ChiSquare(int count, int seed, Func<byte[], IEnumerable<long>> places)
    {
        var counts = new int[count * count];
        for (var draw = 0; draw < Draws; draw++)
        {
            foreach (var (index, place) in places(Drawn.Bytes(seed, draw)).Index())
            {
                counts[(index * count) + place]++;
            }
        }

        var expected = Draws / (double)count;
        // Each draw gives every place once, so the cells of one draw are not independent: that stretches the sum by count / (count - 1).
        var sum = counts.Sum(c => (c - expected) * (c - expected) / expected) * (count - 1) / count;
        output.WriteLine($"chi-square {sum:F1}, critical {Critical(count):F1}");
        return sum;
    }

    /// <summary>The value that a fair draw exceeds once in a million (Wilson and Hilferty's approximation), (count - 1)² degrees of freedom.</summary>
    private static double Critical(int count)
    {
        const double OnceInAMillion = 4.753;
        double freedom = (count - 1) * (count - 1);
        return freedom * Math.Pow(1 - (2 / (9 * freedom)) + (OnceInAMillion * Math.Sqrt(2 / (9 * freedom))), 3);
    }
}
