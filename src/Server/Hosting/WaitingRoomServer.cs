using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using WaitingRoom.Admin;
using WaitingRoom.Admin.Staff;
using WaitingRoom.Booking;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Gate;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Queue;
using WaitingRoom.Server.Demo;
using WaitingRoom.Server.Grains;
using WaitingRoom.Server.Metrics;
using WaitingRoom.Storage;
using WaitingRoom.Web;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Server.Hosting;

/// <summary>Everything in one process: storage, grains, waiting room, gate, booking.</summary>
internal static class WaitingRoomServer
{
    /// <summary>The waiting room that stands before the booking, unless the configuration names others (<c>Queue:Rooms:0:Name</c>).</summary>
    public const string Room = "impfung";

    /// <summary>For each person who looks over the operator's shoulder.</summary>
    private const int DemoCodes = 5;

    /// <summary>Serves until told to stop, then lets what is under way finish.</summary>
    /// <exception cref="IOException">The port was taken meanwhile, or storage does not answer.</exception>
    public static async Task Run(ServeRequest request, Store store, TextWriter output, CancellationToken cancellation)
    {
        await using var app = Build(request, store);
        var codes = request.Demo ? await MakeDemo(app.Services, cancellation) : [];
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw new IOException($"Port {request.Port} is in use; choose another with --port.", taken);
        }

        var tokens = codes.Count > 0 ? await DemoTokens(app.Services) : [];
        ServerAddresses.Print(output, AddressOf(request, app.Configuration), WaitingPage(app.Services.GetRequiredService<IOptions<QueueOptions>>().Value), codes, tokens);
        await app.WaitForShutdownAsync(cancellation);
    }

    /// <param name="time">The system's clock unless somebody else drives it.</param>
    internal static WebApplication Build(ServeRequest request, Store store, TimeProvider? time = null)
    {
        // The pages' files lie beside the program, wherever it is started from, and carry this assembly's name, whoever is the program.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(WaitingRoomServer).Assembly.GetName().Name,
        });
        builder.Configuration.AddInMemoryCollection(request.Settings);
        ServerLog.AddTo(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            ServerLimits.Apply(kestrel);
            kestrel.ListenLocalhost(request.Port);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ServerLimits.Shutdown);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddStorage(store);
        builder.Services.AddGrainDirectory();
        builder.Services.AddEarlyRefusal();
        builder.Services.AddOpenApi();
        AddModules(builder, request);
        builder.AddMetricsExport();

        var app = builder.Build();
        app.UseTrustedProxies();
        app.UseRouting();
        app.UseMiddleware<RequestLog>();
        app.UseWeb();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapMetrics();
        app.MapOpenApi();
        app.MapGet("/", (IOptions<QueueOptions> queue) => Results.Redirect(WaitingPage(queue.Value))).ExcludeFromDescription();
        app.MapQueue();
        app.MapBooking();
        app.MapAdmin();
        app.MapWeb();
        return app;
    }

    private static void AddModules(WebApplicationBuilder builder, ServeRequest request)
    {
        var address = AddressOf(request, builder.Configuration);
        var plainHttp = builder.Configuration.GetValue("Web:PlainHttp", address.StartsWith("http://", StringComparison.Ordinal));
        builder.AddWeb(web => web.PlainHttp = plainHttp);
        builder.AddQueue(queue =>
        {
            queue.Issuer = address;
            if (queue.Rooms.Count == 0)
            {
                queue.Rooms.Add(new RoomOptions());
            }

            if (queue.Rooms[0].Name.Length == 0)
            {
                queue.Rooms[0].Name = Room;
                queue.Rooms[0].Title = new Text("Impftermine", "Vaccination appointments");
            }
        });
        builder.Services.AddGate(gate =>
        {
            gate.Authority = address;
            // The way round by the public address may lead through a proxy that is not up yet.
            gate.KeysAddress = new Uri($"http://localhost:{request.Port}/.well-known/jwks.json");
            gate.WaitingRoomPath = "/";
            gate.PlainHttp = plainHttp;
        });
        builder.AddBooking(booking => booking.Rooms.Add(Room));
        builder.Services.PostConfigure<MessageOptions>(messages =>
        {
            messages.PublicAddress = messages.PublicAddress.Length > 0 ? messages.PublicAddress : address;
            // A demonstration on this machine only: with a public address somebody real may be behind the messages.
            messages.DevelopmentOutbox = builder.Configuration.GetValue($"{MessageOptions.Section}:DevelopmentOutbox", request.Demo && builder.Configuration["Queue:Issuer"] is null);
        });
        builder.AddAdmin();
    }

    /// <summary>Where citizens begin.</summary>
    private static string WaitingPage(QueueOptions queue) => $"/rooms/{queue.Rooms[0].Name}";

    /// <summary>What the world calls this server: the configured issuer where a proxy stands before it.</summary>
    private static string AddressOf(ServeRequest request, IConfiguration configuration) =>
        configuration["Queue:Issuer"]?.TrimEnd('/') ?? $"http://localhost:{request.Port}";

    private static async Task<IReadOnlyList<string>> MakeDemo(IServiceProvider services, CancellationToken cancellation)
    {
        var demo = new DemoCampaign(services.GetRequiredService<IGrains>(), services.GetRequiredService<IDocuments>(), services.GetRequiredService<TimeProvider>());
        return await demo.Make(cancellation)
            ? await services.GetRequiredService<CodeIssuer>().Issue(DemoCodes, Saxony.BookingGroup, cancellation: cancellation).ToArrayAsync(cancellation)
            : [];
    }

    /// <summary>Only where the demonstration was made just now: a real campaign's log must not hold the keys to it.</summary>
    private static async Task<IReadOnlyList<(string Role, string Token)>> DemoTokens(IServiceProvider services)
    {
        var tokens = services.GetRequiredService<StaffTokens>();
        return
        [
            (StaffRole.Operator, await tokens.Issue(StaffRole.Operator, "demo-operator", StaffTokens.DefaultLife)),
            (StaffRole.Agent, await tokens.Issue(StaffRole.Agent, "demo-agent", StaffTokens.DefaultLife)),
        ];
    }
}
