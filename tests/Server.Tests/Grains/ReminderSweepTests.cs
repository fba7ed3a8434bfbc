using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Server.Grains;
using WaitingRoom.Storage;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Grains;

public sealed class ReminderSweepTests : IAsyncLifetime
{
    private static readonly DayId First = new("c", new DateOnly(2030, 1, 1));
    private static readonly DayId Second = new("c", new DateOnly(2030, 1, 25));
    private static readonly SlotId Slot = new(new TimeOnly(8, 0), "comirnaty");

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2029, 12, 1, 12, 0, 0, TimeSpan.Zero));
    private Store store = null!;

    public async Task InitializeAsync() => store = await Store.OpenAsync(new StorageOptions { DataFolder = folder.Path });

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_hold_that_ran_out_while_the_server_was_down_is_free_after_the_first_sweep()
    {
        await using (var before = new GrainDirectory(store.Ledger, time))
        {
            await Supply(before);
            await before.Ask(First, new DayCommand.Hold(OperationId.New(), AppointmentId.Derive("a"), Slot, Channel.Web, time.GetUtcNow().AddMinutes(10)));
            Assert.Equal(0, (await before.Read(First))!.Slots[Slot].Free);
        }

        time.Advance(TimeSpan.FromHours(1));
        await using var after = new GrainDirectory(store.Ledger, time);
        Assert.Equal(1, await Sweep(after).SweepAsync(CancellationToken.None));

        var row = Assert.Single((await store.ReadModels.ReadAvailability(0)).Rows, r => r.Day == First);
        Assert.Equal(1, DayAvailability.FromJson(row.Body).Vaccines[0].Web[0]);
        Assert.Empty(await store.ReadModels.ReadReminders(time.GetUtcNow(), 10));
    }

    [Fact]
    public async Task Nothing_is_woken_before_it_is_due()
    {
        await using var grains = new GrainDirectory(store.Ledger, time);
        await Supply(grains);
        await grains.Ask(First, new DayCommand.Hold(OperationId.New(), AppointmentId.Derive("a"), Slot, Channel.Web, time.GetUtcNow().AddMinutes(10)));
        Assert.Equal(0, await Sweep(grains).SweepAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_booking_whose_driver_was_lost_is_finished()
    {
        var code = new CodeId("0123456789abcdef0123456789abcdef");
        var pair = new Pair(
            PairId.Derive("p"), "R-1",
            [new Leg(First, Slot, AppointmentId.Derive("1"), 0), new Leg(Second, Slot, AppointmentId.Derive("2"), 0)],
            new IntervalRule(1, 2, 21, 42), Channel.Web, time.GetUtcNow().AddMinutes(10));
        await using (var before = new GrainDirectory(store.Ledger, time))
        {
            await Supply(before);
            await before.Ask(code, new CodeCommand.Issue(OperationId.New(), 1));
            await before.Ask(code, new CodeCommand.RecordHold(OperationId.New(), pair));
            await before.Ask(code, new CodeCommand.BeginBooking(OperationId.New(), pair.Id, new byte[] { 1 }, new byte[] { 2 }));
        }

        time.Advance(CodeAggregate.UnfinishedAfter);
        await using var after = new GrainDirectory(store.Ledger, time);
        Assert.Equal(1, await Sweep(after).SweepAsync(CancellationToken.None));
        Assert.Equal(PairPhase.Booked, (await after.Read(code))!.Phase);
        Assert.Equal(1, (await after.Read(First))!.Slots[Slot].Booked);
        Assert.Equal(1, (await after.Read(Second))!.Slots[Slot].Booked);
    }

    [Fact]
    public async Task More_than_one_reading_is_woken_in_one_sweep()
    {
        var days = Enumerable.Range(0, 600).Select(i => new DayId($"c{i}", new DateOnly(2030, 1, 1))).ToArray();
        await using (var before = new GrainDirectory(store.Ledger, time))
        {
            await Task.WhenAll(days.Select(d => before.Ask(d, new DayCommand.AddSupply(OperationId.New(), "Europe/Berlin", [new SlotPlaces(Slot, 1, 1)], time.GetUtcNow().AddMinutes(1)))));
        }

        time.Advance(TimeSpan.FromHours(1));
        await using var after = new GrainDirectory(store.Ledger, time);
        Assert.Equal(600, await Sweep(after).SweepAsync(CancellationToken.None));
        Assert.Empty(await store.ReadModels.ReadReminders(time.GetUtcNow(), 1000));
    }

    private ReminderSweep Sweep(GrainDirectory grains) => new(grains, store.ReadModels, time, NullLogger<ReminderSweep>.Instance);

    private static async Task Supply(GrainDirectory grains)
    {
        await grains.Ask(First, new DayCommand.AddSupply(OperationId.New(), "Europe/Berlin", [new SlotPlaces(Slot, 1, 0)]));
        await grains.Ask(Second, new DayCommand.AddSupply(OperationId.New(), "Europe/Berlin", [new SlotPlaces(Slot, 1, 0)]));
    }
}
