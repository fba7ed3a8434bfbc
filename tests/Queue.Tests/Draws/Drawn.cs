using System.Buffers.Binary;
using System.Security.Cryptography;
using WaitingRoom.Grains.Draws;

namespace WaitingRoom.Queue.Tests.Draws;

/// <summary>Draws made up from a seed, so that the same seed gives the same draw.</summary>
internal static class Drawn
{
    public const string Room = "impfung";

    public static byte[] Bytes(int seed, long index)
    {
        Span<byte> input = stackalloc byte[12];
        BinaryPrimitives.WriteInt32BigEndian(input, seed);
        BinaryPrimitives.WriteInt64BigEndian(input[4..], index);
        return SHA256.HashData(input);
    }

    public static byte[] Leaves(int seed, int count)
    {
        var leaves = new byte[count * MerkleTree.HashBytes];
        for (var i = 0; i < count; i++)
        {
            Bytes(seed, i).CopyTo(leaves, i * MerkleTree.HashBytes);
        }

        return leaves;
    }

    public static DrawFile File(int seed, int count)
    {
        var leaves = Leaves(seed, count);
        var secret = Convert.ToHexStringLower(Bytes(seed, -1));
        var draw = new Draw(
            new DrawCommitment(Draw.CommitmentOf(secret), "drand:quicknet/7"), count, Convert.ToHexStringLower(RosterTree.Of(leaves).Root), secret, Convert.ToHexStringLower(Bytes(seed, -2)));
        return DrawFile.Of(Room, new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero), draw, leaves);
    }

    public static async Task<byte[]> Json(DrawFile file)
    {
        using var stream = new MemoryStream();
        await DrawFileWriting.Write(file, stream);
        return stream.ToArray();
    }
}
