namespace WaitingRoom.Bench.Load;

/// <summary>
/// When attempts are meant to start, as offsets from the beginning of a load, in order and without end. The rate is in
/// arrivals per second and may change over time; where it is zero nobody arrives.
/// </summary>
public sealed class ArrivalSchedule
{
    // Where the rate is zero the schedule looks again this much later.
    private const double PauseSeconds = 0.001;
    private readonly Func<IEnumerable<TimeSpan>> arrivals;

    private ArrivalSchedule(Func<IEnumerable<TimeSpan>> arrivals) => this.arrivals = arrivals;

    /// <summary>The same offsets each time: a seeded schedule can be repeated.</summary>
    public IEnumerable<TimeSpan> Arrivals() => arrivals();

    public static ArrivalSchedule Constant(double perSecond) => Even(_ => perSecond);

    /// <summary>Evenly spaced at the rate of the moment.</summary>
    public static ArrivalSchedule Even(Func<TimeSpan, double> perSecond) => new(() => EvenArrivals(perSecond));

    public static ArrivalSchedule Poisson(double perSecond, int seed) => Poisson(_ => perSecond, perSecond, seed);

    /// <summary>
    /// Independent arrivals, by thinning a Poisson process of the peak rate (Lewis and Shedler 1979), which is exact for
    /// any rate function that stays at or below the peak.
    /// </summary>
    public static ArrivalSchedule Poisson(Func<TimeSpan, double> perSecond, double peakPerSecond, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(peakPerSecond);
        return new ArrivalSchedule(() => PoissonArrivals(perSecond, peakPerSecond, seed));
    }

    private static IEnumerable<TimeSpan> EvenArrivals(Func<TimeSpan, double> perSecond)
    {
        // Summed in seconds, not in ticks: 70 gaps of a seventieth of a second must be a second.
        var seconds = 0.0;
        while (true)
        {
            var at = Offset(seconds);
            var rate = perSecond(at);
            if (rate > 0)
            {
                yield return at;
            }

            seconds += rate > 0 ? 1 / rate : PauseSeconds;
        }
    }

    private static IEnumerable<TimeSpan> PoissonArrivals(Func<TimeSpan, double> perSecond, double peakPerSecond, int seed)
    {
        var random = new Random(seed);
        var seconds = 0.0;
        while (true)
        {
            seconds += -Math.Log(1 - random.NextDouble()) / peakPerSecond;
            var at = Offset(seconds);
            var rate = perSecond(at);
            if (rate > peakPerSecond)
            {
                throw new InvalidOperationException(FormattableString.Invariant($"The rate {rate}/s at {at} is above the stated peak {peakPerSecond}/s."));
            }

            if (random.NextDouble() * peakPerSecond < rate)
            {
                yield return at;
            }
        }
    }

    // Rounded, where TimeSpan.FromSeconds cuts off: ten gaps of a tenth of a second must not end just before the second.
    private static TimeSpan Offset(double seconds) => TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
}
