using Microsoft.Extensions.Options;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Support;

namespace WaitingRoom.Booking.Tests.Availability;

/// <summary>What the waiting room is told of appointments left.</summary>
public sealed class WebStockTests : IAsyncLifetime
{
    private static readonly RoomId Room = new("impfung");

    private readonly BookingHost host = new();

    private long? Left
    {
        get
        {
            // Counted at most once a second.
            host.Time.Advance(TimeSpan.FromSeconds(1));
            return host.Get<IStockSignal>().LeftBehind(Room);
        }
    }

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task It_counts_people_who_could_still_book_on_the_web()
    {
        Assert.Null(Left);
        await host.Supply(BookingHost.Dresden, BookingHost.Today.AddDays(2), "1000-johnson", web: 4, phone: 100);
        await UntilLeft(4);
        // Two doses are one person; the odd seat is nobody's.
        await host.Supply(BookingHost.Leipzig, BookingHost.Today.AddDays(3), "1000-comirnaty", web: 7);
        await UntilLeft(4 + 3);
        using var citizen = await host.Citizen();
        Assert.Equal(System.Net.HttpStatusCode.Created, (await citizen.Hold("johnson", "k", (BookingHost.Dresden, BookingHost.Today.AddDays(2), "1000-johnson"))).Status);
        await UntilLeft(3 + 3);
    }

    [Fact]
    public async Task What_is_over_today_is_not_left()
    {
        // It is nine o'clock in Dresden.
        await host.Supply(BookingHost.Dresden, BookingHost.Today, "0830-johnson", web: 5);
        await host.Supply(BookingHost.Dresden, BookingHost.Today, "1000-johnson", web: 2);
        await UntilLeft(2);
        host.Time.Advance(TimeSpan.FromHours(1));
        await UntilLeft(0);
    }

    [Fact]
    public async Task Rooms_that_lead_elsewhere_hear_of_no_stock()
    {
        await host.Supply(BookingHost.Dresden, BookingHost.Today.AddDays(2), "1000-johnson", web: 4);
        await UntilLeft(4);
        host.Get<IOptions<BookingOptions>>().Value.Rooms.Add("reise");
        Assert.Null(Left);
        Assert.Equal(4, host.Get<IStockSignal>().LeftBehind(new RoomId("reise")));
    }

    /// <summary>The campaign, which says how many doses there are, is read beside and counts from the next second on.</summary>
    private Task UntilLeft(long people) => Patience.Until(() => Left == people);
}
