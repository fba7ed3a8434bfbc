using WaitingRoom.Server.Hosting;

namespace WaitingRoom.Server.Tests.Hosting;

public sealed class LaneTests
{
    [Theory]
    [InlineData("/booking/holds", "web")]
    [InlineData("/rooms/impfung", "web")]
    [InlineData("/rooms/impfung/status", "free")]
    [InlineData("/health/ready", "free")]
    [InlineData("/availability", "readers")]
    [InlineData("/availability/comirnaty", "readers")]
    [InlineData("/feed/$bulk-publish", "readers")]
    [InlineData("/feedback", "web")]
    [InlineData("/operators/rooms", "staff")]
    [InlineData("/agents/holds", "staff")]
    [InlineData("/rooms/impfung/admissions", "web")]
    [InlineData("/rooms/impfung/admissions/staff", "staff")]
    public void Who_reads_takes_no_place_from_who_books_and_the_web_none_from_staff(string path, string lane) => Assert.Equal(lane, EarlyRefusal.Lane(path));
}
