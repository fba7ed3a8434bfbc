namespace WaitingRoom.Grains.Rooms;

/// <summary>
/// How far the door is open: the ceiling kept strictly over every ten seconds (<see cref="AdmissionWindow"/>) and exactly in the long run (a credit that
/// grows at the ceiling's rate). Citizens and staff pass the same door.
/// </summary>
internal static class Door
{
    /// <summary>Staff who knocked within this time are at work, and the web leaves them their share.</summary>
    private static readonly TimeSpan AtWork = TimeSpan.FromMinutes(1);

    public static bool StaffAtWork(RoomState state, DateTimeOffset now) => state.StaffSeenAt is { } seen && now - seen < AtWork;

    /// <summary>
    /// Somewhat faster than the ceiling, so that what was missed is made up for. Not much faster: what passes at once leaves the ten seconds at once, and the room is below its ceiling for a moment, again and again.
    /// </summary>
    private const double MostPace = 1.4;

    /// <summary>Whether somebody who knocks now passes.</summary>
    public static bool OpenForWeb(RoomState state, DateTimeOffset now) => HasPlaceForWeb(state, now) && KeepsPace(state, now);

    /// <summary>Whether the ceiling lets anybody else in at the moment.</summary>
    public static bool HasPlaceForWeb(RoomState state, DateTimeOffset now)
    {
        var most = AdmissionWindow.Most(state.Settings.CeilingPerMinute);
        // Staff's own admissions stand in the same window: what they have used of their share is theirs already.
        return state.Admissions.Sum(now) < most - Math.Max(0, KeptForStaff(state, now) - state.StaffAdmissions.Sum(now)) && Credit(state, now) >= 1;
    }

    /// <summary>
    /// Admissions of ten seconds that the web leaves to staff: twice what they have just used and one more, up to their share. What they do not use the web borrows.
    /// </summary>
    public static int KeptForStaff(RoomState state, DateTimeOffset now) => StaffAtWork(state, now)
        ? Math.Min(
            (int)Math.Ceiling(AdmissionWindow.Most(state.Settings.CeilingPerMinute) * state.Settings.StaffSharePercent / 100.0),
            (2 * state.StaffAdmissions.Sum(now)) + 1)
        : 0;

    /// <summary>Within what is kept for them staff pass at once; beyond it at the pace of everybody.</summary>
    public static bool OpenForStaff(RoomState state, DateTimeOffset now) =>
        state.Admissions.Sum(now) < AdmissionWindow.Most(state.Settings.CeilingPerMinute)
        && (state.StaffAdmissions.Sum(now) < KeptForStaff(state, now) || KeepsPace(state, now));

    /// <summary>A room of which less than half is in use lets in whoever comes; a crowd passes at an even pace.</summary>
    private static bool KeepsPace(RoomState state, DateTimeOffset now) =>
        state.Admissions.Sum(now) < AdmissionWindow.Most(state.Settings.CeilingPerMinute) / 2
        || state.Admissions.SumOfLastTick(now) < Math.Ceiling(state.Settings.CeilingPerMinute * RoomLimits.Tick.TotalMinutes * MostPace);

    /// <summary>The state after somebody has passed.</summary>
    public static RoomState Pass(RoomState state, DateTimeOffset at) => state with
    {
        Admissions = state.Admissions.Add(at),
        DoorCredit = Credit(state, at) - 1,
        DoorAt = at,
    };

    /// <summary>Admissions that the long run still owes; at most ten seconds' worth, so that a quiet night earns no crowd.</summary>
    private static double Credit(RoomState state, DateTimeOffset now)
    {
        var perSecond = state.Settings.CeilingPerMinute / 60.0;
        var most = Math.Max(1.0, perSecond * RoomLimits.StrictWindow.TotalSeconds);
        return state.DoorAt == default ? most : Math.Min(most, state.DoorCredit + (Math.Max(0, (now - state.DoorAt).TotalSeconds) * perSecond));
    }
}
