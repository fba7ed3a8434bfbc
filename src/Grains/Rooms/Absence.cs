namespace WaitingRoom.Grains.Rooms;

/// <summary>
/// How many of those who are called will not come. The learned rate (<see cref="RoomState.NoShowRate"/>) knows of a no-show only when the claim window has ended, minutes after the opening; until then
/// it says that everybody comes, then it rises as slowly as it learns, and a room would stay that much below its ceiling just when most people wait. So the calls that are still open are looked at as
/// well: before anything was learned all but the newest, because most who come do so at once, and afterwards those about to end.
/// </summary>
internal static class Absence
{
    /// <summary>A page near its turn looks every two seconds, a person needs a few more.</summary>
    private static readonly TimeSpan MostHaveComeAfter = TimeSpan.FromSeconds(20);

    /// <summary>Share of the claim window that is left when hardly anybody comes any more.</summary>
    private const double AboutToEnd = 0.25;

    /// <summary>Fewer calls than this say nothing.</summary>
    private const int LeastCalls = 50;

    /// <summary>Where people are slow rather than absent the look at the last minutes is wrong by no more than this.</summary>
    private const double MostOnAGuess = 0.2;

    /// <summary>Share of called people to make up for, 0 to <see cref="RoomLimits.HighestNoShowRate"/>. Only for a flow that the strict door bounds: it errs towards calling too many.</summary>
    public static double Expected(RoomState state, DateTimeOffset now)
    {
        var window = TimeSpan.FromSeconds(state.Settings.ClaimWindowSeconds);
        var seenUntil = now + (state.NoShowRate > 0 ? window * AboutToEnd : window - MostHaveComeAfter);
        var (called, came) = (0L, 0L);
        foreach (var call in state.Calls)
        {
            if (call.Until > seenUntil)
            {
                break;
            }

            called += call.To - call.From + 1;
            came += call.Claimed;
        }

        var missing = called < LeastCalls ? 0 : 1 - ((double)came / called);
        return Math.Min(RoomLimits.HighestNoShowRate, Math.Max(state.NoShowRate, Math.Min(missing, MostOnAGuess)));
    }
}
