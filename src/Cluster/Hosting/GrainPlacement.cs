using System.Net;
using Orleans.Configuration;
using WaitingRoom.Cluster.Backend;
using WaitingRoom.Cluster.Messages;
using WaitingRoom.Cluster.Placement;
using WaitingRoom.Cluster.Sweeping;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Server.Grains;
using WaitingRoom.Server.Hosting;

namespace WaitingRoom.Cluster.Hosting;

/// <summary>Registers <see cref="IGrains"/> as placed by Orleans, and what keeps the cluster together.</summary>
internal static class GrainPlacement
{
    private const string Npgsql = "Npgsql";

    public static void AddTo(WebApplicationBuilder builder, NodeRequest request)
    {
        var options = builder.Configuration.GetSection(NodeOptions.Section).Get<NodeOptions>() ?? new NodeOptions();
        builder.UseOrleans(silo =>
        {
            Join(silo, request, options);
            silo.Configure<SiloMessagingOptions>(messaging => messaging.MaxEnqueuedRequestsHardLimit = options.MostWaitingCalls);
            silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = options.IdleAfter);
            silo.Configure<GrainTypeOptions>(types => types.Classes.RemoveWhere(grain => !Belongs(grain, request.Serve)));
        });
        builder.Services.AddDomainMessages();
        builder.Services
            .AddSingleton<WriterCounters>()
            .AddSingleton<CallMetrics>()
            .AddSingleton<ClusterGrains>()
            .AddSingleton<BackendCount>()
            .AddSingleton<IGrains>(provider => new MeasuredGrains(
                provider.GetRequiredService<ClusterGrains>(), provider.GetRequiredService<TimeProvider>(), [provider.GetRequiredService<BackendCount>()]))
            .AddSingleton<IReadiness, NodeReadiness>()
            .AddHostedService<BackendRelay>();
        if (request.Serve.Has(NodeRoles.Booking))
        {
            builder.Services.AddSingleton<ISweep, ReminderSweep>().AddSingleton<ISweep, RetentionSweep>().AddHostedService<SweepKeeper>();
        }
    }

    private static void Join(ISiloBuilder silo, NodeRequest request, NodeOptions options)
    {
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.Id, options.Id));
        silo.Configure<EndpointOptions>(endpoint =>
        {
            endpoint.SiloPort = request.SiloPort;
            endpoint.GatewayPort = request.GatewayPort;
            endpoint.AdvertisedIPAddress = options.AdvertisedAddress ?? (request.Serve.ListenAny ? endpoint.AdvertisedIPAddress : IPAddress.Loopback);
            var listen = request.Serve.ListenAny ? IPAddress.Any : IPAddress.Loopback;
            endpoint.SiloListeningEndpoint = new IPEndPoint(listen, request.SiloPort);
            endpoint.GatewayListeningEndpoint = request.GatewayPort == 0 ? null : new IPEndPoint(listen, request.GatewayPort);
        });
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = options.ProbeTimeout;
            membership.NumMissedProbesLimit = options.MissedProbes;
            membership.NumVotesForDeathDeclaration = options.Votes;
            membership.TableRefreshTimeout = options.TableRefresh;
        });
        silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (Npgsql, request.Database));
        silo.UseAdoNetReminderService(reminders => (reminders.Invariant, reminders.ConnectionString) = (Npgsql, request.Database));
        silo.AddAdoNetGrainStorage(BackendGrain.Storage, storage => (storage.Invariant, storage.ConnectionString) = (Npgsql, request.Database));
    }

    /// <summary>Rooms live on queue nodes, days and codes on booking nodes; what a node does not host it calls elsewhere.</summary>
    private static bool Belongs(Type grain, ServeRequest serve) =>
        grain == typeof(RoomGrain) || grain == typeof(BackendGrain) ? serve.Has(NodeRoles.Queue)
        : grain != typeof(DayGrain) && grain != typeof(CodeGrain) && grain != typeof(SweepGrain) || serve.Has(NodeRoles.Booking);
}
