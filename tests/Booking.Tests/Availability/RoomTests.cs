using WaitingRoom.Booking.Availability;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Booking.Tests.Availability;

public sealed class RoomTests
{
    [Theory]
    // people, then free seats at 8:00, 8:10, 8:20 and 9:00; expected start, how many there, next
    [InlineData(1, new[] { 0, 1, 5, 9 }, "08:10 1 08:10")]
    [InlineData(3, new[] { 3, 0, 0, 0 }, "08:00 3 08:00")]
    [InlineData(3, new[] { 1, 2, 5, 0 }, "08:00 1 08:10")]
    [InlineData(4, new[] { 1, 2, 1, 0 }, null)]
    [InlineData(3, new[] { 2, 0, 1, 0 }, null)]
    [InlineData(4, new[] { 0, 0, 2, 3 }, null)]
    [InlineData(4, new[] { 0, 0, 2, 4 }, "09:00 4 09:00")]
    public void All_sit_at_one_time_or_at_one_time_and_the_next(int people, int[] free, string? expected)
    {
        var totals = new VaccineTotals(new VaccineAvailability("v", [480, 490, 500, 540], free, new int[4], new int[4], free), free.Sum(), 0, 0, free.Sum());
        Assert.Equal(expected, totals.EarliestRoom(Channel.Web, minute: -1, people) is { } room ? $"{room.Start:HH:mm} {room.Here} {room.Next:HH:mm}" : null);
    }
}
