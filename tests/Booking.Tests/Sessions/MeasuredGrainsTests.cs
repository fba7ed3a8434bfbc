using System.Collections.Concurrent;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Booking.Tests.Sessions;

/// <summary>What booking tells the waiting room about itself: how long its grains took and whether they turned a question away.</summary>
public sealed class MeasuredGrainsTests(BookingHost host) : IClassFixture<BookingHost>
{
    private readonly Reports told = new();

    private MeasuredGrains Measured => new(host.Grains, host.Time, [told, told]);

    [Fact]
    public async Task Every_booking_question_is_told_to_every_listener_and_one_that_got_no_answer_as_turned_away()
    {
        var day = new DayId(BookingHost.Dresden, BookingHost.Today.AddDays(20));
        await Measured.Ask(day, Supply());
        await Measured.Ask(new CodeId(new string('a', 64)), new CodeCommand.Issue(OperationId.New(), 1));
        Assert.Equal([false, false, false, false], told.Rejected);
        host.Ledger.Silent = true;
        await Measured.Ask(day, Supply());
        host.Ledger.Silent = false;
        Assert.Equal([false, false, false, false, true, true], told.Rejected);
    }

    [Fact]
    public async Task What_the_waiting_room_itself_asks_says_nothing_about_booking()
    {
        await Measured.Ask(new RoomId("quiet"), new RoomCommand.TakeBlock(OperationId.New(), 1));
        await Measured.Read(new RoomId("quiet"));
        await Measured.Read(new DayId(BookingHost.Dresden, BookingHost.Today.AddDays(20)));
        Assert.Empty(told.Rejected);
    }

    private static DayCommand.AddSupply Supply() => new(OperationId.New(), "Europe/Berlin", [new SlotPlaces(new SlotId(new TimeOnly(8, 0), "johnson"), 1, 0)], null);

    private sealed class Reports : IBackendSignal
    {
        public ConcurrentQueue<bool> Rejected { get; } = new();

        public void Report(BackendCalls calls) => Rejected.Enqueue(calls.Rejections > 0);
    }
}
