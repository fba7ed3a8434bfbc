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

    /// <summary>Before anybody's turn has ended the room counts on one in ten not to come, and believes it as it would believe twenty turns.</summary>
    private const double PriorTurns = 20;

    private const double PriorNoShows = 0.1;

    /// <summary>Six minutes ahead, on average over the wait: as far as two minutes of looking back can bear.</summary>
    private const double TrendGoesOnForBuckets = 36;

    /// <param name="past">Past ten seconds in which people waited, the oldest first.</param>
    /// <param name="isHeld">Session places or stock hold the room below what it aims at.</param>
    /// <param name="turnsSeen">How many turns the no-show rate rests on.</param>
    /// <returns>Null where nothing can be said: nobody is being called, or so seldom that there is no end to tell.</returns>
    public static CallingRate? Of(IReadOnlyList<CallingBucket> past, bool isHeld, TickReport now, int ceilingPerMinute, int turnsSeen)
    {
        var noShows = NoShows(now.NoShowRate, turnsSeen);
        // More than the ceiling, made up for those who will not come, no room keeps up; what was called beyond it was credit from a quiet time.
        var sustainable = Math.Min(ceilingPerMinute, RoomLimits.HighestCeilingPerMinute) / (1 - noShows.High) * (1 + LeastSpread);
        // While session places or stock hold the room down, its ceiling and the rush that filled it say nothing.
        var measured = past.Where(bucket => bucket.Held || !isHeld).Select(bucket => Math.Min(bucket.PerMinute, sustainable)).ToArray();
        var aimed = new CallingRate(now.TargetPerMinute / (1 - noShows.Low) * (1 - LeastSpread), now.TargetPerMinute / (1 - noShows.High) * (1 + LeastSpread));
        return Rounded((isHeld, measured.Length) switch
        {
            (true, 0) => null,
            (false, 0) => aimed,
            (true, _) => Measured(measured),
            (false, _) => Both(Measured(measured), aimed, sustainable),
        });
    }

    private static CallingRate Both(CallingRate measured, CallingRate aimed, double sustainable) => new(
        // A slow room calls nobody in most ten seconds; that scatter is not doubt.
        measured.LowPerMinute > 0 ? Math.Min(measured.LowPerMinute, aimed.LowPerMinute) : aimed.LowPerMinute,
        Math.Min(Math.Max(measured.HighPerMinute, aimed.HighPerMinute), sustainable));

    private static CallingRate Measured(double[] perMinute)
    {
        var mean = perMinute.Average();
        var variance = perMinute.Length > 1 ? perMinute.Sum(x => (x - mean) * (x - mean)) / (perMinute.Length - 1) : mean * mean / 4;
        // The mean is uncertain, and so is the mean of the minutes to come.
        var spread = Math.Max(Ninety * Math.Sqrt(variance * ((1.0 / perMinute.Length) + (1.0 / LeastHorizon))), LeastSpread * mean);
        // A rate that clearly rises or falls goes on doing so for a while.
        var trend = TrendPerBucket(perMinute) * TrendGoesOnForBuckets;
        var newest = perMinute.Skip(perMinute.Length - ((perMinute.Length + 2) / 3)).Average();
        return new CallingRate(
            Math.Max(0, Math.Min(mean, newest + Math.Min(0, trend)) - spread),
            Math.Max(mean, newest + Math.Max(0, trend)) + spread);
    }

    /// <summary>The slope of a straight line through the rates, or 0 where it is less than twice its own error.</summary>
    private static double TrendPerBucket(double[] perMinute)
    {
        var n = perMinute.Length;
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

    /// <summary>Between what and what the share of people who do not come probably lies.</summary>
    private static (double Low, double High) NoShows(double measured, int turnsSeen)
    {
        // Added turns keep a young rate from seeming sure (Agresti and Coull, 1998).
        var turns = turnsSeen + PriorTurns;
        var rate = ((measured * turnsSeen) + (PriorTurns * PriorNoShows)) / turns;
        var doubt = Ninety * Math.Sqrt(rate * (1 - rate) / turns);
        return (turnsSeen == 0 ? 0 : Math.Max(0, Math.Min(measured, rate - doubt)), Math.Min(RoomLimits.HighestNoShowRate, Math.Max(measured, rate + doubt)));
    }

    /// <summary>Three digits: more would change the document each second and tell nobody anything.</summary>
    private static CallingRate? Rounded(CallingRate? rate) =>
        rate is not null && Rounded(rate.LowPerMinute) is > 0 and var low ? new CallingRate(low, Math.Max(low, Rounded(rate.HighPerMinute))) : null;

    private static double Rounded(double perMinute)
    {
        var digits = perMinute >= 100 ? 0 : perMinute >= 10 ? 1 : 2;
        return Math.Round(perMinute, digits);
    }
}
