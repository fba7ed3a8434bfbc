namespace WaitingRoom.Bench.Search;

/// <summary>Who reads and who books.</summary>
/// <param name="ReadsPerSecond">Reads of the overview wanted beside the bookings.</param>
/// <param name="BookingsPerSecond">Whole bookings that are begun, open loop.</param>
/// <param name="Seconds">Length of each run.</param>
/// <param name="Rounds">How often both take turns.</param>
internal sealed record SearchPlan(int ReadsPerSecond, int BookingsPerSecond, int Seconds, int Rounds, int Seed)
{
    /// <summary>A warm-up and two runs a round; a fifth more, because arrivals are random.</summary>
    public int Citizens => (int)Math.Ceiling(1.2 * BookingsPerSecond * Seconds * ((2 * Rounds) + 1)) + 10;
}
