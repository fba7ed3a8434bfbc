using System.Reflection;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.Options;
using WaitingRoom.Admin;
using WaitingRoom.Admin.Staff;
using WaitingRoom.Booking;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Gate;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Queue;
using WaitingRoom.Server.Demo;
using WaitingRoom.Server.Grains;
using WaitingRoom.Server.Keys;
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
    /// <param name="placeGrains">Registers <see cref="IGrains"/>; null places them in this process.</param>
    public static async Task Run(ServeRequest request, Store store, TextWriter output, Action<WebApplicationBuilder>? placeGrains, CancellationToken cancellation)
    {
        await using var app = Build(request, store, placeGrains: placeGrains);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw new IOException($"Port {request.Port} is in use; choose another with --port.", taken);
        }

        // Only a host that runs has grains; it is ready when this is done and said.
        var codes = request.Demo ? await MakeDemo(app.Services, cancellation) : [];
        var tokens = codes.Count > 0 ? await DemoTokens(app.Services) : [];
        ServerAddresses.Print(output, AddressOf(request, app.Configuration), WaitingPage(app.Services), codes, tokens);
        app.Services.GetRequiredService<DemoMaking>().Over();
        await app.WaitForShutdownAsync(cancellation);
    }

    /// <param name="time">The system's clock unless somebody else drives it.</param>
    /// <param name="placeGrains">Registers <see cref="IGrains"/>; null places them in this process.</param>
    internal static WebApplication Build(ServeRequest request, Store store, TimeProvider? time = null, Action<WebApplicationBuilder>? placeGrains = null)
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
            if (request.ListenAny)
            {
                kestrel.ListenAnyIP(request.Port);
            }
            else
            {
                kestrel.ListenLocalhost(request.Port);
            }
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ServerLimits.Shutdown);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddStorage(store);
        builder.Services.AddFormKeys();
        (placeGrains ?? (host => host.Services.AddGrainDirectory())).Invoke(builder);
        builder.Services.AddSingleton(new DemoMaking(request)).AddSingleton<IReadiness>(provider => provider.GetRequiredService<DemoMaking>());
        builder.Services.AddEarlyRefusal();
        builder.Services.AddOpenApi();
        AddModules(builder, request);
        builder.AddMetricsExport();
        builder.Services.AddStorageMetrics();

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
        MapModules(app, request);
        app.MapWeb();
        return app;
    }

    private static void AddModules(WebApplicationBuilder builder, ServeRequest request)
    {
        var address = AddressOf(request, builder.Configuration);
        var plainHttp = builder.Configuration.GetValue("Web:PlainHttp", address.StartsWith("http://", StringComparison.Ordinal));
        builder.AddWeb(web =>
        {
            web.PlainHttp = plainHttp;
            web.IsStorageSilent = error => error is LedgerUnavailableException;
        });
        if (request.Has(NodeRoles.Queue))
        {
            AddQueue(builder, address);
        }

        if (request.Has(NodeRoles.Booking))
        {
            AddBooking(builder, request, address, plainHttp);
        }
        else if (request.Has(NodeRoles.Queue))
        {
            builder.AddBookingStock(booking => booking.Rooms.Add(Room));
        }

        // Whoever serves staff anywhere has to know them.
        builder.AddAdmin();
        builder.Services.AddRazorPages().ConfigureApplicationPartManager(parts => LeaveOut(parts, request));
    }

    /// <summary>The framework finds the pages of every module that this program could serve.</summary>
    private static void LeaveOut(ApplicationPartManager parts, ServeRequest request)
    {
        foreach (var (role, assembly) in ((NodeRoles, Assembly)[])[(NodeRoles.Queue, typeof(QueueExtensions).Assembly), (NodeRoles.Booking, typeof(BookingExtensions).Assembly)])
        {
            foreach (var part in parts.ApplicationParts.Where(part => !request.Has(role) && part.Name == assembly.GetName().Name).ToArray())
            {
                parts.ApplicationParts.Remove(part);
            }
        }
    }

    private static void AddQueue(WebApplicationBuilder builder, string address) => builder.AddQueue(queue =>
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

    private static void AddBooking(WebApplicationBuilder builder, ServeRequest request, string address, bool plainHttp)
    {
        builder.Services.AddGate(gate =>
        {
            gate.Authority = address;
            // The way round by the public address may lead through a proxy that is not up yet; without rooms of its own a node has no other.
            gate.KeysAddress = new Uri(request.Has(NodeRoles.Queue) ? $"http://localhost:{request.Port}/.well-known/jwks.json" : builder.Configuration["Gate:KeysAddress"] ?? $"{address}/.well-known/jwks.json");
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
    }

    private static void MapModules(WebApplication app, ServeRequest request)
    {
        if (request.Has(NodeRoles.Queue))
        {
            app.MapGet("/", () => Results.Redirect(WaitingPage(app.Services))).ExcludeFromDescription();
            app.MapQueue();
        }

        if (request.Has(NodeRoles.Booking))
        {
            app.MapBooking();
        }

        if (request.Has(NodeRoles.Admin))
        {
            app.MapAdmin();
        }
    }

    /// <summary>Where citizens begin; a node without rooms sends nobody anywhere.</summary>
    private static string WaitingPage(IServiceProvider services) => services.GetRequiredService<IOptions<QueueOptions>>().Value.Rooms is [{ Name: var first }, ..] ? $"/rooms/{first}" : "/";

    /// <summary>What the world calls this server: the configured issuer where a proxy stands before it.</summary>
    private static string AddressOf(ServeRequest request, IConfiguration configuration) =>
        configuration["Queue:Issuer"]?.TrimEnd('/') ?? $"http://localhost:{request.Port}";

    private static async Task<IReadOnlyList<string>> MakeDemo(IServiceProvider services, CancellationToken cancellation)
    {
        var demo = new DemoCampaign(services.GetRequiredService<IGrains>(), services.GetRequiredService<IDocuments>(), services.GetRequiredService<TimeProvider>());
        return await demo.Make(cancellation) && services.GetService<CodeIssuer>() is { } issuer
            ? await issuer.Issue(DemoCodes, Saxony.BookingGroup, cancellation: cancellation).ToArrayAsync(cancellation)
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
