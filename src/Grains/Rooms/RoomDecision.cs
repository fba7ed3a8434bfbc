using WaitingRoom.Grains.Draws;
using WaitingRoom.Grains.Writing;
using Decision = WaitingRoom.Grains.Writing.Decision<WaitingRoom.Grains.Rooms.RoomEvent, WaitingRoom.Grains.Rooms.RoomOutcome>;

namespace WaitingRoom.Grains.Rooms;

/// <summary>Decides for a room. Pure.</summary>
internal static class RoomDecision
{
    public static Decision Decide(RoomState state, RoomCommand command, DateTimeOffset now)
    {
        var due = WhatIsDue(state, now);
        foreach (var happened in due)
        {
            state = RoomEvolution.Evolve(state, happened);
        }

        var decision = command switch
        {
            RoomCommand.Serve c => Calling.Serve(state, c, now),
            RoomCommand.Claim c => Turns.Claim(state, c, now),
            RoomCommand.ExtendTurn c => Turns.Extend(state, c, now),
            RoomCommand.Reenter c => Turns.Reenter(state, c, now),
            RoomCommand.AdmitStaff => Turns.AdmitStaff(state, now),
            RoomCommand.RenewSession c => Renew(state, c, now),
            RoomCommand.EndSession c => state.Sessions.ContainsKey(c.Number)
                ? Accept(new RoomEvent.SessionEnded(c.Number), new RoomOutcome.SessionOver())
                : Refuse(new RoomOutcome.SessionOver()),
            RoomCommand.TakeBlock c => TakeBlock(state, c, now),
            RoomCommand.Enter c => Enter(state, c, now),
            RoomCommand.Commit c => Commit(state, c),
            RoomCommand.Draw c => Draw(state, c, now),
            RoomCommand.Configure c => Configure(state, c, now),
            _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
        };
        return decision with { Incidental = [.. due, .. decision.Incidental] };
    }

    internal static Decision Accept(RoomEvent happened, RoomOutcome outcome) => new([], happened, outcome);

    internal static Decision Refuse(RoomOutcome outcome) => new([], null, outcome);

    private static List<RoomEvent> WhatIsDue(RoomState state, DateTimeOffset now)
    {
        var due = new List<RoomEvent>(2);
        var over = state.SessionEnds.TakeWhile(e => e.Until <= now).Select(e => e.Number).ToArray();
        if (over.Length > 0)
        {
            due.Add(new RoomEvent.SessionsExpired(over));
        }

        if (state.HeldSince is null && !state.Calls.IsEmpty && state.Calls[0].Until <= now)
        {
            due.Add(new RoomEvent.TurnsLapsed(now));
        }

        return due;
    }

    private static Decision Configure(RoomState state, RoomCommand.Configure c, DateTimeOffset now)
    {
        if (c.Settings.Fault() is { } fault)
        {
            return Refuse(new RoomOutcome.Invalid(fault));
        }

        var before = state.Settings;
        if (c.Expected is { } seen && seen != before.Fingerprint())
        {
            return Refuse(new RoomOutcome.Overtaken(before));
        }

        if (state.Draw is null && c.Settings.Order == RoomOrder.Draw && before.Order != RoomOrder.Draw && state.Issued > 0)
        {
            return Refuse(new RoomOutcome.DrawFixed("Numbers were issued in order of arrival already; open a new room to draw."));
        }

        // A later opening would be as bad as an earlier one: the public value would be known before the roster is closed, and whoever has the secret could still add to it.
        if (state.DrawIsFixed(now) && RoomState.PromisesOtherwise(before, c.Settings))
        {
            return Refuse(new RoomOutcome.DrawFixed("The draw was promised with this order, this beacon and this opening. To let people in later, hold all."));
        }

        var accepted = Accept(new RoomEvent.RoomConfigured(c.Settings, before, now), new RoomOutcome.Configured(before, c.Settings));
        return state.HeldSince is { } since && c.Settings.Override != RoomOverride.HoldAll
            ? accepted with { Incidental = [new RoomEvent.TurnsPostponed(now - since)] }
            : accepted;
    }

    private static Decision Commit(RoomState state, RoomCommand.Commit c)
    {
        if (state.Commitment is { } promised)
        {
            return Refuse(promised == c.Commitment ? new RoomOutcome.Committed(promised) : new RoomOutcome.DrawFixed("A draw was promised already."));
        }

        return state.Settings.Order == RoomOrder.Draw && IsOf(state.Settings.Beacon, c.Commitment.Beacon)
            ? Accept(new RoomEvent.DrawCommitted(c.Commitment), new RoomOutcome.Committed(c.Commitment))
            : Refuse(new RoomOutcome.Invalid("Only a room that is set to draw, with this beacon, can promise a draw."));
    }

