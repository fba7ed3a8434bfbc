using System.Net;

namespace WaitingRoom.Booking.Tests;

/// <summary>A session slides while it is used and ends when it is not, or after two hours.</summary>
public sealed class SessionExpiryTests : IAsyncLifetime
{
    private readonly BookingHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Half_an_hour_without_a_request_ends_it()
    {
        using var citizen = await host.Citizen();
        host.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(HttpStatusCode.OK, (await citizen.Offers("johnson")).Status);
        host.Time.Advance(TimeSpan.FromMinutes(30));
        var (status, body) = await citizen.Offers("johnson");
        Assert.Equal((HttpStatusCode.Unauthorized, "/problems/session-expired"), (status, body.Type()));
    }

    [Fact]
    public async Task However_busy_it_ends_after_two_hours()
    {
        using var citizen = await host.Citizen();
        for (var minute = 20; minute < 120; minute += 20)
        {
            host.Time.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(HttpStatusCode.OK, (await citizen.Offers("johnson")).Status);
        }

        host.Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal("/problems/session-expired", (await citizen.Offers("johnson")).Body.Type());
    }
}
