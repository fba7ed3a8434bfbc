using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WaitingRoom.Bench.Hosts;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Queue.Serving;
using WaitingRoom.Server.Hosting;
using WaitingRoom.Storage;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Surge;

/// <summary>The whole server on SQLite in this process, its clock in our hand; visitors talk HTTP to it.</summary>
internal sealed class SurgeRoom : IAsyncDisposable
{
    /// <summary>Requests of the crowd at once.</summary>
    public const int Connections = 64;

    /// <summary>More than can be inside, so that the ceiling is what bounds.</summary>
    private const int MostInside = 200_000;

    private readonly TemporaryFolder folder;
    private readonly Store store;
    private readonly WebApplication app;
    private readonly IGrains grains;
    private readonly ServingLoop loop;
    private readonly RoomId room = new(RealServer.Room);

    private SurgeRoom(TemporaryFolder folder, Store store, WebApplication app, FakeTimeProvider time, int port)
    {
        (this.folder, this.store, this.app, Time) = (folder, store, app, time);
        (grains, loop) = (app.Services.GetRequiredService<IGrains>(), app.Services.GetRequiredService<ServingLoop>());
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = Connections })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")),
        };
    }

    public FakeTimeProvider Time { get; }

    public HttpClient Http { get; }

    public static Uri Status { get; } = new($"/rooms/{RealServer.Room}/status", UriKind.Relative);

    public static Uri Tickets { get; } = new($"/rooms/{RealServer.Room}/tickets", UriKind.Relative);

    public static Uri Admissions { get; } = new($"/rooms/{RealServer.Room}/admissions", UriKind.Relative);

    public static async Task<SurgeRoom> StartAsync(int ceilingPerMinute)
    {
        var (folder, time, port) = (new TemporaryFolder(), new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero)), FreePort.Next());
        var store = await Store.OpenAsync(new StorageOptions { DataFolder = folder.Path });
        var settings = RealServer.Settings.Append("Log:Level=Warning").Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => (string?)pair[1]);
        var app = WaitingRoomServer.Build(new ServeRequest(port, Demo: false, settings), store, time);
        await app.StartAsync();
        var surge = new SurgeRoom(folder, store, app, time, port);
        var configured = await surge.grains.Ask(surge.room, new RoomCommand.Configure(OperationId.New(), new RoomSettings(ceilingPerMinute) { MaxActiveSessions = MostInside }));
        return configured is Reply<RoomOutcome>.Done { Outcome: RoomOutcome.Configured } ? surge : throw new InvalidOperationException($"The room cannot be configured: {configured}");
    }

    /// <summary>A fifth of a second passes and the room has served.</summary>
    public async Task TickAsync()
    {
        Time.Advance(RoomLimits.Tick);
        await loop.TickAsync();
    }

    public async Task<JsonElement> LookAsync(CancellationToken cancellation)
    {
        using var answer = await Http.GetAsync(Status, cancellation);
        answer.EnsureSuccessStatusCode();
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(cancellation));
    }

    /// <summary>The grain's own state: who is inside, and why no more were called.</summary>
    public async Task<RoomState> StateAsync() => await grains.Read(room) ?? throw new InvalidOperationException("Storage does not answer.");

    public string? BoundNow() =>
        app.Services.GetRequiredService<IAdmissionHistory>().Recent(room) is [.., var last] ? last.Bound.ToString() : null;

    public async Task LeaveAsync(long number) => await grains.Ask(room, new RoomCommand.EndSession(OperationId.Derive("leave", number.ToString(CultureInfo.InvariantCulture)), number));

    /// <summary>A request of the visitor with this index, who comes from an address range shared with ninety-nine others.</summary>
    public static HttpRequestMessage Post(Uri address, int visitor, ReadOnlySpan<byte> ticket)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address);
        var range = visitor / 100;
        request.Headers.Add("Waiting-Room-Browser", string.Create(CultureInfo.InvariantCulture, $"{visitor:D42}A"));
        request.Headers.Add("Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"k{visitor}"));
        request.Headers.Add("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"10.{range / 256 % 256}.{range % 256}.{1 + (visitor % 100)}"));
        if (!ticket.IsEmpty)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Encoding.ASCII.GetString(ticket));
        }

        return request;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await store.DisposeAsync();
        folder.Dispose();
    }
}
