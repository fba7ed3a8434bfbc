using System.Collections.Immutable;

namespace WaitingRoom.Grains.Rooms;

/// <summary>
/// A set of ticket numbers at one bit each. Immutable; cut into chunks of 4096 numbers, so that adding one copies half a kilobyte and not the whole room.
/// </summary>
public sealed class NumberSet
{
    private const int WordsPerChunk = 64;
    private const int NumbersPerChunk = WordsPerChunk * 64;

    public static readonly NumberSet Empty = new(ImmutableDictionary<long, ulong[]>.Empty, 0);

    private readonly ImmutableDictionary<long, ulong[]> chunks;

    private NumberSet(ImmutableDictionary<long, ulong[]> chunks, long count)
    {
        this.chunks = chunks;
        Count = count;
    }

    public long Count { get; }

    public bool Contains(long number) => chunks.TryGetValue(number / NumbersPerChunk, out var words) && (words[Word(number)] & Bit(number)) != 0;

    public NumberSet Add(long number)
    {
        if (Contains(number))
        {
            return this;
        }

        var index = number / NumbersPerChunk;
        var words = chunks.TryGetValue(index, out var existing) ? (ulong[])existing.Clone() : new ulong[WordsPerChunk];
        words[Word(number)] |= Bit(number);
        return new NumberSet(chunks.SetItem(index, words), Count + 1);
    }

    /// <summary>The chunks by index, for a snapshot.</summary>
    internal IReadOnlyDictionary<long, ulong[]> Chunks => chunks;

    internal static NumberSet From(IReadOnlyDictionary<long, ulong[]> chunks) =>
        new(chunks.ToImmutableDictionary(), chunks.Values.Sum(words => words.Sum(w => (long)System.Numerics.BitOperations.PopCount(w))));

    private static int Word(long number) => (int)(number % NumbersPerChunk / 64);

    private static ulong Bit(long number) => 1UL << (int)(number % 64);
}
