using System.Globalization;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Pairs;

/// <summary>
/// Books both appointments of a pair or neither. Holds nothing itself: every step asks a grain, under an operation id that follows from the pair, so
/// that anybody may take the same step again after a crash, even while somebody else still does. Which way it ends is decided by the code's grain alone.
/// </summary>
public sealed class PairSaga(IGrains grains)
{
    private readonly PairChange change = new(grains);

    /// <summary>Holds all seats of <paramref name="pair"/>, first at the days and then at the code. The seats in the argument are ignored.</summary>
    /// <param name="isOffer">For somebody on the waiting list, see <see cref="DayCommand.Hold"/>.</param>
    public async Task<PairOutcome> Hold(CodeId code, Pair pair, bool isOffer = false)
    {
        // The code is asked first, so that a stranger's guess or a second booking takes no seat, not even for a moment.
        if (await grains.Read(code) is not { } state)
        {
            return new PairOutcome.Unknown();
        }

        if (!state.Issued)
        {
            return new PairOutcome.CodeRefused(new CodeOutcome.UnknownCode());
        }

        if (!pair.Rule.Allows(pair.Legs))
        {
            return new PairOutcome.CodeRefused(new CodeOutcome.IntervalViolated(pair.Rule));
        }

        var replies = await EachLeg(pair, (leg, i) => new DayCommand.Hold(StepId.Of(pair.Id, SagaStep.HoldLeg, i), leg.Appointment, leg.Slot, pair.Channel, pair.HeldUntil, pair.Rule.Version, FormerOf(state, leg), isOffer));
        if (replies.Any(r => r is Reply<DayOutcome>.Unknown))
        {
            return new PairOutcome.Unknown();
        }

        var refused = Array.FindIndex(replies, r => r is not Reply<DayOutcome>.Done { Outcome: DayOutcome.Held or DayOutcome.Booked });
        if (refused >= 0)
        {
            await GiveUpHolds(pair);
            return replies[refused] is Reply<DayOutcome>.Done { Outcome: var reason } ? new PairOutcome.LegRefused(refused, reason) : new PairOutcome.Busy();
        }

        var held = pair with { Legs = [.. pair.Legs.Select((leg, i) => leg with { Seat = SeatOf(replies[i]) })], HeldUntil = EndOfHold(replies, pair.HeldUntil) };
        switch (await grains.Ask(code, new CodeCommand.RecordHold(StepId.Of(pair.Id, SagaStep.Hold), held)))
        {
            case Reply<CodeOutcome>.Done { Outcome: CodeOutcome.PairHeld recorded }:
                return new PairOutcome.Held(recorded.Pair);
            // A late repeat of a hold that has gone on without it: the seats are the booking's now, or the undoing's.
            case Reply<CodeOutcome>.Done { Outcome: CodeOutcome.PairBooked booked }:
                return new PairOutcome.Booked(booked.Pair);
            case Reply<CodeOutcome>.Done { Outcome: CodeOutcome.PairEnded ended }:
                return new PairOutcome.Ended(ended.End);
            case Reply<CodeOutcome>.Done { Outcome: CodeOutcome.BookingBegun or CodeOutcome.UndoBegun }:
            case Reply<CodeOutcome>.Done { Outcome: CodeOutcome.OtherPair other } when other.Pair.Id == pair.Id:
                return new PairOutcome.Unknown();
            case Reply<CodeOutcome>.Done { Outcome: var reason }:
                await GiveUpHolds(pair);
                return new PairOutcome.CodeRefused(reason);
            case Reply<CodeOutcome>.Busy:
                await GiveUpHolds(pair);
                return new PairOutcome.Busy();
            default:
                return new PairOutcome.Unknown();
        }
    }

    /// <summary>Lengthens the hold of both seats, or says that it is over.</summary>
    public async Task<PairOutcome> Extend(CodeId code, PairId pairId, OperationId operation, DateTimeOffset until)
    {
        if (await grains.Read(code) is not { } state)
        {
            return new PairOutcome.Unknown();
        }

        if (state.Phase != PairPhase.Held || state.Pair is not { } pair || pair.Id != pairId)
        {
            return new PairOutcome.CodeRefused(new CodeOutcome.NoSuchPair());
        }

        var replies = await EachLeg(pair, (leg, i) => new DayCommand.ExtendHold(
            OperationId.Derive(pair.Id.ToString(), operation.ToString(), i.ToString(CultureInfo.InvariantCulture)), leg.Appointment, until));
        if (Array.Exists(replies, r => r is not Reply<DayOutcome>.Done))
        {
            return new PairOutcome.Unknown();
        }

        if (Array.Exists(replies, r => r is Reply<DayOutcome>.Done { Outcome: not DayOutcome.HoldExtended }))
        {
            return new PairOutcome.Ended(null);
        }

        var earliest = replies.Min(r => ((DayOutcome.HoldExtended)((Reply<DayOutcome>.Done)r).Outcome).Until);
        return await grains.Ask(code, new CodeCommand.RecordExtension(operation, pairId, earliest)) switch
        {
            Reply<CodeOutcome>.Done { Outcome: CodeOutcome.PairHeld recorded } => new PairOutcome.Held(recorded.Pair),
            Reply<CodeOutcome>.Done { Outcome: var reason } => new PairOutcome.CodeRefused(reason),
            Reply<CodeOutcome>.Busy => new PairOutcome.Busy(),
            _ => new PairOutcome.Unknown(),
        };
    }

