using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WaitingRoom.Grains.Notices;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Bots;
using WaitingRoom.Queue.Claiming;
using WaitingRoom.Queue.Draws;
using WaitingRoom.Queue.Joining;
using WaitingRoom.Queue.Keys;
using WaitingRoom.Queue.Metrics;
using WaitingRoom.Queue.Notices;
using WaitingRoom.Queue.Returning;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Serving;
using WaitingRoom.Queue.Sessions;
using WaitingRoom.Queue.Status;
using WaitingRoom.Queue.Tokens;
using WaitingRoom.Queue.Turns;
using WaitingRoom.Queue.Waiting;
using WaitingRoom.Web.Front;

namespace WaitingRoom.Queue;

/// <summary>The doors: <c>builder.AddQueue(...)</c>, <c>app.MapQueue()</c>.</summary>
public static class QueueExtensions
{
    /// <summary>
    /// Registers the waiting rooms. Needs <c>IGrains</c>, <c>IDocuments</c>, <c>IReadModels</c>, <c>INoticeList</c> and <c>AddWeb</c>. Its hosted service reads storage when the host starts,
    /// so whatever prepares storage has to be registered before.
    /// </summary>
    public static WebApplicationBuilder AddQueue(this WebApplicationBuilder builder, Action<QueueOptions>? configure = null)
    {
        var services = builder.Services;
        services.AddOptions<QueueOptions>().BindConfiguration(QueueOptions.Section).Configure(options => configure?.Invoke(options))
            .Validate(options => Uri.TryCreate(options.Issuer, UriKind.Absolute, out _) && !options.Issuer.EndsWith('/'), "Queue:Issuer is an absolute address without a slash at its end.")
            .Validate(options => options.KeyRotationPeriod >= TimeSpan.FromHours(1), "Queue:KeyRotationPeriod is at least an hour.");
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<StorageContact>();
        services.AddSingleton<OpenRooms>();
        services.AddSingleton<IAdmissionHistory>(provider => provider.GetRequiredService<OpenRooms>());
        services.AddSingleton<RoomListReading>();
        services.AddSingleton<StatusStream>();
        services.AddFrontAnswer<StatusFront>();
        services.AddSingleton<SigningKeys>();
        services.AddHostedService<KeyRenewal>();
        services.AddSingleton<Tickets>();
        services.AddSingleton<Passes>();
        services.AddSingleton<SessionEndpoints>();
        services.AddSingleton<Admissions>();
        services.AddSingleton<PageParts>();
        services.AddMetrics();
        services.AddSingleton<QueueMetrics>();
        services.AddSingleton<KeptPlaces>();
        services.AddSingleton<JoinEndpoint>();
        services.AddSingleton<Challenges>().AddSingleton<JoinLimits>().AddSingleton<Suspicion>().AddSingleton<BotDoor>();
        services.AddSingleton<ClaimEndpoint>();
        services.AddSingleton<TurnEndpoints>();
        services.AddSingleton<StaffAdmission>();
        services.AddSingleton<NoticeKeys>().AddSingleton<NoticeSeal>().AddSingleton<NoticeLimits>().AddSingleton<NoticeDesk>().AddSingleton<NoticeEndpoints>();
        services.AddSingleton<INoticeReader, NoticeReader>();
        services.AddServing();
        services.AddDraws();
        services.AddRazorPages().ConfigureApplicationPartManager(AddOwnPages);
        return builder;
    }

    /// <summary>Maps joining, claiming, the status document and the public keys. The waiting page comes with <c>MapWeb</c>.</summary>
    public static IEndpointRouteBuilder MapQueue(this IEndpointRouteBuilder routes)
    {
        // Made now, so that the rooms are measured from the start and not from the first claim.
        routes.ServiceProvider.GetRequiredService<QueueMetrics>();
        JoinEndpoint.Map(routes);
        BotDoor.Map(routes);
        ClaimEndpoint.Map(routes);
        TurnEndpoints.Map(routes);
        StaffAdmission.Map(routes);
        SessionEndpoints.Map(routes);
        NoticeEndpoints.Map(routes);
        StatusEndpoint.Map(routes);
        routes.MapDraws();
        PublicKeys.Map(routes);
        return routes;
    }

    private static void AddServing(this IServiceCollection services)
    {
        services.AddSingleton<BackendWatch>();
        services.AddSingleton<IBackendSignal>(provider => provider.GetRequiredService<BackendWatch>());
        services.AddSingleton<IBackendMemory>(provider => provider.GetRequiredService<BackendWatch>());
        services.AddSingleton<ReasonsLog>();
        services.AddHostedService(provider => provider.GetRequiredService<ReasonsLog>());
        services.AddSingleton<ServingLoop>();
        services.AddHostedService(provider => provider.GetRequiredService<ServingLoop>());
    }

    /// <summary>The framework finds libraries from the entry assembly; under a test runner that is not the host.</summary>
    private static void AddOwnPages(ApplicationPartManager parts)
    {
        var own = typeof(QueueExtensions).Assembly;
        if (parts.ApplicationParts.OfType<AssemblyPart>().Any(part => part.Assembly == own))
        {
            return;
        }

        foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(own).GetApplicationParts(own))
        {
            parts.ApplicationParts.Add(part);
        }
    }
}
