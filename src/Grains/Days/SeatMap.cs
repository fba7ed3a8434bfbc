using System.Collections.Immutable;
using System.Numerics;

namespace WaitingRoom.Grains.Days;

/// <summary>Which seats of a slot are taken: an immutable bitmap, seats counted from 0.</summary>
public readonly record struct SeatMap
{
    private readonly ImmutableArray<ulong> words;

    private SeatMap(ImmutableArray<ulong> words, int count)
    {
        this.words = words;
        Count = count;
    }

    public int Count { get; }

    /// <summary>The lowest free seat; always below <see cref="Count"/> + 1, so a slot below its capacity has one within it.</summary>
    public int LowestFree()
    {
        if (words.IsDefault)
        {
            return 0;
        }

        var i = words.AsSpan().IndexOfAnyExcept(ulong.MaxValue);
        return i < 0 ? words.Length * 64 : (i * 64) + BitOperations.TrailingZeroCount(~words[i]);
    }

    public bool Contains(int seat) => !words.IsDefault && seat / 64 < words.Length && (words[seat / 64] & (1UL << (seat % 64))) != 0;

    public SeatMap With(int seat)
    {
        if (Contains(seat))
        {
            throw new InvalidOperationException($"Seat {seat} is taken already.");
        }

        var index = seat / 64;
        var current = words.IsDefault ? [] : words;
        while (current.Length <= index)
        {
            current = current.Add(0);
        }

        return new SeatMap(current.SetItem(index, current[index] | (1UL << (seat % 64))), Count + 1);
    }

    public SeatMap Without(int seat) => Contains(seat)
        ? new SeatMap(words.SetItem(seat / 64, words[seat / 64] & ~(1UL << (seat % 64))), Count - 1)
        : throw new InvalidOperationException($"Seat {seat} is not taken.");
}
