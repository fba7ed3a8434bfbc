using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Queue.Rooms;

namespace WaitingRoom.Queue.Status;

/// <summary>
/// Stands between the web server and the application and answers the status document before the application knows of a request: it is nearly all that a waiting crowd asks for, and it needs no
/// language, no sign-in, no limit, no trace and no log line. It is counted by itself (<see cref="OpenRoom.StatusAnswers"/>), not among the framework's requests. Whatever is not this plain case goes its usual way.
/// </summary>
internal sealed class StatusServer(IServer server, OpenRooms rooms) : IServer
{
    public IFeatureCollection Features => server.Features;

    /// <summary>Wraps the server that is registered last; none registered, none wrapped (a test's own server comes later and replaces it).</summary>
    public static void AddTo(IServiceCollection services)
    {
        if (services.LastOrDefault(service => service.ServiceType == typeof(IServer)) is not { } registered)
        {
            return;
        }

        services.Remove(registered);
        services.AddSingleton<IServer>(provider => new StatusServer(Make(registered, provider), provider.GetRequiredService<OpenRooms>()));
    }

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull =>
        server.StartAsync(new StatusFirst<TContext>(application, rooms), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    public void Dispose() => server.Dispose();

    private static IServer Make(ServiceDescriptor registered, IServiceProvider provider) =>
        (IServer)(registered.ImplementationInstance ?? registered.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!));

    private readonly record struct Request<TContext>(IFeatureCollection Features, StatusDocument? Status, TContext? Inner);

    private sealed class StatusFirst<TContext>(IHttpApplication<TContext> application, OpenRooms rooms) : IHttpApplication<Request<TContext>>
        where TContext : notnull
    {
        public Request<TContext> CreateContext(IFeatureCollection contextFeatures) =>
            Asked(contextFeatures.Get<IHttpRequestFeature>()!) is { } status
                ? new(contextFeatures, status, default)
                : new(contextFeatures, null, application.CreateContext(contextFeatures));

        public Task ProcessRequestAsync(Request<TContext> context)
        {
            if (context.Status is null)
            {
                return application.ProcessRequestAsync(context.Inner!);
            }

            Answer(context.Features, context.Status);
            return Task.CompletedTask;
        }

        public void DisposeContext(Request<TContext> context, Exception? exception)
        {
            if (context.Status is null)
            {
                application.DisposeContext(context.Inner!, exception);
            }
        }

        private StatusDocument? Asked(IHttpRequestFeature request)
        {
            if (!HttpMethods.IsGet(request.Method) || !StatusPath.TryRead(request.Path, out var name) || !rooms.TryFind(name, out var room) || room.Status is not { } status
                || StatusEndpoint.WantsStream(request.Headers))
            {
                return null;
            }

            room.CountStatusAnswer();
            return status;
        }

        private static void Answer(IFeatureCollection features, StatusDocument status)
        {
            var response = features.Get<IHttpResponseFeature>()!;
            if (StatusEndpoint.Describe(features.Get<IHttpRequestFeature>()!.Headers, response.Headers, status))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
            }
            else
            {
                // The server sends it when this call ends: one write, nothing to wait for.
                System.Buffers.BuffersExtensions.Write(features.Get<IHttpResponseBodyFeature>()!.Writer, status.Body.Span);
            }
        }
    }
}
