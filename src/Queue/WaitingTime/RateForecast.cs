using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Queue.WaitingTime;

/// <summary>
/// Foretells at which rate places will be called: what was measured lately, with its own scatter, and what the controller aims at now, with the doubt about
/// the no-show rate. Where the two differ the interval reaches over both. Pure.
/// </summary>
internal static class RateForecast
{
    /// <summary>Both ends of a normal distribution leave out one in twenty.</summary>
    private const double Ninety = 1.645;

    /// <summary>Ten seconds' buckets in the shortest wait that is told in minutes.</summary>
    private const double LeastHorizon = 6;

    /// <summary>Rates are not told more exactly than this even when nothing seems to vary: ticks, doors and polls are coarser.</summary>
    private const double LeastSpread = 0.03;

    /// <summary>Six minutes ahead, on average over the wait: as far as two minutes of looking back can bear.</summary>
    private const double TrendGoesOnForBuckets = 36;

    /// <param name="perMinute">Rates of past ten seconds in which people waited, the oldest first.</param>
    /// <param name="turnsSeen">How many turns the no-show rate rests on.</param>
    public static CallingRate? Of(IReadOnlyList<double> perMinute, TickReport now, int turnsSeen)
    {
        var aimed = Aimed(now, turnsSeen);
        if (perMinute.Count == 0)
        {
            return Rounded(aimed);
        }

        var measured = Measured(perMinute);
        return Rounded(now.Bound is AdmissionBound.Ceiling or AdmissionBound.Backend or AdmissionBound.NobodyWaiting
            ? new CallingRate(Math.Min(measured.LowPerMinute, aimed.LowPerMinute), Math.Max(measured.HighPerMinute, aimed.HighPerMinute))
            // Session places or stock hold the room below what it aims at, so the aim says nothing.
            : measured);
    }

    private static CallingRate Measured(IReadOnlyList<double> perMinute)
    {
        var mean = perMinute.Average();
        var variance = perMinute.Count > 1 ? perMinute.Sum(x => (x - mean) * (x - mean)) / (perMinute.Count - 1) : mean * mean / 4;
        // The mean is uncertain, and so is the mean of the minutes to come.
        var spread = Math.Max(Ninety * Math.Sqrt(variance * ((1.0 / perMinute.Count) + (1.0 / LeastHorizon))), LeastSpread * mean);
        // A rate that clearly rises or falls goes on doing so for a while.
        var trend = TrendPerBucket(perMinute) * TrendGoesOnForBuckets;
        var newest = perMinute.Skip(perMinute.Count - ((perMinute.Count + 2) / 3)).Average();
        return new CallingRate(
            Math.Max(0, Math.Min(mean, newest + Math.Min(0, trend)) - spread),
            Math.Max(mean, newest + Math.Max(0, trend)) + spread);
    }

    /// <summary>The slope of a straight line through the rates, or 0 where it is less than twice its own error.</summary>
    private static double TrendPerBucket(IReadOnlyList<double> perMinute)
    {
        var n = perMinute.Count;
        if (n < 6)
        {
            return 0;
        }

        var (meanX, meanY) = ((n - 1) / 2.0, perMinute.Average());
        var (sxx, sxy) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            sxx += (i - meanX) * (i - meanX);
            sxy += (i - meanX) * (perMinute[i] - meanY);
        }

        var slope = sxy / sxx;
        var left = 0.0;
        for (var i = 0; i < n; i++)
        {
            var miss = perMinute[i] - meanY - (slope * (i - meanX));
            left += miss * miss;
        }

        var error = Math.Sqrt(left / (n - 2) / sxx);
        return Math.Abs(slope) > 2 * error ? slope : 0;
    }

    private static CallingRate Aimed(TickReport now, int turnsSeen)
    {
        // Two added turns of each kind (Agresti and Coull, 1998) keep a young rate from seeming sure.
        var turns = turnsSeen + 4.0;
        var rate = ((now.NoShowRate * turnsSeen) + 2) / turns;
        var doubt = Ninety * Math.Sqrt(rate * (1 - rate) / turns);
        var low = turnsSeen == 0 ? 0 : Math.Max(0, Math.Min(now.NoShowRate, rate - doubt));
        var high = Math.Min(RoomLimits.HighestNoShowRate, Math.Max(now.NoShowRate, rate + doubt));
        return new CallingRate(now.TargetPerMinute / (1 - low) * (1 - LeastSpread), now.TargetPerMinute / (1 - high) * (1 + LeastSpread));
    }

    /// <summary>Three digits: more would change the document each second and tell nobody anything.</summary>
    private static CallingRate Rounded(CallingRate rate) => new(Rounded(rate.LowPerMinute), Rounded(rate.HighPerMinute));

    private static double Rounded(double perMinute)
    {
        var digits = perMinute >= 100 ? 0 : perMinute >= 10 ? 1 : 2;
        return Math.Round(perMinute, digits);
    }
}
