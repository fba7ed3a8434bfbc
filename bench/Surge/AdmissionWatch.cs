using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Bench.Surge;

/// <summary>Counts admissions by tick and judges every ten seconds of them.</summary>
internal sealed class AdmissionWatch(int ceilingPerMinute)
{
    private static readonly int Window = (int)(RoomLimits.StrictWindow / RoomLimits.Tick);

    private readonly List<(int Admitted, bool Crowded)> ticks = [];

    /// <summary>The ceiling's share of ten seconds.</summary>
    public double Share => ceilingPerMinute * RoomLimits.StrictWindow.TotalMinutes;

    /// <summary>The share and one tick's worth, which is never less than one person.</summary>
    public double Most => Share + Math.Max(1, ceilingPerMinute * RoomLimits.Tick.TotalMinutes);

    /// <summary>One in a hundred below the share; people are whole, so one person at least.</summary>
    public double Least => Share - Math.Max(1, Share / 100);

    /// <param name="crowded">More people wait than can come in within ten seconds.</param>
    public void Add(int admitted, bool crowded) => ticks.Add((admitted, crowded));

    public int LastWindow => ticks.TakeLast(Window).Sum(t => t.Admitted);

    /// <summary>Every ten seconds that begin at any tick.</summary>
    public AdmissionVerdict Judge()
    {
        var (sum, crowded) = (0, 0);
        var (most, least, mostCrowded, windows, within) = (0, int.MaxValue, 0, 0, 0);
        for (var i = 0; i < ticks.Count; i++)
        {
            sum += ticks[i].Admitted - (i >= Window ? ticks[i - Window].Admitted : 0);
            crowded = ticks[i].Crowded ? crowded + 1 : 0;
            most = Math.Max(most, sum);

            // The first ten seconds of a crowd fill the window, the second are judged.
            if (crowded >= 2 * Window)
            {
                (least, mostCrowded) = (Math.Min(least, sum), Math.Max(mostCrowded, sum));
                windows++;
                within += sum >= Least && sum <= Most ? 1 : 0;
            }
        }

        return new AdmissionVerdict(Share, Most, most, windows == 0 ? 0 : least, mostCrowded, windows, within, most <= Most, windows > 0 && within == windows);
    }
}

/// <param name="Share">Admissions in ten seconds at the ceiling.</param>
/// <param name="Bound">Most that are allowed.</param>
/// <param name="Most">In any ten seconds of the whole run.</param>
/// <param name="LeastWhileWaiting">In any ten seconds while a crowd waited.</param>
/// <param name="WindowsWithin">Of <paramref name="Windows"/>, those not more than 1 % (or one person) below the share and not above the bound.</param>
internal sealed record AdmissionVerdict(
    double Share, double Bound, int Most, int LeastWhileWaiting, int MostWhileWaiting, int Windows, int WindowsWithin, bool NeverAboveBound, bool AlwaysWithinOnePercent);
