using WaitingRoom.Booking.Availability;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Tests.Availability;

public sealed class BoardTests
{
    private static readonly DayId Day = new("01067", new DateOnly(2021, 3, 1));

    [Fact]
    public void The_newest_version_of_a_day_stays_in_whatever_order_they_come()
    {
        const int Seed = 20210301;
        var random = new Random(Seed);
        for (var round = 0; round < 50; round++)
        {
            var board = new AvailabilityBoard();
            var versions = Enumerable.Range(1, 20).ToArray();
            random.Shuffle(versions);
            foreach (var version in versions)
            {
                board.Apply(Row(Day, version, free: version));
            }

            Assert.True(board.Find(Day.Centre)!.Find(Day.Date) is { Version: 20 } day && day.Of("johnson")!.Web == 20, $"seed {Seed}, round {round}");
        }
    }

    [Fact]
    public void Writers_on_many_threads_lose_no_day()
    {
        var board = new AvailabilityBoard();
        Parallel.For(0, 2_000, i => board.Apply(Row(new DayId($"c{i % 7}", Day.Date.AddDays(i / 7)), 1, free: i)));
        Assert.Equal(2_000, board.Centres.Sum(c => c.From(DateOnly.MinValue).Length));
        Assert.Equal(2_000, board.Changes);
    }

    [Fact]
    public void A_closed_day_has_nothing_free()
    {
        var board = new AvailabilityBoard();
        board.Apply(new AvailabilityRow(Day, 1, Of(Day, 5, closed: true).ToJson()));
        Assert.Equal(0, board.Find(Day.Centre)!.Find(Day.Date)!.Of("johnson")!.Web);
    }

    private static AvailabilityRow Row(DayId day, long version, int free) => new(day, version, Of(day, free, closed: false).ToJson());

    private static DayAvailability Of(DayId day, int free, bool closed) =>
        new(day, "Europe/Berlin", closed, null, [new VaccineAvailability("johnson", [600], [free], [0], [0], [free])]);
}
