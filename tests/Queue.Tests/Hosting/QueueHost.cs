using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Serving;
using WaitingRoom.Storage;
using WaitingRoom.Support;
using WaitingRoom.Web;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Queue.Tests.Hosting;

/// <summary>The waiting room on a real server, with real rooms on a real SQLite file and a clock that stands still until told.</summary>
internal sealed class QueueHost : IAsyncDisposable
{
    public const string Room = "impfung";
    public const string OtherRoom = "reise";

    private readonly WebApplication app;
    private readonly Store store;
    private readonly bool isOwner;

    private QueueHost(WebApplication app, Store store, RoomGrains grains, FakeTimeProvider time, CapturedLog log, string address, bool isOwner)
    {
        (this.app, this.store, Grains, Time, Log, Address, this.isOwner) = (app, store, grains, time, log, address, isOwner);
        // A stream that is left is closed at once, as browsers do; otherwise its end would be waited for.
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxResponseDrainSize = 0 }) { BaseAddress = new Uri(address) };
    }

    public HttpClient Client { get; }

    public FakeTimeProvider Time { get; }

    public CapturedLog Log { get; }

    public RoomGrains Grains { get; }

    public string Address { get; }

    public IServiceProvider Services => app.Services;

    public OpenRoom Open => Services.GetRequiredService<OpenRooms>().TryFind(Room, out var room) ? room : throw new InvalidOperationException();

    /// <param name="folder">Where the data lives; outlives the host.</param>
    /// <param name="ceilingPerMinute">Of both rooms.</param>
    /// <param name="address">To come back under the same address.</param>
    /// <param name="beside">Another node of the same rooms: its grains run there and answer over a wire. Ends before it.</param>
    public static async Task<QueueHost> Start(
        TemporaryFolder folder, int ceilingPerMinute = 600, string? address = null, bool plainHttp = true, FakeTimeProvider? time = null, IStockSignal? stock = null,
        Action<QueueOptions>? configure = null, Func<Store, IAdmissionLog>? admissions = null, Func<ILedger, ILedger>? ledger = null, Func<IDocuments, IDocuments>? documents = null, QueueHost? beside = null)
    {
        address ??= $"http://127.0.0.1:{FreePort.Next()}";
        time ??= beside?.Time ?? new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
        var log = new CapturedLog();
        var store = beside?.store ?? await Store.OpenAsync(new StorageOptions { DataFolder = folder.Path });
        var grains = beside?.Grains ?? new RoomGrains(ledger is null ? store.Ledger : ledger(store.Ledger), time);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.UseUrls(address);
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<IGrains>(beside is null ? grains : new GrainsOverWire(grains)).AddStorage(store);
        if (documents is not null)
        {
            builder.Services.AddSingleton(documents(store.Documents));
        }

        builder.AddWeb(web => web.PlainHttp = plainHttp);
        builder.AddQueue(queue =>
        {
            queue.Issuer = beside?.Address ?? address;
            queue.Rooms.Add(new RoomOptions { Name = Room, Title = new Text("Impftermine", "Vaccination appointments"), CeilingPerMinute = ceilingPerMinute });
            queue.Rooms.Add(new RoomOptions { Name = OtherRoom, CeilingPerMinute = ceilingPerMinute });
            configure?.Invoke(queue);
        });
        if (admissions is not null)
        {
            builder.Services.AddSingleton(admissions(store));
        }

        if (stock is not null)
        {
            builder.Services.AddSingleton(stock);
        }

        var app = builder.Build();
        app.UseWeb();
        app.UseRouting();
        app.MapRazorPages();
        app.MapQueue();
        await app.StartAsync();
        return new QueueHost(app, store, grains, time, log, address, isOwner: beside is null);
    }

    /// <summary>One tick passes, and the rooms have served when this returns.</summary>
    public Task Tick()
    {
        Time.Advance(RoomLimits.Tick);
        return Serve();
    }

    /// <summary>The rooms serve, in whatever moment it is.</summary>
    public Task Serve() => Services.GetRequiredService<ServingLoop>().TickAsync();

    /// <summary>An operator's change, and the second in which it takes effect.</summary>
    public async Task Configure(RoomSettings settings, string room = Room)
    {
        var reply = await Grains.Ask(new RoomId(room), new RoomCommand.Configure(OperationId.New(), settings));
        Assert.IsType<RoomOutcome.Configured>(((Reply<RoomOutcome>.Done)reply).Outcome);
        Time.Advance(TimeSpan.FromSeconds(1));
        await Tick();
    }

    /// <summary>One GET with the given headers.</summary>
    public async Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request);
    }

    public Visitor NewVisitor() => new(Client, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_'));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        if (isOwner)
        {
            await Grains.DisposeAsync();
            await store.DisposeAsync();
        }
    }
}