    /// <summary>Gives a held pair back. The code is told first: once it no longer knows the hold, nobody can confirm it.</summary>
    public async Task<PairOutcome> Release(CodeId code, PairId pairId)
    {
        if (await grains.Read(code) is not { } state)
        {
            return new PairOutcome.Unknown();
        }

        if (state.Phase != PairPhase.Held || state.Pair is not { } pair || pair.Id != pairId)
        {
            return new PairOutcome.CodeRefused(new CodeOutcome.NoSuchPair());
        }

        switch (await grains.Ask(code, new CodeCommand.RecordRelease(StepId.Of(pairId, SagaStep.Release), pairId)))
        {
            case Reply<CodeOutcome>.Done { Outcome: CodeOutcome.PairReleased }:
                // Should this fail half-way, the holds run out by themselves.
                await GiveUpHolds(pair);
                return new PairOutcome.Ended(null);
            case Reply<CodeOutcome>.Done { Outcome: var reason }:
                return new PairOutcome.CodeRefused(reason);
            case Reply<CodeOutcome>.Busy:
                return new PairOutcome.Busy();
            default:
                return new PairOutcome.Unknown();
        }
    }

    /// <summary>Books the held pair: both appointments or neither.</summary>
    public async Task<PairOutcome> Confirm(CodeId code, PairId pairId, ReadOnlyMemory<byte> sealedContact, ReadOnlyMemory<byte> wrappedContactKey, ContactMarks? marks = null) =>
        await Follow(code, await grains.Ask(code, new CodeCommand.BeginBooking(StepId.Of(pairId, SagaStep.Confirm), pairId, sealedContact, wrappedContactKey, marks)));

    /// <summary>Cancels a booked pair: both appointments are given back.</summary>
    /// <param name="seatsBackAt">When the seats are anybody's; null for at once.</param>
    public async Task<PairOutcome> Cancel(CodeId code, PairId pairId, DateTimeOffset? seatsBackAt = null) =>
        await Follow(code, await grains.Ask(code, new CodeCommand.BeginCancel(StepId.Of(pairId, SagaStep.Cancel), pairId, seatsBackAt)));

    /// <summary>
    /// Books <paramref name="next"/> in place of a booked pair, which is lost only once the other is booked. Appointments that both have are kept; where the other has fewer, the
    /// rest is cancelled. Booked says that it is done; any refusal that everything is as it was.
    /// </summary>
    /// <param name="seatsBackAt">When the seats that are given up are anybody's; null for at once.</param>
    public Task<PairOutcome> Rebook(CodeId code, PairId former, Pair next, DateTimeOffset? seatsBackAt = null) => change.Rebook(code, former, next, seatsBackAt);

    /// <summary>Takes up a booking, a cancellation or a rebooking whose driver was lost. Null where nothing is unfinished.</summary>
    public async Task<PairOutcome?> Resume(CodeId code) => await grains.Ask(code, new CodeCommand.TakeUp()) switch
    {
        Reply<CodeOutcome>.Done { Outcome: CodeOutcome.NoSuchPair } => null,
        var reply => await Follow(code, reply),
    };

    /// <summary>Does what the code's answer asks for next.</summary>
    private async Task<PairOutcome> Follow(CodeId code, Reply<CodeOutcome> reply, PairOutcome? because = null) => reply switch
    {
        Reply<CodeOutcome>.Done { Outcome: CodeOutcome.BookingBegun begun } => await Finish(code, begun.Pair),
        Reply<CodeOutcome>.Done { Outcome: CodeOutcome.PairBooked booked } => new PairOutcome.Booked(booked.Pair),
        Reply<CodeOutcome>.Done { Outcome: CodeOutcome.RebookBegun or CodeOutcome.RevertBegun or CodeOutcome.Replacing } => await change.Follow(code, reply),
        Reply<CodeOutcome>.Done { Outcome: CodeOutcome.UndoBegun undo } => await Undo(code, undo, undo.End == PairEnd.Failed ? because : null),
        Reply<CodeOutcome>.Done { Outcome: CodeOutcome.PairEnded { End: PairEnd.Failed } } when because is not null => because,
        Reply<CodeOutcome>.Done { Outcome: CodeOutcome.PairEnded ended } => new PairOutcome.Ended(ended.End),
        Reply<CodeOutcome>.Done { Outcome: var reason } => new PairOutcome.CodeRefused(reason),
        Reply<CodeOutcome>.Busy => new PairOutcome.Busy(),
        _ => new PairOutcome.Unknown(),
    };

