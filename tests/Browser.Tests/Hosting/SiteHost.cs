using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Server.Demo;
using WaitingRoom.Server.Hosting;
using WaitingRoom.Storage;
using WaitingRoom.Support;

namespace WaitingRoom.Browser.Tests.Hosting;

/// <summary>The whole server in this process, with the demonstration campaign, and one Chromium. Each test has a room of its own.</summary>
public class SiteHost : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // Chromium slows the timers of pages it believes hidden; several pages are open at once here.
        "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
    ];

    private readonly TemporaryFolder folder = new();
    private readonly MovedClock clock = new();
    private WebApplication app = null!;
    private Store store = null!;
    private IPlaywright playwright = null!;
    private int operations;

    public string Address { get; private set; } = "";

    /// <summary>As browsers know it.</summary>
    public virtual string PublicAddress => Address;

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>The server's configuration, beyond its defaults.</summary>
    protected virtual Dictionary<string, string?> Settings => [];

    protected virtual IEnumerable<string> MoreFlags => [];

    internal DateTimeOffset Now => clock.GetUtcNow();

    internal IGrains Grains => app.Services.GetRequiredService<IGrains>();

    public virtual async Task InitializeAsync()
    {
        // The server finds its files by the program's name, which under a test runner is not its own.
        Environment.SetEnvironmentVariable("ASPNETCORE_APPLICATIONNAME", "WaitingRoom.Server");
        var port = FreePort.Next();
        Address = $"http://localhost:{port}";
        store = await Store.OpenAsync(new StorageOptions { DataFolder = folder.Path });
        app = WaitingRoomServer.Build(new ServeRequest(port, Demo: false, Settings), store, clock);
        await new DemoCampaign(Grains, app.Services.GetRequiredService<IDocuments>(), clock).Make(CancellationToken.None);
        await app.StartAsync();
        Assertions.SetDefaultExpectTimeout(Visit.PatienceMilliseconds);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = [.. Flags, .. MoreFlags], Timeout = (float)Patience.Limit.TotalMilliseconds });
    }

    public virtual async Task DisposeAsync()
    {
        try
        {
            await Browser.DisposeAsync().AsTask().WaitAsync(Visit.ToClose, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            // The driver takes the browser with it.
        }

        playwright.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await store.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>A new room, listed and open when this returns.</summary>
    internal async Task<string> NewRoom(string name, RoomSettings settings, params string[] returnOrigins)
    {
        await Configure(name, settings);
        var documents = app.Services.GetRequiredService<IDocuments>();
        RoomList list;
        Document? before;
        do
        {
            before = await documents.Get(RoomList.DocumentName);
            list = (before is null ? RoomList.Empty : RoomList.FromJson(before.Body)).With(new RoomEntry(name, new RoomTitle("Impftermine", "Vaccination appointments")) { ReturnOrigins = [.. returnOrigins] });
        }
        while (!await documents.Put(RoomList.DocumentName, before?.Version ?? 0, list.ToJson()));
        ASecondPasses();
        await Patience.Until(() => IsOpen(name));
        return name;
    }

    internal async Task Configure(string name, RoomSettings settings)
    {
        var operation = OperationId.Derive("browser-tests", name, Interlocked.Increment(ref operations).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.IsType<RoomOutcome.Configured>(Assert.IsType<Reply<RoomOutcome>.Done>(await Grains.Ask(new RoomId(name), new RoomCommand.Configure(operation, settings))).Outcome);
        ASecondPasses();
    }

    /// <summary>The number that is served, as every page of the room is told.</summary>
    internal long ServingOf(string name) => app.Services.GetRequiredService<OpenRooms>().TryFind(name, out var room) ? room.Sight?.Serving ?? 0 : 0;

    /// <summary>As the public status says it.</summary>
    internal async Task<string?> StateOf(string name)
    {
        using var http = new HttpClient();
        return JsonElement.Parse(await http.GetStringAsync(new Uri($"{Address}/rooms/{name}/status"))).GetProperty("state").GetString();
    }

    internal async Task Put(string document, byte[] body) => Assert.True(await app.Services.GetRequiredService<IDocuments>().Put(document, 0, body));

    internal async Task<RoomState> Read(string name) => (await Grains.Read(new RoomId(name)))!;

    internal async Task<string> NewCode() => await app.Services.GetRequiredService<CodeIssuer>().Issue(1, Saxony.BookingGroup, cancellation: CancellationToken.None).FirstAsync();

    private bool IsOpen(string name) => app.Services.GetRequiredService<OpenRooms>().TryFind(name, out var room) && room.Status is not null;

    /// <summary>From here on the campaign gives codes online, to a group with and to one without a statement.</summary>
    internal async Task GiveCodesOnline()
    {
        var documents = app.Services.GetRequiredService<IDocuments>();
        var campaign = (await documents.Get(Campaign.DocumentName))!;
        PriorityGroup[] groups =
        [
            new("over-70", new Dictionary<string, string> { ["de"] = "Menschen ab 70 Jahren", ["en"] = "People of 70 and older" }, BornTo: 1956),
            new("care", new Dictionary<string, string> { ["de"] = "Pflege und Kliniken", ["en"] = "Nursing and hospitals" }, OccupationStatement: true),
        ];
        if (Campaign.FromJson(campaign.Body).Groups.Count == 0)
        {
            Assert.True(await documents.Put(Campaign.DocumentName, campaign.Version, (Campaign.FromJson(campaign.Body) with { Groups = groups }).ToJson()));
            // The booking reads the campaign once a second.
            Move(TimeSpan.FromSeconds(2));
        }
    }

    internal void Move(TimeSpan by) => clock.Move(by);

    /// <summary>Strangers join before the visitor does.</summary>
    internal async Task Crowd(string room, int people)
    {
        // Without cookies each of them is somebody else.
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        for (var i = 0; i < people; i++)
        {
            using var form = new FormUrlEncodedContent([]);
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{Address}/rooms/{room}/tickets") { Content = form };
            using var answer = await http.SendAsync(request);
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }
    }

    /// <summary>What others changed is read once a second; that second is over.</summary>
    private void ASecondPasses() => Move(TimeSpan.FromSeconds(1));
}

/// <summary>For the pages on which people wait.</summary>
[CollectionDefinition(Name)]
public sealed class Site : ICollectionFixture<SiteHost>
{
    public const string Name = "site";
}

/// <summary>For the pages on which people book and look: a second site beside the first, so that one computes while the other waits.</summary>
[CollectionDefinition(Name)]
public sealed class BookingSite : ICollectionFixture<SiteHost>
{
    public const string Name = "booking-site";
}
