using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Server.Grains;
using WaitingRoom.Storage;
using WaitingRoom.Support;
using Xunit.Abstractions;

namespace WaitingRoom.Server.Tests.Grains;

/// <summary>On a real embedded database.</summary>
public sealed class GrainDirectoryTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Zone = "Europe/Berlin";
    private const int Seed = 20211122;

    private static readonly SlotId Slot = new(new TimeOnly(8, 0), "comirnaty");

    private readonly TemporaryFolder folder = new();
    private Store store = null!;

    public async Task InitializeAsync() => store = await Store.OpenAsync(new StorageOptions { DataFolder = folder.Path });

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task No_command_is_lost_and_no_key_has_two_writers_while_grains_are_dropped_all_the_time()
    {
        const int asks = 10_000;
        output.WriteLine($"Seed {Seed}");
        var random = new Random(Seed);
        var keys = Enumerable.Range(0, 7).Select(i => new DayId($"c{i}", new DateOnly(2030, 1, 1))).ToArray();
        var asked = Enumerable.Range(0, asks).Select(_ => keys[random.Next(keys.Length)]).ToArray();
        var writers = new LiveWriters(store.Ledger, TimeProvider.System);
        var days = new ResidentGrains<DayId, DayState, DayCommand, DayEvent, DayOutcome>(writers.Make, TimeProvider.System, Options(TimeSpan.Zero));

        using var stop = new CancellationTokenSource();
        var dropping = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await days.Sweep();
            }
        });
        await Parallel.ForEachAsync(asked, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (day, _) =>
        {
            var reply = await days.Ask(day, Add(1));
            Assert.IsType<DayOutcome.SupplyAdded>(Assert.IsType<Reply<DayOutcome>.Done>(reply).Outcome);
        });
        await stop.CancelAsync();
        await dropping;

        Assert.Equal(0, writers.Overlaps);
        Assert.Equal(0, writers.Counters.Fences);
        Assert.True(writers.Made > 2 * keys.Length, $"Only {writers.Made} writers were made: nothing was dropped.");
        output.WriteLine($"{writers.Made} writers for {keys.Length} keys");
        foreach (var day in keys)
        {
            Assert.Equal(asked.Count(a => a == day), (await days.Read(day))!.Slots[Slot].Capacity);
        }

        await days.Drain();
        Assert.Equal(0, days.Count);
    }

    /// <summary>The negative control: a directory that does not wait for the old writer is caught by the same count.</summary>
    [Fact]
    public async Task Not_waiting_for_the_old_writer_is_noticed()
    {
        var day = new DayId("c", new DateOnly(2030, 1, 1));
        var writers = new LiveWriters(store.Ledger, TimeProvider.System);
        for (var i = 0; i < 200 && writers.Overlaps == 0; i++)
        {
            var writer = writers.Make(day);
            Assert.True(writer.TryAsk(Add(1), out _));
            writer.Retire();
        }

        await writers.AllGone();
        Assert.NotEqual(0, writers.Overlaps);
    }

    [Fact]
    public async Task A_dropped_grain_comes_back_in_the_same_state()
    {
        var day = new DayId("c", new DateOnly(2030, 1, 1));
        var appointment = AppointmentId.Derive("somebody");
        await using var grains = new GrainDirectory(store.Ledger, TimeProvider.System, Options(TimeSpan.Zero));
        await grains.Ask(day, Add(3));
        await grains.Ask(day, new DayCommand.Book(OperationId.New(), appointment, Slot, Channel.Web));
        var before = (await grains.Read(day))!;

        await grains.Sweep();
        Assert.Equal(0, grains.Resident);

        var after = (await grains.Read(day))!;
        Assert.NotSame(before, after);
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(before.Appointments, after.Appointments);
        Assert.Equal(before.Slots[Slot].Capacity, after.Slots[Slot].Capacity);
        Assert.Equal(before.Slots[Slot].Booked, after.Slots[Slot].Booked);
    }

    [Fact]
    public async Task Memory_is_bounded_by_dropping_what_is_longest_unused()
    {
        var options = Options(TimeSpan.FromHours(1)) with { MostResident = 50 };
        await using var grains = new GrainDirectory(store.Ledger, TimeProvider.System, options);
        for (var i = 0; i < 400; i++)
        {
            Assert.IsType<Reply<DayOutcome>.Done>(await grains.Ask(new DayId($"c{i}", new DateOnly(2030, 1, 1)), Add(1)));
        }

        await grains.Sweep();
        Assert.InRange(grains.Resident, 1, options.MostResident);
    }

    [Fact]
    public async Task Listeners_hear_of_days_with_history_only()
    {
        var heard = new Listener();
        await using var grains = new GrainDirectory(store.Ledger, TimeProvider.System, listeners: [heard]);
        await grains.Read(new DayId("nobody", new DateOnly(2030, 1, 1)));
        await grains.Ask(new DayId("c", new DateOnly(2030, 1, 1)), Add(1));
        Assert.Equal("c", Assert.Single(heard.Days).Centre);
    }

    [Fact]
    public async Task A_drained_directory_has_answered_all_and_takes_no_more()
    {
        var day = new DayId("c", new DateOnly(2030, 1, 1));
        var grains = new GrainDirectory(store.Ledger, TimeProvider.System);
        var asked = Enumerable.Range(0, 500).Select(_ => grains.Ask(day, Add(1))).ToArray();
        await grains.DisposeAsync();
        Assert.All(asked, a => Assert.True(a.IsCompletedSuccessfully));
        var done = asked.Count(a => a.Result is Reply<DayOutcome>.Done);
        Assert.IsType<Reply<DayOutcome>.Busy>(await grains.Ask(day, Add(1)));

        await using var next = new GrainDirectory(store.Ledger, TimeProvider.System);
        Assert.Equal(done, (await next.Read(day))!.Slots[Slot].Capacity);
    }

    private static GrainDirectoryOptions Options(TimeSpan idleAfter) => new() { IdleAfter = idleAfter };

    private static DayCommand.AddSupply Add(int web) => new(OperationId.New(), Zone, [new SlotPlaces(Slot, web, 0)]);

    private sealed class Listener : IAvailabilityListener
    {
        public List<DayId> Days { get; } = [];

        public void DayChanged(DayState state) => Days.Add(state.Id);
    }
}
