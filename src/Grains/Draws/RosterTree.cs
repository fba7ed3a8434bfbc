using System.Security.Cryptography;

namespace WaitingRoom.Grains.Draws;

/// <summary>
/// A closed roster with every level of its Merkle tree, so that any receipt is looked up and not computed. A million tickets take 64 MB and about a second to build.
/// </summary>
public sealed class RosterTree
{
    /// <summary>The leaves as they were entered, one after another.</summary>
    private readonly byte[] leaves;

    /// <summary>From the hashes of pairs of leaves up to the root. The leaves' own hashes are made when asked for: each costs one hash and all of them 32 MB.</summary>
    private readonly List<byte[]> levels = [];

    private RosterTree(byte[] leaves)
    {
        this.leaves = leaves;
        Count = leaves.Length / MerkleTree.HashBytes;
        Span<byte> left = stackalloc byte[MerkleTree.HashBytes];
        Span<byte> right = stackalloc byte[MerkleTree.HashBytes];
        for (var (level, size) = (0, Count); size > 1; level++, size = (size + 1) / 2)
        {
            var above = new byte[(size + 1) / 2 * MerkleTree.HashBytes];
            for (var i = 0; i < size; i += 2)
            {
                var target = above.AsSpan(i / 2 * MerkleTree.HashBytes, MerkleTree.HashBytes);
                Hash(level, i, left);
                if (i + 1 == size)
                {
                    // RFC 9162 splits at the largest power of two, so an odd one out stands for itself one level up.
                    left.CopyTo(target);
                    continue;
                }

                Hash(level, i + 1, right);
                MerkleTree.NodeHash(left, right, target);
            }

            levels.Add(above);
        }

        Root = Count == 0 ? SHA256.HashData([]) : HashOf(levels.Count, 0);
    }

    public int Count { get; }

    public byte[] Root { get; }

    /// <exception cref="ArgumentException">The bytes are not whole leaves of 32.</exception>
    public static RosterTree Of(byte[] leaves) => leaves.Length % MerkleTree.HashBytes == 0
        ? new RosterTree(leaves)
        : throw new ArgumentException($"A roster is made of leaves of {MerkleTree.HashBytes} bytes.", nameof(leaves));

    public static RosterTree Of(IReadOnlyList<ReadOnlyMemory<byte>> leaves)
    {
        var joined = new byte[leaves.Count * MerkleTree.HashBytes];
        for (var i = 0; i < leaves.Count; i++)
        {
            leaves[i].Span.CopyTo(joined.AsSpan(i * MerkleTree.HashBytes, MerkleTree.HashBytes));
        }

        return new RosterTree(joined);
    }

    /// <summary>All leaves, number 1 first; not to be changed.</summary>
    public byte[] Leaves => leaves;

    /// <summary>What the ticket of number <paramref name="index"/> + 1 entered.</summary>
    public ReadOnlySpan<byte> Leaf(int index) => leaves.AsSpan(index * MerkleTree.HashBytes, MerkleTree.HashBytes);

    /// <summary>As <see cref="MerkleTree.Proof"/>, from the leaf up.</summary>
    public IReadOnlyList<byte[]> Proof(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var path = new List<byte[]>(levels.Count);
        for (var (level, size, node) = (0, Count, index); size > 1; level++, size = (size + 1) / 2, node /= 2)
        {
            if ((node ^ 1) < size)
            {
                path.Add(HashOf(level, node ^ 1));
            }
        }

        return path;
    }

    private byte[] HashOf(int level, int node)
    {
        var hash = new byte[MerkleTree.HashBytes];
        Hash(level, node, hash);
        return hash;
    }

    private void Hash(int level, int node, Span<byte> target)
    {
        if (level == 0)
        {
            MerkleTree.LeafHash(Leaf(node), target);
        }
        else
        {
            levels[level - 1].AsSpan(node * MerkleTree.HashBytes, MerkleTree.HashBytes).CopyTo(target);
        }
    }
}
