namespace WaitingRoom.Grains.Rooms;

/// <summary>
/// How many of those who are called will not come. The learned rate (<see cref="RoomState.NoShowRate"/>) knows of a no-show only when the claim window has ended, minutes after the opening; until then
/// it says that everybody comes, and a room would stay that much below its ceiling just when most people wait. So the calls of the last minutes are looked at as well: most who come do so at once.
/// </summary>
internal static class Absence
{
    /// <summary>A page near its turn looks every two seconds, a person needs a few more.</summary>
    private static readonly TimeSpan MostHaveComeAfter = TimeSpan.FromSeconds(20);

    /// <summary>Fewer calls than this say nothing.</summary>
    private const int LeastCalls = 50;

    /// <summary>Where people are slow rather than absent the look at the last minutes is wrong by no more than this.</summary>
    private const double MostOnAGuess = 0.2;

    /// <summary>Share of called people to make up for, 0 to <see cref="RoomLimits.HighestNoShowRate"/>. Only for a flow that the strict door bounds: it errs towards calling too many.</summary>
    public static double Expected(RoomState state, DateTimeOffset now) => state.NoShowRate > 0
        ? Math.Min(RoomLimits.HighestNoShowRate, state.NoShowRate)
        : Missing(state, now + TimeSpan.FromSeconds(state.Settings.ClaimWindowSeconds) - MostHaveComeAfter);

    /// <summary>
    /// What learning begins with when the first turns run out: not with nobody, from where it would take minutes to the truth, but with who is missing in the older half of the calls that are still open.
    /// </summary>
    /// <param name="upTo">When the first turn ran out.</param>
    public static double AtFirst(RoomState state, DateTimeOffset upTo) => Missing(state, upTo + TimeSpan.FromSeconds(state.Settings.ClaimWindowSeconds / 2.0));

    /// <summary>Share of those called with turns until then who have not come.</summary>
    private static double Missing(RoomState state, DateTimeOffset turnsUntil)
    {
        var (called, came) = (0L, 0L);
        foreach (var call in state.Calls)
        {
            if (call.Until > turnsUntil)
            {
                break;
            }

            called += call.To - call.From + 1;
            came += call.Claimed;
        }

        var missing = called < LeastCalls ? 0 : 1 - ((double)came / called);
        return Math.Min(missing, MostOnAGuess);
    }
}
