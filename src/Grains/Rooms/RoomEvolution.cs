using System.Collections.Immutable;
using WaitingRoom.Grains.Draws;

namespace WaitingRoom.Grains.Rooms;

/// <summary>Folds what happened into a room's state. Pure and total.</summary>
internal static class RoomEvolution
{
    public static RoomState Evolve(RoomState state, RoomEvent happened) => happened switch
    {
        RoomEvent.RoomConfigured e => state with
        {
            Settings = e.Settings,
            // Nobody has relied on it yet, so it may be promised anew.
            Commitment = RoomState.PromisesOtherwise(e.Before, e.Settings) ? null : state.Commitment,
            HeldSince = e.Settings.Override == RoomOverride.HoldAll ? state.HeldSince ?? e.At : null,
        },
        RoomEvent.DrawCommitted e => state with { Commitment = e.Commitment },
        RoomEvent.TicketsEntered e => Enter(state, e),
        RoomEvent.Drawn e => state with { Draw = e.Draw },
        RoomEvent.BlockTaken e => state with { Issued = e.Last },
        RoomEvent.ServingMoved e => state with
        {
            Serving = e.Serving,
            ServedAt = e.At,
            Credit = e.Credit,
            Pending = state.Pending + e.Serving - state.Serving,
            Calls = state.Calls.Add(new Call(state.Serving + 1, e.Serving, e.Until, Claimed: 0)),
        },
        RoomEvent.TurnsLapsed e => Lapse(state, e.UpTo),
        RoomEvent.TurnsPostponed e => state with
        {
            Calls = state.Calls.ConvertAll(c => c with { Until = c.Until + e.By }),
            Extended = state.Extended.ToImmutableDictionary(p => p.Key, p => p.Value + e.By),
        },
        RoomEvent.StockChanged e => state with { StockGone = e.Gone },
        RoomEvent.AdmissionClaimed e => Claim(state, e),
        RoomEvent.TurnExtended e => state with
        {
            Extended = state.Extended.SetItem(e.Place, e.Until),
            ExtensionUsed = e.ByHand ? state.ExtensionUsed.Add(e.Place) : state.ExtensionUsed,
        },
        RoomEvent.TurnRegained e => state with
        {
            Extended = state.Extended.SetItem(e.Place, e.Until),
            ReturnUsed = state.ReturnUsed.Add(e.Place),
        },
        RoomEvent.StaffKnocked e => state with { StaffSeenAt = e.At },
        RoomEvent.StaffAdmitted e => Begin(Door.Pass(state, e.At), e.Number, e.SessionEnds, e.SessionLatest) with
        {
            StaffAdmitted = -e.Number,
            StaffSeenAt = e.At,
            StaffAdmissions = state.StaffAdmissions.Add(e.At),
        },
        RoomEvent.SessionRenewed e => state.Sessions.TryGetValue(e.Number, out var session) ? Begin(End(state, [e.Number]), e.Number, e.Until, session.Latest) : state,
        RoomEvent.SessionEnded e => End(state, [e.Number]),
        RoomEvent.SessionsExpired e => End(state, e.Numbers),
        _ => throw new InvalidOperationException($"No fold for {happened.GetType().Name}."),
    };

    private static RoomState Enter(RoomState state, RoomEvent.TicketsEntered e)
    {
        var roster = state.Roster;
        var count = e.Leaves.Length / MerkleTree.HashBytes;
        for (var i = 0; i < count; i++)
        {
            roster = roster.Add(MerkleTree.LeafHash(e.Leaves.AsSpan(i * MerkleTree.HashBytes, MerkleTree.HashBytes)));
        }

        return state with { Roster = roster, Issued = state.Issued + count };
    }

    private static RoomState Claim(RoomState state, RoomEvent.AdmissionClaimed e)
    {
        var index = state.Calls.FindIndex(c => c.From <= e.Place && e.Place <= c.To);
        state = Begin(Door.Pass(state, e.At), e.Number, e.SessionEnds, e.SessionLatest);
        return state with
        {
            Claimed = state.Claimed.Add(e.Place),
            Extended = state.Extended.Remove(e.Place),
            Calls = index < 0 ? state.Calls : state.Calls.SetItem(index, state.Calls[index] with { Claimed = state.Calls[index].Claimed + 1 }),
            // Whoever comes on an extension was counted as lost when the call ended.
            Pending = index < 0 ? state.Pending : state.Pending - 1,
            NoShowRate = Average(state.NoShowRate, state.TurnsSeen, came: true, times: 1),
            TurnsSeen = Math.Min(state.TurnsSeen + 1, RoomLimits.NoShowMemory),
        };
    }

    private static RoomState Lapse(RoomState state, DateTimeOffset upTo)
    {
        var (gone, lost, over) = (0L, 0L, 0);
        foreach (var call in state.Calls.TakeWhile(c => c.Until <= upTo))
        {
            var left = call.To - call.From + 1 - call.Claimed;
            gone += left;
            // Who asked for more time, or stood before a full door, is late and not lost.
            lost += left - state.Extended.Count(p => p.Value > upTo && call.From <= p.Key && p.Key <= call.To);
            over++;
        }

        var times = (int)Math.Min(lost, RoomLimits.NoShowMemory * 4L);
        var known = state.NoShowRate > 0 || lost == 0 ? state.NoShowRate : Absence.AtFirst(state, upTo);
        return state with
        {
            Calls = state.Calls.RemoveRange(0, over),
            Pending = state.Pending - gone,
            Extended = state.Extended.RemoveRange(state.Extended.Where(p => p.Value <= upTo).Select(p => p.Key)),
            NoShowRate = Average(known, state.TurnsSeen, came: false, times),
            TurnsSeen = Math.Min(state.TurnsSeen + times, RoomLimits.NoShowMemory),
        };
    }

    /// <summary>A mean over the last turns: plain while there are few, exponentially forgetting once the memory is full.</summary>
    private static double Average(double rate, int seen, bool came, int times)
    {
        for (var i = 0; i < times; i++)
        {
            seen = Math.Min(seen + 1, RoomLimits.NoShowMemory);
            rate += ((came ? 0 : 1) - rate) / seen;
        }

        return rate;
    }

    private static RoomState Begin(RoomState state, long number, DateTimeOffset until, DateTimeOffset latest) => state with
    {
        Sessions = state.Sessions.SetItem(number, new ActiveSession(until, latest)),
        SessionEnds = state.SessionEnds.Add(new SessionEnd(until, number)),
    };

    private static RoomState End(RoomState state, IReadOnlyList<long> numbers)
    {
        var sessions = state.Sessions.ToBuilder();
        var ends = state.SessionEnds.ToBuilder();
        foreach (var number in numbers)
        {
            if (sessions.TryGetValue(number, out var session))
            {
                sessions.Remove(number);
                ends.Remove(new SessionEnd(session.Until, number));
            }
        }

        return state with { Sessions = sessions.ToImmutable(), SessionEnds = ends.ToImmutable() };
    }
}
