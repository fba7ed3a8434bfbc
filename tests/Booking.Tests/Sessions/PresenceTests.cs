using System.Net;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Support;

namespace WaitingRoom.Booking.Tests.Sessions;

/// <summary>Booking and the waiting room agree on who is inside: over a real room with a single place.</summary>
public sealed class PresenceTests : IAsyncLifetime
{
    private static readonly RoomId Room = new("impfung");

    private readonly BookingHost host = new();

    public async Task InitializeAsync()
    {
        await host.InitializeAsync();
        await Ask(new RoomCommand.Configure(OperationId.New(), new RoomSettings(600) { MaxActiveSessions = 1, SessionMinutes = 15, ClaimWindowSeconds = 3600 }));
        await Ask(new RoomCommand.TakeBlock(OperationId.New(), 2));
        await Serve();
        Assert.IsType<RoomOutcome.Admitted>(await Ask(new RoomCommand.Claim(OperationId.New(), 1)));
    }

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Whoever_is_active_keeps_the_place_and_whoever_is_not_loses_it()
    {
        using var citizen = new Citizen(host.Address);
        await citizen.Enter(1);
        for (var i = 0; i < 2; i++)
        {
            host.Time.Advance(TimeSpan.FromMinutes(10));
            await citizen.Offers("johnson");
            // Nobody waits for the room to be told.
            await Until(state => state.Sessions.TryGetValue(1, out var session) && session.Until == host.Time.GetUtcNow().AddMinutes(15));
            await Serve();
            Assert.Equal([1L], (await State()).Sessions.Keys);
        }

        host.Time.Advance(TimeSpan.FromMinutes(15));
        await Serve();
        Assert.Empty((await State()).Sessions);
    }

    [Fact]
    public async Task Somebody_whose_admission_names_no_number_keeps_nobody_s_place()
    {
        using var citizen = new Citizen(host.Address);
        await citizen.Enter();
        var before = (await State()).Sessions[1].Until;
        host.Time.Advance(TimeSpan.FromMinutes(10));
        await citizen.Offers("johnson");
        Assert.Equal(HttpStatusCode.NoContent, (await citizen.Delete("/booking/sessions")).Status);
        Assert.Equal(before, (await State()).Sessions[1].Until);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_leaves_frees_the_place_and_the_next_comes_in(bool byForm)
    {
        using var citizen = new Citizen(host.Address);
        await citizen.Enter(1);
        await Serve();
        Assert.Equal(1, (await State()).Serving);

        var (status, _) = byForm ? await citizen.Post("/booking/leave", new { }, key: null) : await citizen.Delete("/booking/sessions");
        Assert.Equal(byForm ? HttpStatusCode.SeeOther : HttpStatusCode.NoContent, status);
        Assert.Empty((await State()).Sessions);
        await Serve();
        Assert.IsType<RoomOutcome.Admitted>(await Ask(new RoomCommand.Claim(OperationId.New(), 2)));
    }

    private async Task<RoomOutcome> Ask(RoomCommand command) => Assert.IsType<Reply<RoomOutcome>.Done>(await host.Grains.Ask(Room, command)).Outcome;

    /// <summary>A second of ticks: enough for whoever may come next.</summary>
    private async Task Serve()
    {
        for (var i = 0; i < 5; i++)
        {
            host.Time.Advance(RoomLimits.Tick);
            await Ask(new RoomCommand.Serve(2, BackendLimits.None));
        }
    }

    private async Task<RoomState> State() => (await host.Grains.Read(Room))!;

    private Task Until(Func<RoomState, bool> isSo) => Patience.Until(async () => isSo(await State()));
}