    private async Task<PairOutcome> Finish(CodeId code, Pair pair)
    {
        var replies = await EachLeg(pair, (leg, i) => new DayCommand.Book(StepId.Of(pair.Id, SagaStep.BookLeg, i), leg.Appointment, leg.Slot, pair.Channel));
        if (Array.Exists(replies, r => r is not Reply<DayOutcome>.Done))
        {
            return new PairOutcome.Unknown();
        }

        var refused = Array.FindIndex(replies, r => r is Reply<DayOutcome>.Done { Outcome: not DayOutcome.Booked });
        if (refused >= 0)
        {
            var reason = ((Reply<DayOutcome>.Done)replies[refused]).Outcome;
            return await FollowOn(code, new CodeCommand.FailBooking(StepId.Of(pair.Id, SagaStep.Fail), pair.Id), new PairOutcome.LegRefused(refused, reason));
        }

        return await FollowOn(code, new CodeCommand.CompleteBooking(StepId.Of(pair.Id, SagaStep.Complete), pair.Id, [.. replies.Select(SeatOf)]), because: null);
    }

    /// <summary>
    /// A code that has begun a booking knows its pair and answers with its end. One that denies it, or is still only beginning it, speaks from a state
    /// that is behind: nobody is told "refused" on its word, and nobody goes round in a circle with it.
    /// </summary>
    private async Task<PairOutcome> FollowOn(CodeId code, CodeCommand step, PairOutcome? because)
    {
        var reply = await grains.Ask(code, step);
        return reply is Reply<CodeOutcome>.Done { Outcome: CodeOutcome.PairBooked or CodeOutcome.UndoBegun or CodeOutcome.PairEnded }
            ? await Follow(code, reply, because)
            : new PairOutcome.Unknown();
    }

    private async Task<PairOutcome> Undo(CodeId code, CodeOutcome.UndoBegun undo, PairOutcome? because)
    {
        var pair = undo.Pair;
        if (!await FreeSeats(pair, undo.SeatsBackAt))
        {
            return new PairOutcome.Unknown();
        }

        return await grains.Ask(code, new CodeCommand.FinishUndo(StepId.Of(pair.Id, SagaStep.Undone), pair.Id)) is Reply<CodeOutcome>.Done
            ? because ?? new PairOutcome.Ended(undo.End)
            : new PairOutcome.Unknown();
    }

    /// <summary>The appointment by which the same person had a seat of this slot before; null for none.</summary>
    internal static AppointmentId? FormerOf(CodeState state, Leg leg)
    {
        for (var i = state.Ended.Count - 1; i >= 0; i--)
        {
            foreach (var freed in state.Ended[i].Pair?.Legs ?? [])
            {
                if (freed.Day == leg.Day && freed.Slot == leg.Slot)
                {
                    return freed.Appointment;
                }
            }
        }

        return null;
    }

    /// <summary>Gives up what this attempt holds. A seat that was booked under the same pair meanwhile, by another driver, stays booked; only the code decides about it.</summary>
    private Task<Reply<DayOutcome>[]> GiveUpHolds(Pair pair) => EachLeg(pair, (leg, i) => new DayCommand.Free(StepId.Of(pair.Id, SagaStep.GiveUpLeg, i), leg.Appointment, OnlyIfHeld: true));

    /// <summary>False when a day did not answer.</summary>
    private async Task<bool> FreeSeats(Pair pair, DateTimeOffset? backAt)
    {
        var replies = await EachLeg(pair, (leg, i) => new DayCommand.Free(StepId.Of(pair.Id, SagaStep.FreeLeg, i), leg.Appointment, BackAt: backAt));
        return Array.TrueForAll(replies, r => r is Reply<DayOutcome>.Done);
    }

    private Task<Reply<DayOutcome>[]> EachLeg(Pair pair, Func<Leg, int, DayCommand> command)
    {
        var asked = new Task<Reply<DayOutcome>>[pair.Legs.Count];
        for (var i = 0; i < asked.Length; i++)
        {
            asked[i] = grains.Ask(pair.Legs[i].Day, command(pair.Legs[i], i));
        }

        return Task.WhenAll(asked);
    }

    internal static int SeatOf(Reply<DayOutcome> reply) => ((Reply<DayOutcome>.Done)reply).Outcome switch
    {
        DayOutcome.Held held => held.Seat,
        DayOutcome.Booked booked => booked.Seat,
        var other => throw new InvalidOperationException($"{other.GetType().Name} has no seat."),
    };

    private static DateTimeOffset EndOfHold(Reply<DayOutcome>[] replies, DateTimeOffset asked) =>
        replies.Min(r => r is Reply<DayOutcome>.Done { Outcome: DayOutcome.Held held } ? held.Until : asked);
}
