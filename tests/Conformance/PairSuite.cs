using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Pairs;
using WaitingRoom.Grains.Writing;
using Xunit;

namespace WaitingRoom.Conformance;

/// <summary>Codes and the pairs that they book.</summary>
public abstract class PairSuite : GrainsSuite
{
    private static readonly ReadOnlyMemory<byte> Sealed = new byte[] { 1, 2, 3 };
    private static readonly ReadOnlyMemory<byte> Key = new byte[] { 4, 5, 6 };

    [Fact]
    public async Task A_pair_is_held_confirmed_and_cancelled_by_whoever_is_asked()
    {
        var (code, pair) = await NewPair(web: 1);
        Assert.IsType<PairOutcome.Held>(await new PairSaga(Here).Hold(code, pair));
        var booked = Assert.IsType<PairOutcome.Booked>(await new PairSaga(There).Confirm(code, pair.Id, Sealed, Key));
        Assert.All(booked.Pair.Legs, leg => Assert.True(leg.Seat >= 0));
        Assert.Equal((int[])[1, 1], await Booked(pair));
        Assert.Equal(Sealed.ToArray(), (await There.Read(code))!.SealedContact.ToArray());

        Assert.IsType<PairOutcome.Ended>(await new PairSaga(Here).Cancel(code, pair.Id));
        Assert.Equal((int[])[0, 0], await Booked(pair));
    }

    [Fact]
    public async Task A_pair_whose_second_day_is_full_leaves_nothing_behind()
    {
        var (code, pair) = await NewPair(web: 1);
        await Settle(Here, pair.Legs[1].Day, Book(Somebody()));

        var refused = Assert.IsType<PairOutcome.LegRefused>(await new PairSaga(There).Hold(code, pair));
        Assert.Equal(1, refused.Leg);
        Assert.IsType<DayOutcome.Full>(refused.Reason);
        Assert.Equal(0, (await Newest(Here, pair.Legs[0].Day)).Slots[Slot].Held);
    }

    [Fact]
    public async Task A_booking_whose_driver_was_lost_is_finished_by_another()
    {
        var (code, pair) = await NewPair(web: 1);
        await new PairSaga(Here).Hold(code, pair);
        var begin = new CodeCommand.BeginBooking(OperationId.New(), pair.Id, Sealed, Key);
        Assert.IsType<CodeOutcome.BookingBegun>(Assert.IsType<Reply<CodeOutcome>.Done>(await Here.Ask(code, begin)).Outcome);

        Assert.IsType<PairOutcome.Booked>(await new PairSaga(There).Resume(code));
        Assert.Equal((int[])[1, 1], await Booked(pair));
    }

    [Fact]
    public async Task Of_many_pairs_for_the_last_seats_at_once_each_is_whole_or_nothing()
    {
        const int seats = 4;
        var (first, second) = (await NewDay(seats), await NewDay(seats));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            var code = await NewCode();
            var saga = new PairSaga(i % 2 == 0 ? Here : There);
            var pair = PairOn(first, second);
            return await saga.Hold(code, pair) is PairOutcome.Held ? await saga.Confirm(code, pair.Id, Sealed, Key) : null;
        }));

        Assert.Equal(seats, outcomes.Count(outcome => outcome is PairOutcome.Booked));
        Assert.Equal((seats, seats), ((await Newest(Here, first)).Slots[Slot].Booked, (await Newest(There, second)).Slots[Slot].Booked));
        Assert.Equal((0, 0), ((await Newest(Here, first)).Slots[Slot].Held, (await Newest(There, second)).Slots[Slot].Held));
    }

    private static Pair PairOn(DayId first, DayId second)
    {
        var id = PairId.New();
        return new Pair(
            id,
            id.ToString()[..14],
            [new Leg(first, Slot, Somebody(), Seat: -1), new Leg(second, Slot, Somebody(), Seat: -1)],
            new IntervalRule(1, Doses: 2, MinDays: 0, MaxDays: 60),
            Channel.Web,
            TimeProvider.System.GetUtcNow().AddMinutes(10));
    }

    private async Task<(CodeId Code, Pair Pair)> NewPair(int web) => (await NewCode(), PairOn(await NewDay(web), await NewDay(web)));

    private async Task<CodeId> NewCode()
    {
        var code = new CodeId(Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));
        Assert.IsType<CodeOutcome.Issued>(Assert.IsType<Reply<CodeOutcome>.Done>(await Here.Ask(code, new CodeCommand.Issue(OperationId.New(), Group: 1))).Outcome);
        return code;
    }

    private async Task<int[]> Booked(Pair pair) => [.. await Task.WhenAll(pair.Legs.Select(async leg => (await Newest(There, leg.Day)).Slots[Slot].Booked))];
}
