using System.Collections.Immutable;

namespace WaitingRoom.Grains.Codes;

/// <summary>Folds what happened into a code's state. Pure and total.</summary>
internal static class CodeEvolution
{
    /// <summary>Ended pairs a code remembers; someone who has booked and cancelled more often than this can read the newest ones only.</summary>
    private const int MostEnded = 16;

    public static CodeState Evolve(CodeState state, CodeEvent happened) => happened switch
    {
        CodeEvent.CodeIssued e => state with { Issued = true, Group = e.Group, Origin = e.Origin },
        CodeEvent.PairHeld e => state with { Phase = PairPhase.Held, Pair = e.Pair, PhaseSince = e.At, SealedContact = default },
        CodeEvent.HoldExtended e => state with { Pair = e.Pair },
        CodeEvent.PairReleased => Clear(state),
        CodeEvent.BookingBegun e => state with { Phase = PairPhase.Booking, Pair = e.Pair, PhaseSince = e.At, SealedContact = e.SealedContact, ContactOf = null, Changes = 0, Dropped = [] },
        CodeEvent.PairBooked e => state with { Phase = PairPhase.Booked, Pair = e.Pair, PhaseSince = e.At },
        CodeEvent.UndoBegun e => state with { Phase = PairPhase.Undoing, End = e.End, SeatsBackAt = e.SeatsBackAt, PhaseSince = e.At },
        CodeEvent.PairEnded e => Clear(state) with
        {
            Ended = Remember(
                state.Ended,
                new EndedPair(e.Pair, state.Pair!.Reference, e.End, e.At)
                {
                    Pair = state.Pair, SealedContact = state.SealedContact, ContactOf = state.ContactOf, Changes = state.Changes, Dropped = state.Dropped,
                }),
        },
        CodeEvent.RebookBegun e => state with { Phase = PairPhase.Rebooking, Next = e.Next, SeatsBackAt = e.SeatsBackAt, PhaseSince = e.At },
        CodeEvent.RevertBegun e => state with { Phase = PairPhase.Reverting, SeatsBackAt = null, PhaseSince = e.At },
        CodeEvent.PairReplaced e => state with
        {
            Phase = PairPhase.Replacing,
            Pair = e.Pair,
            Former = state.Pair,
            Next = null,
            ContactOf = state.ContactOf ?? state.Pair!.Id,
            Changes = state.Changes + 1,
            Dropped = e.Pair.Legs.Count < state.Pair!.Legs.Count ? state.Dropped.AddRange(WithDoses(state.Pair, leg => !e.Pair.Has(leg.Appointment))) : state.Dropped,
            PhaseSince = e.At,
        },
        CodeEvent.RebookEnded e => EndRebook(state, e),
        CodeEvent.ContactChanged e => state with { SealedContact = e.SealedContact, ContactOf = null },
        _ => throw new InvalidOperationException($"No fold for {happened.GetType().Name}."),
    };

    private static CodeState Clear(CodeState state) => state with { Phase = PairPhase.None, Pair = null, SealedContact = default, ContactOf = null, SeatsBackAt = null, Changes = 0, Dropped = [] };

    private static IEnumerable<Leg> WithDoses(Pair pair, Func<Leg, bool> which) => pair.Legs.Where(which).Select(leg => leg with { Dose = pair.DoseOf(leg) });

    private static CodeState EndRebook(CodeState state, CodeEvent.RebookEnded e)
    {
        var over = state.Former ?? state.Next!;
        return state with
        {
            Phase = PairPhase.Booked,
            Next = null,
            Former = null,
            SeatsBackAt = null,
            PhaseSince = e.At,
            Ended = Remember(state.Ended, new EndedPair(e.Ended, over.Reference, e.End, e.At) { Pair = over }),
        };
    }

    private static ImmutableList<EndedPair> Remember(ImmutableList<EndedPair> ended, EndedPair pair) =>
        (ended.Count < MostEnded ? ended : ended.RemoveAt(0)).Add(pair);
}
