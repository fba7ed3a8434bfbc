using System.Collections.Immutable;
using System.Security.Cryptography;

namespace WaitingRoom.Grains.Draws;

/// <summary>
/// The Merkle tree of RFC 9162 section 2.1 over SHA-256: a leaf is hashed with a leading 0x00, a node with a leading 0x01, and a tree of n leaves splits
/// at the largest power of two below n.
/// </summary>
public static class MerkleTree
{
    public const int HashBytes = 32;

    public static byte[] LeafHash(ReadOnlySpan<byte> leaf)
    {
        var hash = new byte[HashBytes];
        LeafHash(leaf, hash);
        return hash;
    }

    /// <summary>As the other, into <paramref name="target"/> (32 bytes).</summary>
    public static void LeafHash(ReadOnlySpan<byte> leaf, Span<byte> target)
    {
        Span<byte> input = leaf.Length < 256 ? stackalloc byte[leaf.Length + 1] : new byte[leaf.Length + 1];
        input[0] = 0;
        leaf.CopyTo(input[1..]);
        SHA256.HashData(input, target);
    }

    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var hash = new byte[HashBytes];
        NodeHash(left, right, hash);
        return hash;
    }

    /// <summary>As the other, into <paramref name="target"/> (32 bytes).</summary>
    public static void NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> target)
    {
        Span<byte> input = stackalloc byte[1 + (2 * HashBytes)];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + HashBytes)..]);
        SHA256.HashData(input, target);
    }

    /// <summary>The root over all <paramref name="leafHashes"/>; of none it is the hash of nothing.</summary>
    public static byte[] Root(IEnumerable<ReadOnlyMemory<byte>> leafHashes)
    {
        var frontier = MerkleFrontier.Empty;
        foreach (var hash in leafHashes)
        {
            frontier = frontier.Add(hash.ToArray());
        }

        return frontier.Root();
    }

    /// <summary>The sibling hashes from leaf <paramref name="index"/> (from 0) up to the root: the receipt of one ticket.</summary>
    public static IReadOnlyList<byte[]> Proof(IReadOnlyList<ReadOnlyMemory<byte>> leafHashes, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leafHashes.Count);
        var path = new List<byte[]>();
        var (from, to) = (0, leafHashes.Count);
        while (to - from > 1)
        {
            var middle = from + Split(to - from);
            if (index < middle)
            {
                path.Add(Range(leafHashes, middle, to));
                to = middle;
            }
            else
            {
                path.Add(Range(leafHashes, from, middle));
                from = middle;
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>True when a leaf at <paramref name="index"/> of <paramref name="count"/> and its receipt lead to <paramref name="root"/>.</summary>
    public static bool Verify(ReadOnlySpan<byte> leafHash, long index, long count, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= count)
        {
            return false;
        }

        // RFC 9162 section 2.1.3.2.
        var (node, last) = (index, count - 1);
        var hash = leafHash.ToArray();
        foreach (var sibling in proof)
        {
            if (last == 0 || sibling.Length != HashBytes)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                hash = NodeHash(sibling, hash);
                while ((node & 1) == 0 && node != 0)
                {
                    node >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                hash = NodeHash(hash, sibling);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && CryptographicOperations.FixedTimeEquals(hash, root);
    }

    private static byte[] Range(IReadOnlyList<ReadOnlyMemory<byte>> leafHashes, int from, int to) =>
        Root(Enumerable.Range(from, to - from).Select(i => leafHashes[i]));

    private static int Split(int count)
    {
        var power = 1;
        while (power * 2 < count)
        {
            power *= 2;
        }

        return power;
    }
}

/// <summary>
/// As much of a growing Merkle tree as its root needs: the roots of its complete subtrees, largest first. A million leaves need twenty hashes.
/// </summary>
public sealed record MerkleFrontier(long Count, ImmutableList<byte[]> Peaks)
{
    public static readonly MerkleFrontier Empty = new(0, []);

    public MerkleFrontier Add(byte[] leafHash)
    {
        var peaks = Peaks;
        var hash = leafHash;
        for (var size = Count; (size & 1) == 1; size >>= 1)
        {
            hash = MerkleTree.NodeHash(peaks[^1], hash);
            peaks = peaks.RemoveAt(peaks.Count - 1);
        }

        return new MerkleFrontier(Count + 1, peaks.Add(hash));
    }

    public byte[] Root()
    {
        if (Peaks.IsEmpty)
        {
            return SHA256.HashData([]);
        }

        var root = Peaks[^1];
        for (var i = Peaks.Count - 2; i >= 0; i--)
        {
            root = MerkleTree.NodeHash(Peaks[i], root);
        }

        return root;
    }
}
