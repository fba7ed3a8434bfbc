namespace WaitingRoom.Queue.WaitingTime;

/// <summary>
/// Keeps what some of those who joined were told and compares it with what came true: how often the interval, rounded outward to whole minutes as people see
/// it, held the truth. Bounded; safe for parallel use.
/// </summary>
internal sealed class PredictionCheck
{
    /// <summary>Predictions open at once; about 100 KB a room.</summary>
    public const int MostOpen = 1024;

    /// <summary>One place in so many is followed: at the largest arrival rates the open ones then span hours.</summary>
    public const int EveryPlace = 16;

    private readonly Lock sync = new();
    private readonly SortedDictionary<long, Prediction> open = [];

    /// <summary>Predictions whose turn came, and those of them that had told the truth.</summary>
    public (long Judged, long Right) Result { get; private set; }

    public void Told(long place, long ahead, CallingRate rate, DateTimeOffset now)
    {
        var (shortest, longest) = rate.WaitFor(ahead);
        if (ahead < 0 || place % EveryPlace != 0 || double.IsInfinity(longest))
        {
            return;
        }

        lock (sync)
        {
            if (open.Count < MostOpen)
            {
                open.TryAdd(place, new Prediction(now, Math.Floor(shortest), Math.Max(1, Math.Ceiling(longest))));
            }
        }
    }

    /// <summary>Every place up to <paramref name="serving"/> has been called by <paramref name="now"/>.</summary>
    public void Called(long serving, DateTimeOffset now)
    {
        lock (sync)
        {
            while (open.Count > 0 && open.First() is var (place, told) && place <= serving)
            {
                var minutes = (now - told.At).TotalMinutes;
                Result = (Result.Judged + 1, Result.Right + (minutes >= told.ShortestMinutes && minutes <= told.LongestMinutes ? 1 : 0));
                open.Remove(place);
            }
        }
    }

    /// <summary>The line was held up by hand or by the clock: nobody had promised otherwise.</summary>
    public void Forget()
    {
        lock (sync)
        {
            open.Clear();
        }
    }

    private readonly record struct Prediction(DateTimeOffset At, double ShortestMinutes, double LongestMinutes);
}
