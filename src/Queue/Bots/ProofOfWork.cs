using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace WaitingRoom.Queue.Bots;

/// <summary>
/// A little work for a computer, none for a person (after Hashcash, Back 2002): a nonce such that SHA-256 of "challenge|nonce" in ASCII begins with so many zero bits. Takes
/// 2^bits hashes to find on average and one to check.
/// </summary>
internal static class ProofOfWork
{
    /// <summary>Enough for any counter in decimal.</summary>
    private const int LongestNonce = 32;

    public static bool Solves(string challenge, string? nonce, int bits)
    {
        if (nonce is not { Length: >= 1 and <= LongestNonce } || nonce.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.ASCII.GetBytes($"{challenge}|{nonce}"), hash);
        return LeadingZeroBits(hash) >= bits;
    }

    public static int LeadingZeroBits(ReadOnlySpan<byte> hash)
    {
        var bits = 0;
        foreach (var part in hash)
        {
            if (part != 0)
            {
                return bits + BitOperations.LeadingZeroCount((uint)part) - 24;
            }

            bits += 8;
        }

        return bits;
    }
}
