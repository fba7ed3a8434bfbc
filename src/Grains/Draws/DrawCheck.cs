using System.Collections;

namespace WaitingRoom.Grains.Draws;

/// <summary>Recomputes a draw from its file alone, each step by itself, so that whoever reads the findings sees what differs.</summary>
public static class DrawCheck
{
    /// <summary>Every step that can still be done after one that failed is done.</summary>
    /// <param name="file">As read; nothing in it is believed.</param>
    /// <param name="number">A ticket to look for; null for none.</param>
    /// <param name="leaf">That ticket's leaf; empty when only its number is known.</param>
    public static IReadOnlyList<DrawFinding> Of(DrawFile file, long? number = null, ReadOnlyMemory<byte> leaf = default)
    {
        if (file is not { State: DrawFile.Drawn, RosterRoot: { } claimedRoot, Secret: { } secret, BeaconValue: { } beaconValue, Seed: { } claimedSeed, Leaves: { } leaves })
        {
            return [new DrawFinding(DrawStep.Complete, false, $"the file says '{file.State}' and does not hold a whole draw; fetch it again after the draw")];
        }

        var complete = new DrawFinding(DrawStep.Complete, true, "the file holds a whole draw");
        if (leaves.LongLength != file.Count * MerkleTree.HashBytes)
        {
            return [complete, new DrawFinding(DrawStep.Count, false, $"the file says {file.Count} tickets and holds {leaves.Length / MerkleTree.HashBytes}")];
        }

        if (!Draw.IsSecret(secret))
        {
            return [complete, new DrawFinding(DrawStep.Commitment, false, "the secret is not 32 bytes in hex")];
        }

        var tree = RosterTree.Of(leaves);
        var root = Convert.ToHexStringLower(tree.Root);
        // The seed rests on the roster that is in the file, not on the root that it claims.
        var draw = new Draw(new DrawCommitment(file.Commitment, file.Beacon), file.Count, root, secret, beaconValue);
        var findings = new List<DrawFinding>
        {
            complete,
            new(DrawStep.Count, true, $"{file.Count} tickets in the roster"),
            Compare(DrawStep.Commitment, "SHA-256 of the secret", Draw.CommitmentOf(secret), "the commitment", file.Commitment),
            Compare(DrawStep.Root, "the Merkle root of the tickets", root, "the root in the file", claimedRoot),
            Compare(DrawStep.Seed, "HMAC of root and beacon value under the secret", Convert.ToHexStringLower(draw.Seed()), "the seed in the file", claimedSeed),
            Places(draw),
        };
        if (number is { } wanted)
        {
            findings.Add(Ticket(draw, tree, wanted, leaf.Span));
        }

        return findings;
    }

    /// <summary>Where the ticket stands, and that it is in the roster: by its leaf, where that is known, and by its receipt.</summary>
    private static DrawFinding Ticket(Draw draw, RosterTree tree, long number, ReadOnlySpan<byte> leaf)
    {
        if (number < 1 || number > draw.Count)
        {
            return new DrawFinding(DrawStep.Ticket, false, $"number {number} is not in this draw; numbers above {draw.Count} stand at their own number, behind everyone drawn");
        }

        var index = (int)(number - 1);
        if (!leaf.IsEmpty && !leaf.SequenceEqual(tree.Leaf(index)))
        {
            return new DrawFinding(DrawStep.Ticket, false, $"number {number} of the roster belongs to another ticket");
        }

        var proven = MerkleTree.Verify(MerkleTree.LeafHash(tree.Leaf(index)), index, tree.Count, tree.Proof(index), tree.Root);
        return new DrawFinding(DrawStep.Ticket, proven, $"number {number} is in the roster and has place {draw.Permutation()!.Of(index) + 1} of {draw.Count}");
    }

    private static DrawFinding Places(Draw draw)
    {
        if (draw.Permutation() is not { } permutation)
        {
            return new DrawFinding(DrawStep.Places, true, "nobody was in the pre-queue");
        }

        var taken = new BitArray((int)draw.Count);
        var number = 0;
        foreach (var place in permutation.All())
        {
            number++;
            if (place < 0 || place >= draw.Count || taken[(int)place])
            {
                return new DrawFinding(DrawStep.Places, false, $"place {place + 1} of number {number} does not exist or is given twice");
            }

            taken[(int)place] = true;
        }

        return new DrawFinding(DrawStep.Places, number == draw.Count, $"{number} tickets have {draw.Count} different places, 1 to {draw.Count}");
    }

    private static DrawFinding Compare(DrawStep step, string what, string computed, string against, string claimed) => new(
        step, computed == claimed, computed == claimed ? $"{what} is {against}, {computed}" : $"{what} is {computed}, but {against} is {claimed}");
}

/// <summary>One step of a check.</summary>
/// <param name="Says">What was found, in words and numbers.</param>
public sealed record DrawFinding(DrawStep Step, bool Holds, string Says);

/// <summary>The steps of a check, in their order.</summary>
public enum DrawStep
{
    Complete,
    Count,
    Commitment,
    Root,
    Seed,
    Places,
    Ticket,
}
