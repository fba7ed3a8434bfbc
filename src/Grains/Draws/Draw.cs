using System.Security.Cryptography;
using System.Text;

namespace WaitingRoom.Grains.Draws;

/// <summary>
/// The promise made before the pre-queue opens: the hash of a secret, and the name of a public value that nobody can know yet.
/// </summary>
/// <param name="Commitment">SHA-256 of the 32-byte secret, lower-case hex.</param>
/// <param name="Beacon">Which public value will be used, in words or as an address, such as a drand round.</param>
public sealed record DrawCommitment(string Commitment, string Beacon);

/// <summary>A draw that has taken place; everything anyone needs to recompute it. Bytes are lower-case hex.</summary>
/// <param name="Count">Tickets drawn: numbers 1 to Count.</param>
/// <param name="RosterRoot">Merkle root over the pre-queue's tickets.</param>
/// <param name="Secret">What the commitment was the hash of.</param>
/// <param name="BeaconValue">The public value, as published by its source.</param>
public sealed record Draw(DrawCommitment Commitment, long Count, string RosterRoot, string Secret, string BeaconValue)
{
    /// <summary>HMAC-SHA256(secret, roster root bytes followed by the beacon value in UTF-8).</summary>
    public byte[] Seed() => HMACSHA256.HashData(Convert.FromHexString(Secret), (byte[])[.. Convert.FromHexString(RosterRoot), .. Encoding.UTF8.GetBytes(BeaconValue)]);

    public bool KeepsCommitment() => CommitmentOf(Secret) == Commitment.Commitment;

    /// <summary>The permutation that turns number - 1 into place - 1; null when nobody was in the pre-queue.</summary>
    public Permutation? Permutation() => Count == 0 ? null : new Permutation(Seed(), Count);

    public static string CommitmentOf(string secretHex) => Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(secretHex)));

    /// <summary>True for 32 bytes in hex.</summary>
    public static bool IsSecret(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);
}
