using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;
using Decision = WaitingRoom.Grains.Writing.Decision<WaitingRoom.Grains.Codes.CodeEvent, WaitingRoom.Grains.Codes.CodeOutcome>;

namespace WaitingRoom.Grains.Codes;

/// <summary>Decides for a booking code. Pure. Every step of the saga passes here, so two drivers of one saga cannot end it in two ways.</summary>
internal static class CodeDecision
{
    public static Decision Decide(CodeState state, CodeCommand command, DateTimeOffset now) => command switch
    {
        CodeCommand.Issue c => state.Issued ? Refuse(new CodeOutcome.Issued(state.Group)) : Accept(new CodeEvent.CodeIssued(c.Group, c.Origin)),
        CodeCommand.RecordHold c => RecordHold(state, c, now),
        CodeCommand.RecordExtension c => state.Phase == PairPhase.Held && state.Pair!.Id == c.Pair
            ? Accept(new CodeEvent.HoldExtended(state.Pair with { HeldUntil = c.HeldUntil }))
            : Refuse(new CodeOutcome.NoSuchPair()),
        CodeCommand.RecordRelease c => state.Phase == PairPhase.Held && state.Pair!.Id == c.Pair
            ? Accept(new CodeEvent.PairReleased(c.Pair))
            : Refuse(new CodeOutcome.NoSuchPair()),
        CodeCommand.BeginBooking c => BeginBooking(state, c, now),
        CodeCommand.CompleteBooking c => CompleteBooking(state, c, now),
        CodeCommand.FailBooking c => FailBooking(state, c, now),
        CodeCommand.BeginCancel c => BeginCancel(state, c, now),
        CodeCommand.FinishUndo c => FinishUndo(state, c, now),
        CodeCommand.BeginRebook or CodeCommand.CompleteRebook or CodeCommand.FailRebook or CodeCommand.FinishRebook or CodeCommand.ChangeContact =>
            ChangeDecision.Decide(state, command, now),
        CodeCommand.TakeUp => Refuse(state.Phase switch
        {
            PairPhase.Booking => new CodeOutcome.BookingBegun(state.Pair!),
            PairPhase.Undoing => Undoing(state),
            PairPhase.Rebooking or PairPhase.Reverting or PairPhase.Replacing => ChangeDecision.Now(state),
            _ => new CodeOutcome.NoSuchPair(),
        }),
        _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
    };

    private static Decision RecordHold(CodeState state, CodeCommand.RecordHold c, DateTimeOffset now)
    {
        if (!state.Issued)
        {
            return Refuse(new CodeOutcome.UnknownCode());
        }

        if (state.Pair is { } pair && (state.Phase != PairPhase.Held || state.HoldsAt(now)))
        {
            return Refuse(pair.Id == c.Pair.Id && state.Phase == PairPhase.Held ? new CodeOutcome.PairHeld(pair) : new CodeOutcome.OtherPair(state.Phase, pair));
        }

        return c.Pair.Rule.Allows(c.Pair.Legs)
            ? Accept(new CodeEvent.PairHeld(c.Pair, now))
            : Refuse(new CodeOutcome.IntervalViolated(c.Pair.Rule));
    }

    private static Decision BeginBooking(CodeState state, CodeCommand.BeginBooking c, DateTimeOffset now)
    {
        if (state.Pair is not { } pair || pair.Id != c.Pair)
        {
            return Refuse(Ended(state, c.Pair));
        }

        // A hold that ran out is no reason to refuse here: the days take the seats again if they still can.
        return state.Phase switch
        {
            PairPhase.Held => Accept(new CodeEvent.BookingBegun(pair, c.SealedContact.ToArray(), now)) with
            {
                Beside = [new Projection.ContactKeyStored(pair.Reference, c.WrappedContactKey, c.Marks)],
            },
            PairPhase.Booking => Refuse(new CodeOutcome.BookingBegun(pair)),
            PairPhase.Undoing => Refuse(Undoing(state)),
            _ => Refuse(new CodeOutcome.PairBooked(pair)),
        };
    }

    private static Decision CompleteBooking(CodeState state, CodeCommand.CompleteBooking c, DateTimeOffset now)
    {
        if (state.Pair is not { } pair || pair.Id != c.Pair)
        {
            return Refuse(Ended(state, c.Pair));
        }

        return state.Phase switch
        {
            PairPhase.Booking => Accept(new CodeEvent.PairBooked(pair with { Legs = [.. pair.Legs.Select((leg, i) => leg with { Seat = c.Seats[i] })] }, now)),
            PairPhase.Undoing => Refuse(Undoing(state)),
            _ => Refuse(state.IsBooked ? new CodeOutcome.PairBooked(pair) : new CodeOutcome.NoSuchPair()),
        };
    }

    private static Decision FailBooking(CodeState state, CodeCommand.FailBooking c, DateTimeOffset now)
    {
        if (state.Pair is not { } pair || pair.Id != c.Pair)
        {
            return Refuse(Ended(state, c.Pair));
        }

        return state.Phase switch
        {
            PairPhase.Booking => Accept(new CodeEvent.UndoBegun(pair, PairEnd.Failed, now)),
            PairPhase.Undoing => Refuse(Undoing(state)),
            _ => Refuse(state.IsBooked ? new CodeOutcome.PairBooked(pair) : new CodeOutcome.NoSuchPair()),
        };
    }

    private static Decision BeginCancel(CodeState state, CodeCommand.BeginCancel c, DateTimeOffset now)
    {
        if (state.Pair is not { } pair || pair.Id != c.Pair)
        {
            return Refuse(Ended(state, c.Pair));
        }

        return state.Phase switch
        {
            PairPhase.Booked => Accept(new CodeEvent.UndoBegun(pair, PairEnd.Cancelled, now, c.SeatsBackAt)),
            PairPhase.Undoing => Refuse(Undoing(state)),
            PairPhase.Rebooking or PairPhase.Reverting or PairPhase.Replacing => Refuse(new CodeOutcome.OtherPair(state.Phase, pair)),
            _ => Refuse(new CodeOutcome.NoSuchPair()),
        };
    }

    private static Decision FinishUndo(CodeState state, CodeCommand.FinishUndo c, DateTimeOffset now) =>
        state.Phase == PairPhase.Undoing && state.Pair!.Id == c.Pair
            ? Accept(new CodeEvent.PairEnded(c.Pair, state.End, now))
            : Refuse(Ended(state, c.Pair));

    /// <summary>What became of a pair that is not the code's now.</summary>
    internal static CodeOutcome Ended(CodeState state, Identity.PairId id) =>
        state.Ended.FindLast(p => p.Id == id) is { } ended ? new CodeOutcome.PairEnded(ended.End)
        : state.Former?.Id == id ? new CodeOutcome.PairEnded(PairEnd.Replaced)
        : new CodeOutcome.NoSuchPair();

    internal static CodeOutcome.UndoBegun Undoing(CodeState state) => new(state.Pair!, state.End, state.SeatsBackAt);

    internal static Decision Accept(CodeEvent happened) => new([], happened, CodeAggregate.Outcome(happened));

    internal static Decision Refuse(CodeOutcome outcome) => new([], null, outcome);
}
