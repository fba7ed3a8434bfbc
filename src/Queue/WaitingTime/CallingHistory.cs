using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Rooms;

namespace WaitingRoom.Queue.WaitingTime;

/// <summary>How many places were called in each ten seconds of the last two minutes. Used by the serving loop only.</summary>
internal sealed class CallingHistory
{
    /// <summary>As long as the door's strict window, so that a bucket is not noise of ticks.</summary>
    public static readonly TimeSpan Bucket = RoomLimits.StrictWindow;

    private const int Buckets = 12;

    private readonly List<CallingBucket> full = new(Buckets + 1);
    private DateTimeOffset begun;
    private long servingAtBegin;
    private bool busy;
    private RoomPhase phase;

    /// <summary>Places called a minute over the last two minutes, or since the room opened where that is less; whole numbers from ten on.</summary>
    public double RatePerMinute { get; private set; }

    /// <summary>Null while there is nothing to go by.</summary>
    public CallingRate? Forecast { get; private set; }

    public void Add(DateTimeOffset now, RoomSight seen)
    {
        var waiting = seen.Report is { Bound: not AdmissionBound.NobodyWaiting };
        if (begun == default || seen.Phase != phase)
        {
            // What was measured in another phase says nothing about this one.
            full.Clear();
            (begun, servingAtBegin, busy, phase) = (now, seen.Serving, true, seen.Phase);
        }

        busy &= waiting;
        if (now - begun >= Bucket)
        {
            full.Add(new CallingBucket((seen.Serving - servingAtBegin) / (now - begun).TotalMinutes, busy));
            if (full.Count > Buckets)
            {
                full.RemoveAt(0);
            }

            (begun, servingAtBegin, busy) = (now, seen.Serving, true);
        }

        var measured = full.Count > 0 ? full.Average(bucket => bucket.PerMinute)
            : now > begun ? (seen.Serving - servingAtBegin) / Bucket.TotalMinutes : 0;
        RatePerMinute = measured >= 10 ? Math.Round(measured) : Math.Round(measured, 1);
        Forecast = seen.Phase == RoomPhase.Open && seen.Report is { } report
            ? RateForecast.Of([.. full.Where(bucket => bucket.Busy).Select(bucket => bucket.PerMinute)], report, seen.State.TurnsSeen)
            : null;
    }
}

/// <param name="Busy">People waited all the time, so that the rate says what the room can do.</param>
internal readonly record struct CallingBucket(double PerMinute, bool Busy);