    /// <summary>The operator names a beacon; whoever promises may name the exact value of it, after a slash.</summary>
    private static bool IsOf(string beacon, string named) =>
        named == beacon || (named.StartsWith(beacon, StringComparison.Ordinal) && named.Length > beacon.Length + 1 && named[beacon.Length] == '/');

    private static Decision Enter(RoomState state, RoomCommand.Enter c, DateTimeOffset now)
    {
        if (state.Settings is not { Order: RoomOrder.Draw, OpensAt: { } opens } || now >= opens || state.Draw is not null)
        {
            return Refuse(new RoomOutcome.PreQueueOver());
        }

        if (state.Settings.PreQueueAt is { } pre && now < pre)
        {
            return Refuse(new RoomOutcome.TooEarly(pre));
        }

        if (state.Commitment is null)
        {
            return Refuse(new RoomOutcome.Invalid("Nobody enters before the draw has been promised."));
        }

        if (c.Leaves.Count is < 1 or > RoomLimits.LargestEntry || c.Leaves.Any(l => l.Length != MerkleTree.HashBytes))
        {
            return Refuse(new RoomOutcome.Invalid($"1 to {RoomLimits.LargestEntry} tickets enter at once, 32 bytes each."));
        }

        var leaves = new byte[c.Leaves.Count * MerkleTree.HashBytes];
        for (var i = 0; i < c.Leaves.Count; i++)
        {
            c.Leaves[i].Span.CopyTo(leaves.AsSpan(i * MerkleTree.HashBytes));
        }

        return Accept(new RoomEvent.TicketsEntered(state.Issued + 1, leaves), new RoomOutcome.Entered(state.Issued + 1, state.Issued + c.Leaves.Count));
    }

    private static Decision Draw(RoomState state, RoomCommand.Draw c, DateTimeOffset now)
    {
        if (state.Draw is { } done)
        {
            return Refuse(new RoomOutcome.Drawn(done));
        }

        if (state.Settings is not { Order: RoomOrder.Draw, OpensAt: { } opens } || state.Commitment is not { } commitment)
        {
            return Refuse(new RoomOutcome.Invalid("No draw was promised here."));
        }

        if (now < opens)
        {
            return Refuse(new RoomOutcome.TooEarly(opens));
        }

        if (!Draws.Draw.IsSecret(c.Secret) || Draws.Draw.CommitmentOf(c.Secret) != commitment.Commitment)
        {
            return Refuse(new RoomOutcome.Invalid("The secret is not the one that was promised."));
        }

        if (c.BeaconValue.Length is 0 or > RoomLimits.LongestBeacon)
        {
            return Refuse(new RoomOutcome.Invalid($"A beacon's value has 1 to {RoomLimits.LongestBeacon} characters."));
        }

        var draw = new Draw(commitment, state.Roster.Count, Convert.ToHexStringLower(state.Roster.Root()), c.Secret, c.BeaconValue);
        return Accept(new RoomEvent.Drawn(draw), new RoomOutcome.Drawn(draw));
    }

    private static Decision TakeBlock(RoomState state, RoomCommand.TakeBlock c, DateTimeOffset now)
    {
        if (c.Size is < 1 or > RoomLimits.LargestBlock)
        {
            return Refuse(new RoomOutcome.Invalid($"A block has 1 to {RoomLimits.LargestBlock} numbers."));
        }

        if (state.Settings is { Order: RoomOrder.Draw, OpensAt: { } opens } && now < opens && state.Draw is null)
        {
            return Refuse(new RoomOutcome.PreQueueOnly());
        }

        var (first, last) = (state.Issued + 1, state.Issued + c.Size);
        return Accept(new RoomEvent.BlockTaken(first, last), new RoomOutcome.BlockTaken(first, last));
    }

    private static Decision Renew(RoomState state, RoomCommand.RenewSession c, DateTimeOffset now)
    {
        if (!state.Sessions.TryGetValue(c.Number, out var session))
        {
            return Refuse(new RoomOutcome.SessionOver());
        }

        var wanted = now + TimeSpan.FromMinutes(state.Settings.SessionMinutes);
        var until = wanted < session.Latest ? wanted : session.Latest;
        return until - session.Until < RoomLimits.LeastRenewal
            ? Refuse(new RoomOutcome.SessionRenewed(session.Until))
            : Accept(new RoomEvent.SessionRenewed(c.Number, until), new RoomOutcome.SessionRenewed(until));
    }
}
