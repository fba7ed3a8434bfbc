using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Grains.Pairs;

/// <summary>
/// Puts another pair in the place of a booked one. The intention is written down first, then the new seats are held and booked, then the code says that the place is
/// taken, and only then the old seats are given back. Like <see cref="PairSaga"/> it holds nothing: whoever takes a step again finds its earlier self.
/// </summary>
internal sealed class PairChange(IGrains grains)
{
    public async Task<PairOutcome> Rebook(CodeId code, Identity.PairId former, Pair next, DateTimeOffset? seatsBackAt)
    {
        var reply = await grains.Ask(code, new CodeCommand.BeginRebook(StepId.Of(next.Id, SagaStep.Rebook), former, next, seatsBackAt));
        if (reply is not Reply<CodeOutcome>.Done { Outcome: CodeOutcome.RebookBegun begun })
        {
            return await Follow(code, reply);
        }

        if (await grains.Read(code) is not { } state)
        {
            return new PairOutcome.Unknown();
        }

        // Held before booked, so that nobody sees one half of a booking that cannot be had.
        var wanted = begun.Next;
        var replies = await EachOther(wanted, begun.Pair, (leg, i) => new DayCommand.Hold(
            StepId.Of(wanted.Id, SagaStep.HoldLeg, i), leg.Appointment, leg.Slot, wanted.Channel, wanted.HeldUntil, wanted.Rule.Version, PairSaga.FormerOf(state, leg)));
        return Array.Exists(replies, r => r is not null and not Reply<DayOutcome>.Done) ? new PairOutcome.Unknown()
            : Array.FindIndex(replies, r => r is Reply<DayOutcome>.Done { Outcome: not (DayOutcome.Held or DayOutcome.Booked) }) is >= 0 and var refused ? await Fail(code, wanted, refused, replies)
            : await Book(code, begun);
    }

    /// <summary>Does what the code's answer asks for next.</summary>
    public async Task<PairOutcome> Follow(CodeId code, Reply<CodeOutcome> reply, PairOutcome? because = null) => reply switch
    {
        Reply<CodeOutcome>.Done { Outcome: CodeOutcome.RebookBegun begun } => await Book(code, begun),
        Reply<CodeOutcome>.Done { Outcome: CodeOutcome.Replacing replacing } => await GiveUpFormer(code, replacing),
        Reply<CodeOutcome>.Done { Outcome: CodeOutcome.RevertBegun revert } => await GiveUpNext(code, revert, because),
        Reply<CodeOutcome>.Done { Outcome: CodeOutcome.PairBooked booked } => new PairOutcome.Booked(booked.Pair),
        Reply<CodeOutcome>.Done { Outcome: CodeOutcome.PairEnded ended } => because ?? new PairOutcome.Ended(ended.End),
        Reply<CodeOutcome>.Done { Outcome: var reason } => new PairOutcome.CodeRefused(reason),
        Reply<CodeOutcome>.Busy => new PairOutcome.Busy(),
        _ => new PairOutcome.Unknown(),
    };

    /// <summary>Takes the new seats, also those whose hold was never made or has run out, where they can still be had.</summary>
    private async Task<PairOutcome> Book(CodeId code, CodeOutcome.RebookBegun begun)
    {
        var (pair, next) = (begun.Pair, begun.Next);
        var replies = await EachOther(next, pair, (leg, i) => new DayCommand.Book(StepId.Of(next.Id, SagaStep.BookLeg, i), leg.Appointment, leg.Slot, next.Channel));
        if (Array.Exists(replies, r => r is not null and not Reply<DayOutcome>.Done))
        {
            return new PairOutcome.Unknown();
        }

        if (Array.FindIndex(replies, r => r is Reply<DayOutcome>.Done { Outcome: not DayOutcome.Booked }) is >= 0 and var refused)
        {
            return await Fail(code, next, refused, replies);
        }

        int[] seats = [.. next.Legs.Select((leg, i) => replies[i] is { } reply ? PairSaga.SeatOf(reply) : pair.Legs.First(kept => kept.Appointment == leg.Appointment).Seat)];
        return await FollowOn(code, new CodeCommand.CompleteRebook(StepId.Of(next.Id, SagaStep.CompleteRebook), next.Id, seats), because: null);
    }

    private Task<PairOutcome> Fail(CodeId code, Pair next, int leg, Reply<DayOutcome>?[] replies) => FollowOn(
        code,
        new CodeCommand.FailRebook(StepId.Of(next.Id, SagaStep.FailRebook), next.Id),
        new PairOutcome.LegRefused(leg, ((Reply<DayOutcome>.Done)replies[leg]!).Outcome));

    /// <summary>As in <see cref="PairSaga"/>: a code that does not know the change, or is only beginning it, speaks from a state that is behind.</summary>
    private async Task<PairOutcome> FollowOn(CodeId code, CodeCommand step, PairOutcome? because)
    {
        var reply = await grains.Ask(code, step);
        return reply is Reply<CodeOutcome>.Done { Outcome: CodeOutcome.Replacing or CodeOutcome.RevertBegun or CodeOutcome.PairBooked or CodeOutcome.PairEnded }
            ? await Follow(code, reply, because)
            : new PairOutcome.Unknown();
    }

    /// <summary>The new pair is booked whatever happens here; what is not given back now the reminder gives back.</summary>
    private async Task<PairOutcome> GiveUpFormer(CodeId code, CodeOutcome.Replacing replacing)
    {
        var (pair, former) = (replacing.Pair, replacing.Former);
        var replies = await EachOther(former, pair, (leg, i) => new DayCommand.Free(StepId.Of(former.Id, SagaStep.FreeLeg, i), leg.Appointment, BackAt: replacing.SeatsBackAt));
        if (Array.TrueForAll(replies, r => r is null or Reply<DayOutcome>.Done))
        {
            await grains.Ask(code, new CodeCommand.FinishRebook(StepId.Of(pair.Id, SagaStep.RebookDone), pair.Id));
        }

        return new PairOutcome.Booked(pair);
    }

    private async Task<PairOutcome> GiveUpNext(CodeId code, CodeOutcome.RevertBegun revert, PairOutcome? because)
    {
        var next = revert.Next;
        var replies = await EachOther(next, revert.Pair, (leg, i) => new DayCommand.Free(StepId.Of(next.Id, SagaStep.FreeLeg, i), leg.Appointment));
        return Array.TrueForAll(replies, r => r is null or Reply<DayOutcome>.Done)
            && await grains.Ask(code, new CodeCommand.FinishRebook(StepId.Of(next.Id, SagaStep.RebookDone), next.Id)) is Reply<CodeOutcome>.Done
            ? because ?? new PairOutcome.Ended(PairEnd.Failed)
            : new PairOutcome.Unknown();
    }

    /// <summary>Asks about each appointment that the other pair does not have; null stands for one that it has.</summary>
    private async Task<Reply<DayOutcome>?[]> EachOther(Pair pair, Pair other, Func<Leg, int, DayCommand> command)
    {
        var asked = new Task<Reply<DayOutcome>>?[pair.Legs.Count];
        for (var i = 0; i < asked.Length; i++)
        {
            asked[i] = other.Has(pair.Legs[i].Appointment) ? null : grains.Ask(pair.Legs[i].Day, command(pair.Legs[i], i));
        }

        var replies = new Reply<DayOutcome>?[asked.Length];
        for (var i = 0; i < asked.Length; i++)
        {
            replies[i] = asked[i] is { } task ? await task : null;
        }

        return replies;
    }
}
