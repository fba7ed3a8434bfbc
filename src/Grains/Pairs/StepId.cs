using System.Buffers.Binary;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Grains.Pairs;

/// <summary>The steps of a pair's saga. The numbers are part of stored operation ids: never reuse one.</summary>
internal enum SagaStep
{
    HoldLeg = 1,
    Hold = 2,
    GiveUpLeg = 3,
    Release = 4,
    Confirm = 5,
    BookLeg = 6,
    Complete = 7,
    Fail = 8,
    Cancel = 9,
    FreeLeg = 10,
    Undone = 11,
    Rebook = 12,
    FailRebook = 13,
    CompleteRebook = 14,
    RebookDone = 15,
}

/// <summary>
/// The operation id of one step of one pair: always the same, so that a step taken again finds its earlier self.
/// <para>
/// A pair takes seven or more of these, so they are mixed from the pair's id and not hashed from words. An operation id must be unique within its stream and
/// need not be secret. For each step the mixing is a permutation of the 128-bit ids (a Feistel network is one whatever its round function), so two pairs never
/// share the id of a step. Ids of different steps are as far apart as random ones, because a pair's id is itself random or the hash of words.
/// </para>
/// </summary>
internal static class StepId
{
    private const int Rounds = 4;

    /// <param name="leg">Which appointment of the pair the step is about; 0 for a step about the whole pair.</param>
    public static OperationId Of(PairId pair, SagaStep step, int leg = 0)
    {
        Span<byte> bytes = stackalloc byte[16];
        pair.Value.TryWriteBytes(bytes);
        var left = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var right = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        var key = ((ulong)step << 32) | (uint)leg;
        for (var round = 1UL; round <= Rounds; round++)
        {
            (left, right) = (right, left ^ Mix(right + Mix(key + (round << 48))));
        }

        BinaryPrimitives.WriteUInt64LittleEndian(bytes, left);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], right);
        return OperationId.From(new Guid(bytes));
    }

    // SplitMix64 (Steele, Lea, Flood 2014).
    private static ulong Mix(ulong value)
    {
        var z = unchecked(value + 0x9E3779B97F4A7C15UL);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return z ^ (z >> 31);
    }
}
