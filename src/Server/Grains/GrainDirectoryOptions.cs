namespace WaitingRoom.Server.Grains;

/// <summary>Limits of the grains in memory.</summary>
public sealed record GrainDirectoryOptions
{
    /// <summary>
    /// A grain that nobody asked for this long leaves memory. Long enough for a person who thinks between two steps of a booking, short enough
    /// that the crowd of an hour ago is gone.
    /// </summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often idle grains are looked for.</summary>
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Grains of one kind in memory; beyond this the ones longest unused leave early. A centre-day of sixty slots takes about 20 kB, so that this many are
    /// about 350 MB: twelve weeks of 200 centres. At twice this number, which only grains at work can reach, a new one is refused as busy.
    /// </summary>
    public int MostResident { get; init; } = 16_384;
}
