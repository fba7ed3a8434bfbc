using System.Numerics;

namespace WaitingRoom.Queue.Bots;

/// <summary>
/// How many bits are asked: what the operator set, and one more for every doubling of the arrivals above <see cref="CalmArrivalsPerMinute"/>. So a flood of programs slows itself
/// down while a person's phone still needs seconds at most.
/// </summary>
internal static class Difficulty
{
    /// <summary>What one node admits by default; as long as no more come than can be let in, nobody has to be slowed down.</summary>
    public const int CalmArrivalsPerMinute = 600;

    /// <summary>64 times the work, for 64 times the arrivals and more.</summary>
    public const int MostRaised = 6;

    /// <summary>16 million hashes: half a minute of a browser's script; more and people would go away.</summary>
    public const int MostBits = 24;

    /// <param name="set">The operator's bits; 0 asks for nothing, however many come.</param>
    public static int Bits(int set, int arrivalsPerMinute) =>
        set <= 0 ? 0 : Math.Min(MostBits, set + Math.Min(MostRaised, BitOperations.Log2((uint)Math.Max(1, arrivalsPerMinute / CalmArrivalsPerMinute))));
}
