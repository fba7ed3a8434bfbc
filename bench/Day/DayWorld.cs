using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Server.Hosting;
using WaitingRoom.Server.Import;
using WaitingRoom.Storage;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Day;

/// <summary>The server's own services on SQLite with the imported centres and deliveries, their clock in our hand. Nothing runs beside us, so the same seed gives the same day.</summary>
internal sealed class DayWorld : IAsyncDisposable
{
    /// <summary>Real time that a commit may take on a slow disk.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan OneMillisecond = TimeSpan.FromMilliseconds(1);

    private readonly TemporaryFolder folder;
    private readonly Store store;
    private readonly WebApplication app;
    private readonly PriorityQueue<DayId, DateTimeOffset> due = new();

    private DayWorld(TemporaryFolder folder, Store store, WebApplication app, FakeTimeProvider time)
    {
        (this.folder, this.store, this.app, Time) = (folder, store, app, time);
        (Grains, Board) = (Get<IGrains>(), Get<AvailabilityBoard>());
    }

    public FakeTimeProvider Time { get; }

    public IGrains Grains { get; }

    public AvailabilityBoard Board { get; }

    public CampaignEdition Edition { get; private set; } = null!;

    /// <summary>The grains' own states, as of the last look at each.</summary>
    public Dictionary<DayId, DayState> Days { get; } = [];

    /// <summary>Called with a day's new state.</summary>
    public Action<DayState>? Changed { get; set; }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <exception cref="IOException">A file of the data folder cannot be read.</exception>
    public static async Task<DayWorld> StartAsync(string data, DayPlan plan, CancellationToken cancellation)
    {
        var (folder, time) = (new TemporaryFolder(), new FakeTimeProvider(DayPlan.Opens));
        var store = await Store.OpenAsync(new StorageOptions { DataFolder = folder.Path }, cancellation: cancellation);
        var settings = new Dictionary<string, string?> { ["Log:Level"] = "Warning", ["Booking:SeatsBackSeed"] = plan.Seed.ToString(CultureInfo.InvariantCulture) };
        var world = new DayWorld(folder, store, WaitingRoomServer.Build(new ServeRequest(FreePort.Next(), Demo: false, settings), store, time), time);
        var import = new Importer(world.Grains, world.Get<IDocuments>(), TimeProvider.System, TextWriter.Null, Console.Error, isTerminal: false);
        var deliveries = folder.File("deliveries.csv");
        await File.WriteAllTextAsync(deliveries, ScaledDeliveries.Of(data, plan), cancellation);
        var request = new ImportRequest(Path.Combine(data, "centres.csv"), deliveries, DayPlan.Date, DayPlan.DeliveryDays, SkipBadLines: false);
        if (await import.Import(request, cancellation) != 0)
        {
            throw new InvalidDataException("The data was not taken.");
        }

        world.Board.Read(TimeProvider.System.GetUtcNow());
        world.Edition = await world.Get<CampaignBook>().Get() ?? throw new InvalidDataException("There is no campaign.");
        foreach (var day in world.Board.Centres.SelectMany(centre => centre.From(DateOnly.MinValue).ToArray()).Select(day => day.Day).OrderBy(day => day.Centre, StringComparer.Ordinal).ThenBy(day => day.Date))
        {
            await world.LookAsync(day);
        }

        return world;
    }

    /// <summary>A second passes, and whatever ran out or returned in it has done so when this returns.</summary>
    public async Task SecondAsync()
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        while (due.TryPeek(out var day, out var at) && at <= Time.GetUtcNow())
        {
            due.Dequeue();
            await LookAsync(day);
        }
    }

    /// <summary>Reads what has become of a day, once everything that is due there has happened and the board knows it.</summary>
    public async Task LookAsync(DayId day)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(OneMillisecond, TimeProvider.System);
        DayState? state;
        while ((state = await Grains.Read(day)) is null || state.NextDue <= Time.GetUtcNow() || Board.Find(day.Centre)?.Find(day.Date) is not { } shown || shown.Version < state.Version)
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Patience)
            {
                throw new TimeoutException($"{day} does not settle.");
            }

            await timer.WaitForNextTickAsync();
        }

        Days[day] = state;
        if (state.NextDue is { } next)
        {
            due.Enqueue(day, next);
        }

        Changed?.Invoke(state);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await store.DisposeAsync();
        folder.Dispose();
    }
}
