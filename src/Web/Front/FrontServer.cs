using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace WaitingRoom.Web.Front;

/// <summary>Stands between the web server and the application and lets every <see cref="IFrontAnswer"/> see a request first, in the order in which they were added.</summary>
internal sealed class FrontServer(IServer server, IFrontAnswer[] answers) : IServer
{
    public IFeatureCollection Features => server.Features;

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull =>
        server.StartAsync(new Front<TContext>(application, answers), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    public void Dispose() => server.Dispose();

    /// <param name="Features">Of the request.</param>
    /// <param name="By">Who answers; null for the application.</param>
    /// <param name="Found">What <paramref name="By"/> needs for it.</param>
    /// <param name="Inner">The application's own context, when it is the one to answer.</param>
    internal readonly record struct Request<TContext>(IFeatureCollection Features, IFrontAnswer? By, object? Found, TContext? Inner);

    private sealed class Front<TContext>(IHttpApplication<TContext> application, IFrontAnswer[] answers) : IHttpApplication<Request<TContext>>
        where TContext : notnull
    {
        public Request<TContext> CreateContext(IFeatureCollection contextFeatures)
        {
            var request = contextFeatures.Get<IHttpRequestFeature>()!;
            foreach (var answer in answers)
            {
                if (answer.Find(request) is { } found)
                {
                    return new(contextFeatures, answer, found, default);
                }
            }

            return new(contextFeatures, null, null, application.CreateContext(contextFeatures));
        }

        public Task ProcessRequestAsync(Request<TContext> context) =>
            context.By is { } answer ? answer.Give(context.Features, context.Found!) : application.ProcessRequestAsync(context.Inner!);

        public void DisposeContext(Request<TContext> context, Exception? exception)
        {
            if (context.By is null)
            {
                application.DisposeContext(context.Inner!, exception);
            }
        }
    }
}
