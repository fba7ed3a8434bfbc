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
    private int ticks;
    private int heldTicks;
    private RoomPhase phase;

    /// <summary>Places called a minute over the last two minutes, or since the room opened where that is less; whole numbers from ten on.</summary>
    public double RatePerMinute { get; private set; }

    /// <summary>Null while there is nothing to go by, and while nobody is being called.</summary>
    public CallingRate? Forecast { get; private set; }

    public void Add(DateTimeOffset now, RoomSight seen)
    {
        if (begun == default || seen.Phase != phase)
        {
            // What was measured in another phase says nothing about this one.
            full.Clear();
            phase = seen.Phase;
            Begin(now, seen);
        }

        busy &= seen.Report is { Bound: not AdmissionBound.NobodyWaiting };
        ticks++;
        heldTicks += seen.Report is { Bound: AdmissionBound.Sessions or AdmissionBound.Stock } ? 1 : 0;
        if (now - begun >= Bucket)
        {
            full.Add(new CallingBucket((seen.Serving - servingAtBegin) / (now - begun).TotalMinutes, busy, heldTicks * 2 > ticks));
            if (full.Count > Buckets)
            {
                full.RemoveAt(0);
            }

            Begin(now, seen);
        }

        var measured = full.Count > 0 ? full.Average(bucket => bucket.PerMinute)
            : now > begun ? (seen.Serving - servingAtBegin) / Bucket.TotalMinutes : 0;
        RatePerMinute = measured >= 10 ? Math.Round(measured) : Math.Round(measured, 1);
        Forecast = seen.Phase == RoomPhase.Open && seen.Report is { } report
            ? RateForecast.Of([.. full.Where(bucket => bucket.Busy)], IsHeld(report), report, seen.CeilingPerMinute, seen.State.TurnsSeen)
            : null;
    }

    private void Begin(DateTimeOffset now, RoomSight seen) => (begun, servingAtBegin, busy, ticks, heldTicks) = (now, seen.Serving, true, 0, 0);

    /// <summary>A tick now and then has another bound; what counts is what held the room down most of the last ten seconds.</summary>
    private bool IsHeld(TickReport report) => full.Count > 0 ? full[^1].Held : report.Bound is AdmissionBound.Sessions or AdmissionBound.Stock;
}

/// <param name="Busy">People waited all the time, so that the rate says what the room can do.</param>
/// <param name="Held">Session places or stock, not the ceiling or the backend, held the room down for most of it.</param>
internal readonly record struct CallingBucket(double PerMinute, bool Busy, bool Held);
