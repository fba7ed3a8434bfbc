using Decision = WaitingRoom.Grains.Writing.Decision<WaitingRoom.Grains.Rooms.RoomEvent, WaitingRoom.Grains.Rooms.RoomOutcome>;

namespace WaitingRoom.Grains.Rooms;

/// <summary>
/// The admission controller: how many are called in a tick. The flow aimed at is the least of the operator's ceiling and what the backend bears; how many
/// may be inside or on their way is bounded by session places and by the stock. People who will not come are made up for, because the
/// ceiling itself is kept strictly at the door (<see cref="Door"/>).
/// </summary>
internal static class Calling
{
    /// <summary>Ticks may come late and the door may be full for a moment; that much is made up for, never a quiet night.</summary>
    private static readonly TimeSpan MostCredit = TimeSpan.FromSeconds(5);

    public static Decision Serve(RoomState state, RoomCommand.Serve c, DateTimeOffset now)
    {
        var incidental = new List<RoomEvent>(1);
        if (c.Limits.StockLeft is { } left && left <= 0 != state.StockGone)
        {
            incidental.Add(new RoomEvent.StockChanged(left <= 0));
            state = RoomEvolution.Evolve(state, incidental[0]);
        }

        var phase = state.PhaseAt(now);
        var coming = 1 - Math.Min(state.NoShowRate, RoomLimits.HighestNoShowRate);
        var expected = (long)Math.Ceiling(state.Pending * coming);
        var sessionRoom = state.Settings.MaxActiveSessions - state.Sessions.Count - expected;
        var stockRoom = c.Limits.StockLeft is { } stock ? (long)Math.Floor(stock * state.Settings.StockFactor) - state.Sessions.Count - expected : (long?)null;
        var (perMinute, flowBound) = Flow(state, c.Limits, now);
        var waiting = Math.Max(0, Math.Min(c.HandedOut, state.Issued) - state.Serving);

        // What the backend bears has no strict door behind it: nobody is called there on a guess.
        var perSecond = perMinute / 60 / (flowBound == AdmissionBound.Ceiling ? 1 - Absence.Expected(state, now) : coming);
        var most = Math.Max(1.0, perSecond * MostCredit.TotalSeconds);
        var earned = state.ServedAt == default ? most : Math.Max(0, (now - state.ServedAt).TotalSeconds) * perSecond;
        var credit = Math.Min(most, state.Credit + earned);

        // While the door is full, more callers would only stand in front of it.
        var release = Door.HasPlaceForWeb(state, now) ? (long)Math.Floor(credit) : 0;
        var bound = flowBound;
        Narrow(ref release, ref bound, (long)Math.Floor(sessionRoom / coming), AdmissionBound.Sessions);
        if (stockRoom is { } room)
        {
            Narrow(ref release, ref bound, (long)Math.Floor(room / coming), AdmissionBound.Stock);
        }

        Narrow(ref release, ref bound, waiting, AdmissionBound.NobodyWaiting);
        if (phase != RoomPhase.Open)
        {
            (release, bound) = (0, AdmissionBound.Phase);
        }

        var report = new TickReport(
            now, phase, release, bound, perMinute, state.NoShowRate, state.Sessions.Count, state.Pending, waiting - release,
            sessionRoom, stockRoom, c.Limits.BackendPerMinute, state.StaffAdmissions.Sum(now));
        var outcome = new RoomOutcome.Serving(state.Serving + release, report);
        return new Decision(
            incidental,
            release <= 0 ? null : new RoomEvent.ServingMoved(state.Serving + release, now, credit - release, now + TimeSpan.FromSeconds(state.Settings.ClaimWindowSeconds)),
            outcome);
    }

    /// <summary>Admissions of citizens a minute that the ceiling and the backend allow. Staff at work have their share of the ceiling.</summary>
    private static (double PerMinute, AdmissionBound Bound) Flow(RoomState state, BackendLimits limits, DateTimeOffset now)
    {
        var ceiling = state.Settings.CeilingPerMinute - (Door.KeptForStaff(state, now) / RoomLimits.StrictWindow.TotalMinutes);
        return limits.BackendPerMinute is { } backend && backend < ceiling
            ? (Math.Max(0, backend), AdmissionBound.Backend)
            : (ceiling, AdmissionBound.Ceiling);
    }

    private static void Narrow(ref long release, ref AdmissionBound bound, long most, AdmissionBound reason)
    {
        if (Math.Max(0, most) < release)
        {
            (release, bound) = (Math.Max(0, most), reason);
        }
    }
}
