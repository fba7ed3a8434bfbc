using System.Buffers.Binary;

namespace WaitingRoom.Bench.Core;

/// <summary>The same random-looking choices and ids for the same seed and number: as scattered over an index as real ones, at next to no cost.</summary>
internal readonly struct SeededIds(int seed)
{
    /// <summary>At least 0 and below <paramref name="limit"/>.</summary>
    /// <param name="purpose">Keeps choices about one number apart.</param>
    public int Choose(long number, int purpose, int limit) => (int)(Mix(number, purpose) % (ulong)limit);

    public Guid Id(long number, int purpose)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Mix(number, purpose));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], Mix(number, ~purpose));
        return new Guid(bytes);
    }

    // SplitMix64 (Steele, Lea, Flood 2014).
    private ulong Mix(long number, int purpose)
    {
        var z = unchecked((ulong)number * 0x9E3779B97F4A7C15UL) + ((ulong)(uint)seed << 32) + (uint)purpose;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        z ^= z >> 31;
        z = unchecked((z + 0x9E3779B97F4A7C15UL) * 0xBF58476D1CE4E5B9UL);
        return z ^ (z >> 29);
    }
}
