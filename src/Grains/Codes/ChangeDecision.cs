using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using Decision = WaitingRoom.Grains.Writing.Decision<WaitingRoom.Grains.Codes.CodeEvent, WaitingRoom.Grains.Codes.CodeOutcome>;

namespace WaitingRoom.Grains.Codes;

/// <summary>
/// Decides about changing what is booked. Pure. From Booked over Rebooking either to Replacing, from where on the other pair is the booked one, or to Reverting, and from
/// both back to Booked: at no step is nothing booked, and whichever of "completed" and "failed" arrives first is the truth.
/// </summary>
internal static class ChangeDecision
{
    public static Decision Decide(CodeState state, CodeCommand command, DateTimeOffset now) => command switch
    {
        CodeCommand.BeginRebook c => Begin(state, c, now),
        CodeCommand.CompleteRebook c => state.Phase == PairPhase.Rebooking && state.Next!.Id == c.Next
            ? Accept(new CodeEvent.PairReplaced(state.Next with { Legs = [.. state.Next.Legs.Select((leg, i) => leg with { Seat = c.Seats[i] })] }, now), state)
            : CodeDecision.Refuse(About(state, c.Next)),
        CodeCommand.FailRebook c => state.Phase == PairPhase.Rebooking && state.Next!.Id == c.Next
            ? Accept(new CodeEvent.RevertBegun(c.Next, now), state)
            : CodeDecision.Refuse(About(state, c.Next)),
        CodeCommand.FinishRebook c => Finish(state, c, now),
        CodeCommand.ChangeContact c => ChangeContact(state, c, now),
        _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
    };

    /// <summary>Where a change stands.</summary>
    public static CodeOutcome Now(CodeState state) => state.Phase switch
    {
        PairPhase.Rebooking => new CodeOutcome.RebookBegun(state.Pair!, state.Next!),
        PairPhase.Reverting => new CodeOutcome.RevertBegun(state.Pair!, state.Next!),
        PairPhase.Replacing => new CodeOutcome.Replacing(state.Pair!, state.Former!, state.SeatsBackAt),
        _ => new CodeOutcome.NoSuchPair(),
    };

    /// <summary>Where the pair stands that was to take the place.</summary>
    public static CodeOutcome About(CodeState state, PairId next) =>
        state.Next?.Id == next || (state.Phase == PairPhase.Replacing && state.Pair!.Id == next) ? Now(state)
        : state.Phase == PairPhase.Booked && state.Pair!.Id == next ? new CodeOutcome.PairBooked(state.Pair)
        : CodeDecision.Ended(state, next);

    private static Decision Begin(CodeState state, CodeCommand.BeginRebook c, DateTimeOffset now)
    {
        if (About(state, c.Next.Id) is not CodeOutcome.NoSuchPair and var known)
        {
            return CodeDecision.Refuse(known);
        }

        if (state.Pair is not { } pair || pair.Id != c.Former)
        {
            return CodeDecision.Refuse(CodeDecision.Ended(state, c.Former));
        }

        if (state.Phase != PairPhase.Booked)
        {
            return CodeDecision.Refuse(new CodeOutcome.OtherPair(state.Phase, pair));
        }

        return c.Next.MayReplace(pair)
            ? Accept(new CodeEvent.RebookBegun(c.Next, c.SeatsBackAt, now), state)
            : CodeDecision.Refuse(new CodeOutcome.IntervalViolated(c.Next.Rule));
    }

    private static Decision Finish(CodeState state, CodeCommand.FinishRebook c, DateTimeOffset now) => state.Phase switch
    {
        PairPhase.Replacing when state.Pair!.Id == c.Next => Accept(new CodeEvent.RebookEnded(c.Next, state.Former!.Id, PairEnd.Replaced, now), state),
        PairPhase.Reverting when state.Next!.Id == c.Next => Accept(new CodeEvent.RebookEnded(c.Next, c.Next, PairEnd.Failed, now), state),
        _ => CodeDecision.Refuse(About(state, c.Next)),
    };

    private static Decision ChangeContact(CodeState state, CodeCommand.ChangeContact c, DateTimeOffset now)
    {
        if (state.Pair is not { } pair || pair.Id != c.Pair)
        {
            return CodeDecision.Refuse(CodeDecision.Ended(state, c.Pair));
        }

        return state.Phase == PairPhase.Booked
            ? Accept(new CodeEvent.ContactChanged(c.Pair, c.SealedContact.ToArray(), now), state) with
            {
                Beside = [new Projection.ContactKeyStored(pair.Reference, c.WrappedContactKey, c.Marks)],
            }
            : CodeDecision.Refuse(new CodeOutcome.OtherPair(state.Phase, pair));
    }

    /// <summary>The answers carry both pairs, which the events need not repeat: they are read from the state that the event leads to.</summary>
    private static Decision Accept(CodeEvent happened, CodeState state) =>
        new([], happened, CodeAggregate.Instance.OutcomeOf(CodeEvolution.Evolve(state, happened), happened));
}
