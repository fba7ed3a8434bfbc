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
        CodeEvent.BookingBegun e => state with { Phase = PairPhase.Booking, Pair = e.Pair, PhaseSince = e.At, SealedContact = e.SealedContact },
        CodeEvent.PairBooked e => state with { Phase = PairPhase.Booked, Pair = e.Pair, PhaseSince = e.At },
        CodeEvent.UndoBegun e => state with { Phase = PairPhase.Undoing, End = e.End, PhaseSince = e.At },
        CodeEvent.PairEnded e => Clear(state) with
        {
            Ended = Remember(state.Ended, new EndedPair(e.Pair, state.Pair!.Reference, e.End, e.At) { Pair = state.Pair, SealedContact = state.SealedContact }),
        },
        _ => throw new InvalidOperationException($"No fold for {happened.GetType().Name}."),
    };

    private static CodeState Clear(CodeState state) => state with { Phase = PairPhase.None, Pair = null, SealedContact = default };

    private static ImmutableList<EndedPair> Remember(ImmutableList<EndedPair> ended, EndedPair pair) =>
        (ended.Count < MostEnded ? ended : ended.RemoveAt(0)).Add(pair);
}
