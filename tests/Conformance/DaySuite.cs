using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Writing;
using Xunit;

namespace WaitingRoom.Conformance;

/// <summary>Centre-days.</summary>
public abstract class DaySuite : GrainsSuite
{
    [Fact]
    public async Task What_was_answered_is_in_the_state_wherever_it_is_read()
    {
        var day = await NewDay(web: 3, phone: 1);
        var who = Somebody();
        Assert.IsType<DayOutcome.Booked>(await Settle(Here, day, Book(who)));

        foreach (var grains in new[] { Here, There })
        {
            var state = await Newest(grains, day);
            Assert.Equal((4, 1), (state.Slots[Slot].Capacity, state.Slots[Slot].Booked));
            Assert.True(state.Appointments[who].IsBooked);
        }
    }

    [Fact]
    public async Task A_day_that_nobody_wrote_to_is_empty()
    {
        var state = (await There.Read(NewDay()))!;
        Assert.Equal(0, state.Version);
        Assert.Empty(state.Slots);
    }

    [Fact]
    public async Task An_operation_asked_again_is_done_once_and_answered_alike()
    {
        var day = await NewDay(web: 5);
        var add = new DayCommand.AddSupply(OperationId.New(), Zone, [new SlotPlaces(Slot, 2, 0)]);
        var first = await Settle(Here, day, add);
        Assert.Equal(first, await Settle(Here, day, add));
        Assert.Equal(first, await Settle(There, day, add));
        Assert.Equal(7, (await Newest(Here, day)).Slots[Slot].Capacity);
    }

    [Fact]
    public async Task Of_many_who_want_the_last_seats_at_once_exactly_as_many_get_one_wherever_they_ask()
    {
        const int seats = 10;
        var day = await NewDay(seats);
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Settle(i % 2 == 0 ? Here : There, day, Book(Somebody()))));

        Assert.Equal(seats, answers.Count(answer => answer is DayOutcome.Booked));
        Assert.Equal(seats, answers.OfType<DayOutcome.Booked>().Select(booked => booked.Seat).Distinct().Count());
        Assert.Equal(60 - seats, answers.Count(answer => answer is DayOutcome.Full));
        Assert.Equal(seats, (await Newest(There, day)).Slots[Slot].Booked);
    }

    [Fact]
    public async Task A_refusal_arrives_with_its_reason()
    {
        var day = await NewDay(web: 0);
        Assert.IsType<DayOutcome.Full>(await Settle(There, day, Book(Somebody())));
        var wrong = Assert.IsType<DayOutcome.Invalid>(await Settle(There, day, new DayCommand.AddSupply(OperationId.New(), "Europe/Paris", [new SlotPlaces(Slot, 1, 0)])));
        Assert.Contains("Europe/Berlin", wrong.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hold_that_ran_out_is_free_again_by_itself()
    {
        var day = await NewDay(web: 1);
        var held = await Settle(Here, day, new DayCommand.Hold(OperationId.New(), Somebody(), Slot, Channel.Web, TimeProvider.System.GetUtcNow().AddMilliseconds(300)));
        Assert.IsType<DayOutcome.Held>(held);

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        for (var looks = 0; (await There.Read(day))!.Slots[Slot].Held > 0; looks++)
        {
            Assert.True(looks < 400, "The hold is still there.");
            await timer.WaitForNextTickAsync();
        }

        Assert.IsType<DayOutcome.Booked>(await Settle(There, day, Book(Somebody())));
    }

    [Fact]
    public async Task What_is_answered_is_in_the_ledger()
    {
        var day = await NewDay(web: 2);
        var command = Book(Somebody());
        await Settle(Here, day, command);
        Assert.Single(await Hosts.Ledger.FindOperations(day.Stream, [command.Operation]));
        Assert.Empty(await Hosts.Ledger.FindOperations(day.Stream, [OperationId.New()]));
    }
}
