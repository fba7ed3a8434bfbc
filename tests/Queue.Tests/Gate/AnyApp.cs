using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WaitingRoom.Gate;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Tests.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Gate;

/// <summary>An app of somebody else with the three lines, on a real server under another origin than the waiting room.</summary>
internal sealed class AnyApp : IAsyncDisposable
{
    private readonly WebApplication app;

    private AnyApp(WebApplication app, CapturedLog log, string address) => (this.app, Log, Address) = (app, log, address);

    public string Address { get; }

    public CapturedLog Log { get; }

    public static async Task<AnyApp> Start(QueueHost queue, Action<WaitingRoomOptions>? configure = null, Action<IServiceCollection>? replace = null)
    {
        var log = new CapturedLog();
        // Not 127.0.0.1, where the waiting room is: a browser keeps their cookies apart.
        var address = $"http://localhost:{FreePort.Next()}";
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.UseUrls(address);
        builder.Services.AddSingleton<TimeProvider>(queue.Time);
        builder.Services.AddWaitingRoom(room =>
        {
            room.Authority = queue.Address;
            room.Room = QueueHost.Room;
            room.PlainHttp = true;
            configure?.Invoke(room);
        });
        replace?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseWaitingRoom();
        app.MapGet("/", () => "home");
        app.MapGet("/cards", (HttpRequest request) => $"cards {request.QueryString}");
        app.MapGet("/marked", (HttpContext context) => context.Features.Get<VisitorAdmission>()!.Room).RequireAdmission();
        app.MapGet("/health", () => "ok").AllowWithoutAdmission();
        await app.StartAsync();
        await Allow(queue, [.. (await Listed(queue)).Entry.ReturnOrigins, address]);
        return new AnyApp(app, log, address);
    }

    /// <summary>The room leads to these origins, and has noticed.</summary>
    public static async Task Allow(QueueHost queue, params string[] origins)
    {
        var (list, entry, version) = await Listed(queue);
        Assert.True(await queue.Services.GetRequiredService<IDocuments>().Put(RoomList.DocumentName, version, list.With(entry with { ReturnOrigins = [.. origins] }).ToJson()));
        queue.Time.Advance(TimeSpan.FromSeconds(1));
        await queue.Tick();
    }

    private static async Task<(RoomList List, RoomEntry Entry, long Version)> Listed(QueueHost queue)
    {
        var document = (await queue.Services.GetRequiredService<IDocuments>().Get(RoomList.DocumentName))!;
        var list = RoomList.FromJson(document.Body);
        return (list, list.Find(QueueHost.Room)!, document.Version);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
