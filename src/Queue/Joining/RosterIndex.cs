using System.Buffers.Binary;

namespace WaitingRoom.Queue.Joining;

/// <summary>
/// Which number a leaf of the roster has, so that a browser that comes again is given its own, even after a restart and without its ticket. About 40 bytes for
/// each person of the pre-queue.
/// </summary>
internal sealed class RosterIndex
{
    /// <summary>Half of each leaf: whoever finds another browser secret with the same half of a SHA-256 (2^128 tries) gets to see that number.</summary>
    private readonly Dictionary<UInt128, uint> numbers = [];

    /// <summary>All numbers up to this one are here.</summary>
    public long Known { get; private set; }

    public bool TryFind(ReadOnlySpan<byte> leaf, out long number)
    {
        var found = numbers.TryGetValue(KeyOf(leaf), out var known);
        number = known;
        return found;
    }

    /// <summary>The leaf of the next number. The first number of a leaf stays its number.</summary>
    public void Add(ReadOnlySpan<byte> leaf)
    {
        Known++;
        numbers.TryAdd(KeyOf(leaf), checked((uint)Known));
    }

    public static UInt128 KeyOf(ReadOnlySpan<byte> leaf) => BinaryPrimitives.ReadUInt128BigEndian(leaf);
}
