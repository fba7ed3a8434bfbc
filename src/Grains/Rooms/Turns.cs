using Decision = WaitingRoom.Grains.Writing.Decision<WaitingRoom.Grains.Rooms.RoomEvent, WaitingRoom.Grains.Rooms.RoomOutcome>;

namespace WaitingRoom.Grains.Rooms;

/// <summary>The rules for those whose turn it is: coming in, asking for time, coming back, and staff who pass the line.</summary>
internal static class Turns
{
    public static Decision Claim(RoomState state, RoomCommand.Claim c, DateTimeOffset now)
    {
        if (c.Number < 1 || c.Number > state.Issued)
        {
            return RoomDecision.Refuse(new RoomOutcome.NeverIssued());
        }

        if (NotAdmitting(state, now) is { } closed && !WasClaimed(state, c.Number))
        {
            return RoomDecision.Refuse(closed);
        }

        var place = state.PlaceOf(c.Number);
        if (Standing(state, c.Number, place, now) is { } standing)
        {
            return RoomDecision.Refuse(standing);
        }

        if (!Door.OpenForWeb(state, now))
        {
            // The door is full for a moment: that must not cost the turn.
            return state.TurnEnds(place) - now < RoomLimits.DoorGrace
                ? new Decision([new RoomEvent.TurnExtended(place, now + (2 * RoomLimits.DoorGrace), ByHand: false)], null, new RoomOutcome.OneMoment())
                : RoomDecision.Refuse(new RoomOutcome.OneMoment());
        }

        var (ends, latest) = SessionFrom(state, now);
        return RoomDecision.Accept(new RoomEvent.AdmissionClaimed(c.Number, place, now, ends, latest), new RoomOutcome.Admitted(c.Number, ends));
    }

    public static Decision Extend(RoomState state, RoomCommand.ExtendTurn c, DateTimeOffset now)
    {
        if (c.Number < 1 || c.Number > state.Issued)
        {
            return RoomDecision.Refuse(new RoomOutcome.NeverIssued());
        }

        var place = state.PlaceOf(c.Number);
        if (Standing(state, c.Number, place, now) is { } standing)
        {
            return RoomDecision.Refuse(standing);
        }

        var ends = state.TurnEnds(place)!.Value;
        if (!state.Settings.ExtendTurnOnce || state.ExtensionUsed.Contains(place))
        {
            return RoomDecision.Refuse(new RoomOutcome.TurnExtended(ends));
        }

        var until = ends + TimeSpan.FromSeconds(state.Settings.ClaimWindowSeconds);
        return RoomDecision.Accept(new RoomEvent.TurnExtended(place, until, ByHand: true), new RoomOutcome.TurnExtended(until));
    }

    public static Decision Reenter(RoomState state, RoomCommand.Reenter c, DateTimeOffset now)
    {
        if (c.Number < 1 || c.Number > state.Issued)
        {
            return RoomDecision.Refuse(new RoomOutcome.NeverIssued());
        }

        if (NotAdmitting(state, now) is { } closed)
        {
            return RoomDecision.Refuse(closed);
        }

        var place = state.PlaceOf(c.Number);
        switch (Standing(state, c.Number, place, now))
        {
            case RoomOutcome.TurnLost { MayReenter: true }:
                var until = now + TimeSpan.FromSeconds(state.Settings.ClaimWindowSeconds);
                return RoomDecision.Accept(new RoomEvent.TurnRegained(place, until), new RoomOutcome.Reentered(until));
            case null:
                return RoomDecision.Refuse(new RoomOutcome.Reentered(state.TurnEnds(place)!.Value));
            case var standing:
                return RoomDecision.Refuse(standing);
        }
    }

    public static Decision AdmitStaff(RoomState state, DateTimeOffset now)
    {
        if (state.PhaseAt(now) is RoomPhase.Closed or RoomPhase.Scheduled)
        {
            return RoomDecision.Refuse(new RoomOutcome.NotAdmitting(state.PhaseAt(now)));
        }

        if (!Door.OpenForStaff(state, now))
        {
            // From the first knock the web leaves staff their share; the next one finds the door open.
            return Door.StaffAtWork(state, now)
                ? RoomDecision.Refuse(new RoomOutcome.OneMoment())
                : new Decision([new RoomEvent.StaffKnocked(now)], null, new RoomOutcome.OneMoment());
        }

        var number = -(state.StaffAdmitted + 1);
        var (ends, latest) = SessionFrom(state, now);
        return RoomDecision.Accept(new RoomEvent.StaffAdmitted(number, now, ends, latest), new RoomOutcome.StaffAdmitted(number, ends));
    }

    private static bool WasClaimed(RoomState state, long number) => state.Claimed.Contains(state.PlaceOf(number));

    private static RoomOutcome.NotAdmitting? NotAdmitting(RoomState state, DateTimeOffset now) => state.PhaseAt(now) switch
    {
        RoomPhase.Open or RoomPhase.Paused => null,
        var phase => new RoomOutcome.NotAdmitting(phase),
    };

    /// <summary>Why this place cannot use a turn now; null when it can.</summary>
    private static RoomOutcome? Standing(RoomState state, long number, long place, DateTimeOffset now)
    {
        if (state.Claimed.Contains(place))
        {
            return new RoomOutcome.AlreadyClaimed(number, state.Sessions.TryGetValue(number, out var session) ? session.Until : null);
        }

        if (place > state.Serving)
        {
            return new RoomOutcome.NotYet(place, state.Serving);
        }

        return state.TurnIsOpen(place, now) ? null : new RoomOutcome.TurnLost(state.MayReturn(place));
    }

    private static (DateTimeOffset Ends, DateTimeOffset Latest) SessionFrom(RoomState state, DateTimeOffset now)
    {
        var latest = now + TimeSpan.FromMinutes(state.Settings.LongestSessionMinutes);
        var ends = now + TimeSpan.FromMinutes(state.Settings.SessionMinutes);
        return (ends < latest ? ends : latest, latest);
    }
}
