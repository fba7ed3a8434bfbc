using System.Security.Cryptography;
using WaitingRoom.Grains.Draws;

namespace WaitingRoom.Queue.Tests.Draws;

public sealed class RosterTreeTests
{
    public static TheoryData<int> Sizes => [.. Enumerable.Range(1, 70)];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_root_is_the_one_that_RFC_9162_defines(int size)
    {
        var leaves = Drawn.Leaves(size, size);
        var expected = Mth(leaves);
        Assert.Equal(expected, RosterTree.Of(leaves).Root);
        Assert.Equal(expected, MerkleTree.Root(Hashes(leaves)));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_receipt_leads_to_the_root_and_no_altered_one_does(int size)
    {
        var leaves = Drawn.Leaves(size, size);
        var tree = RosterTree.Of(leaves);
        for (var index = 0; index < size; index++)
        {
            var leaf = MerkleTree.LeafHash(tree.Leaf(index));
            var path = tree.Proof(index);
            Assert.Equal(MerkleTree.Proof(Hashes(leaves), index), path);
            Assert.True(MerkleTree.Verify(leaf, index, size, path, tree.Root));

            Assert.False(MerkleTree.Verify(tree.Leaf(index), index, size, path, tree.Root), "A leaf that is not hashed is no leaf hash.");
            Assert.False(MerkleTree.Verify(Flip(leaf), index, size, path, tree.Root));
            Assert.False(MerkleTree.Verify(leaf, index, size, path, Flip(tree.Root)));
            Assert.False(MerkleTree.Verify(leaf, index, size, [.. path, leaf], tree.Root));
            Assert.False(MerkleTree.Verify(leaf, size, size, path, tree.Root));
            Assert.False(MerkleTree.Verify(leaf, -1, size, path, tree.Root));
            for (var other = 0; other < size; other++)
            {
                Assert.Equal(other == index, MerkleTree.Verify(leaf, other, size, path, tree.Root));
            }

            for (var step = 0; step < path.Count; step++)
            {
                Assert.False(MerkleTree.Verify(leaf, index, size, [.. path.Select((hash, i) => i == step ? Flip(hash) : hash)], tree.Root));
                Assert.False(MerkleTree.Verify(leaf, index, size, [.. path.Where((_, i) => i != step)], tree.Root));
                Assert.False(MerkleTree.Verify(leaf, index, size, [.. path.Select((hash, i) => i == step ? hash[..31] : hash)], tree.Root));
            }
        }
    }

    [Fact]
    public void An_inner_node_passes_for_no_leaf()
    {
        // The reason for the prefixes: without them the two hashes of a node would be a leaf of a smaller tree.
        var leaves = Drawn.Leaves(3, 2);
        byte[] forged = [.. MerkleTree.LeafHash(leaves.AsSpan(0, 32)), .. MerkleTree.LeafHash(leaves.AsSpan(32))];
        Assert.NotEqual(RosterTree.Of(leaves).Root, MerkleTree.LeafHash(forged));
    }

    [Fact]
    public void The_root_of_nobody_is_the_hash_of_nothing() => Assert.Equal(SHA256.HashData([]), RosterTree.Of(Array.Empty<byte>()).Root);

    [Fact]
    public void A_part_of_a_leaf_is_refused() => Assert.Throws<ArgumentException>(() => RosterTree.Of(new byte[33]));

    /// <summary>Section 2.1.1, word for word.</summary>
    private static byte[] Mth(ReadOnlySpan<byte> leaves)
    {
        if (leaves.Length == 32)
        {
            return SHA256.HashData([0, .. leaves]);
        }

        var k = 32;
        while (k * 2 < leaves.Length)
        {
            k *= 2;
        }

        return SHA256.HashData([1, .. Mth(leaves[..k]), .. Mth(leaves[k..])]);
    }

    private static List<ReadOnlyMemory<byte>> Hashes(byte[] leaves) =>
        [.. leaves.Chunk(MerkleTree.HashBytes).Select(leaf => (ReadOnlyMemory<byte>)MerkleTree.LeafHash(leaf))];

    private static byte[] Flip(ReadOnlySpan<byte> hash)
    {
        var flipped = hash.ToArray();
        flipped[7] ^= 16;
        return flipped;
    }
}
