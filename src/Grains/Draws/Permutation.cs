using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace WaitingRoom.Grains.Draws;

/// <summary>
/// A keyed bijection of 0..count-1: eight rounds of a Feistel network over HMAC-SHA256, on as many bits as count - 1 has, with cycle walking
/// (Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002). Any single place is computed without the others. docs/draw.md states
/// it precisely enough to be written again.
/// </summary>
public sealed class Permutation
{
    private const int Rounds = 8;

    private readonly byte[] key;
    private readonly long count;
    private readonly int leftBits;
    private readonly int rightBits;

    /// <param name="key">32 bytes.</param>
    /// <param name="count">How many are permuted, at least 1.</param>
    public Permutation(ReadOnlySpan<byte> key, long count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        this.key = key.ToArray();
        this.count = count;
        // Two bits are the least that can be cut in two.
        var bits = Math.Max(2, 64 - BitOperations.LeadingZeroCount((ulong)(count - 1)));
        leftBits = bits / 2;
        rightBits = bits - leftBits;
    }

    /// <summary>Where <paramref name="index"/> goes; both from 0 to count - 1.</summary>
    public long Of(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
        var value = (ulong)index;
        do
        {
            value = Network(value);
        }
        while (value >= (ulong)count);
        return (long)value;
    }

    /// <summary>
    /// All places in the order of their indexes. Far cheaper than asking for each: both halves of a number are short, so a round has few different inputs, and each is hashed once.
    /// </summary>
    public IEnumerable<long> All()
    {
        var tables = new ulong[Rounds][];
        for (var round = 0; round < Rounds; round++)
        {
            var table = new ulong[1L << (round % 2 == 0 ? rightBits : leftBits)];
            for (var half = 0; half < table.Length; half++)
            {
                table[half] = Round(round, (ulong)half);
            }

            tables[round] = table;
        }

        for (var index = 0L; index < count; index++)
        {
            var value = (ulong)index;
            do
            {
                value = Network(value, tables);
            }
            while (value >= (ulong)count);
            yield return (long)value;
        }
    }

    private ulong Network(ulong value, ulong[][]? tables = null)
    {
        // Unbalanced where the bits are odd: even rounds change the left part, odd rounds the right part.
        var leftMask = (1UL << leftBits) - 1;
        var rightMask = (1UL << rightBits) - 1;
        var left = value >> rightBits;
        var right = value & rightMask;
        for (var round = 0; round < Rounds; round++)
        {
            if (round % 2 == 0)
            {
                left ^= (tables is null ? Round(round, right) : tables[round][right]) & leftMask;
            }
            else
            {
                right ^= (tables is null ? Round(round, left) : tables[round][left]) & rightMask;
            }
        }

        return (left << rightBits) | right;
    }

    /// <summary>The first eight bytes, big-endian, of HMAC-SHA256(key, round as one byte, half as eight bytes big-endian).</summary>
    private ulong Round(int round, ulong half)
    {
        Span<byte> input = stackalloc byte[9];
        input[0] = (byte)round;
        BinaryPrimitives.WriteUInt64BigEndian(input[1..], half);
        Span<byte> output = stackalloc byte[32];
        HMACSHA256.HashData(key, input, output);
        return BinaryPrimitives.ReadUInt64BigEndian(output);
    }
}
