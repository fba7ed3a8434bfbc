using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Queue.Joining;

namespace WaitingRoom.Queue.Draws;

/// <summary>Draws as the module registers them.</summary>
internal static class DrawExtensions
{
    public static IServiceCollection AddDraws(this IServiceCollection services)
    {
        services.AddOptions<DrawOptions>().BindConfiguration(DrawOptions.Section);
        services.AddHttpClient(DrandBeacon.Client, client =>
        {
            client.Timeout = DrandBeacon.Timeout;
            client.MaxResponseContentBufferSize = DrandBeacon.LargestAnswerBytes;
        });
        services.AddSingleton<IBeacon, DrandBeacon>();
        services.AddSingleton<IBeacon, OperatorBeacon>();
        services.AddSingleton<DrawSecrets>();
        services.AddSingleton<DrawRooms>();
        services.AddSingleton<Entrance>();
        services.AddSingleton<DrawEndpoint>();
        services.AddSingleton<ReceiptEndpoint>();
        services.AddSingleton<DrawLoop>();
        services.AddHostedService(provider => provider.GetRequiredService<DrawLoop>());
        return services;
    }

    public static void MapDraws(this IEndpointRouteBuilder routes)
    {
        DrawEndpoint.Map(routes);
        ReceiptEndpoint.Map(routes);
    }
}
