using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace WaitingRoom.Booking.Availability;

/// <summary>
/// Stands between the web server and the application and answers the whole overview before the application knows of a request: it is what everybody reads again and again, and it needs no language,
/// no sign-in, no trace and no log line. It is counted by itself (<c>waitingroom.booking.availability_answers</c>). Filters, pages and whatever else is not this plain case go their usual way.
/// </summary>
internal sealed class AvailabilityServer : IServer
{
    /// <summary>Answers that a slow line has not taken yet; beyond them readers go the usual way, where their lane refuses them.</summary>
    private const int MostUnderWay = 1_000;

    private readonly IServer server;
    private readonly AvailabilityShelf shelf;
    private readonly Counter<long> answers;
    private int underWay;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns the meter and disposes it with the host.")]
    private AvailabilityServer(IServer server, AvailabilityShelf shelf, IMeterFactory meters)
    {
        (this.server, this.shelf) = (server, shelf);
        answers = meters.Create(Messages.Sending.MessageMetrics.MeterName).CreateCounter<long>(
            "waitingroom.booking.availability_answers", description: "Answers of the whole overview, which are not among the framework's requests.");
    }

    public IFeatureCollection Features => server.Features;

    /// <summary>Wraps the server that is registered last; none registered, none wrapped (a test's own server comes later and replaces it).</summary>
    public static void AddTo(IServiceCollection services)
    {
        if (services.LastOrDefault(service => service.ServiceType == typeof(IServer)) is not { } registered)
        {
            return;
        }

        services.Remove(registered);
        services.AddSingleton<IServer>(provider => new AvailabilityServer(
            Make(registered, provider), provider.GetRequiredService<AvailabilityShelf>(), provider.GetRequiredService<IMeterFactory>()));
    }

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull =>
        server.StartAsync(new AvailabilityFirst<TContext>(application, this), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    public void Dispose() => server.Dispose();

    private static IServer Make(ServiceDescriptor registered, IServiceProvider provider) =>
        (IServer)(registered.ImplementationInstance ?? registered.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!));

    private bool IsAsked(IHttpRequestFeature request) =>
        HttpMethods.IsGet(request.Method) && request.Path == AvailabilityEndpoint.Path && request.QueryString.Length == 0 && WantsData(request.Headers)
        && Volatile.Read(ref underWay) < MostUnderWay;

    /// <summary>What programs send; anything finer is weighed where pages are.</summary>
    private static bool WantsData(IHeaderDictionary asked) =>
        asked.Accept.Count == 0 || asked.Accept is [{ } accept] && accept is "*/*" or "application/json";

    private Task Answer(IFeatureCollection features)
    {
        answers.Add(1);
        var response = features.Get<IHttpResponseFeature>()!;
        var body = AvailabilityEndpoint.Describe(features.Get<IHttpRequestFeature>()!.Headers, response.Headers, shelf.Get(AvailabilityQuery.All));
        if (body is null)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var sent = features.Get<IHttpResponseBodyFeature>()!.Writer.WriteAsync(body);
        return sent.IsCompletedSuccessfully ? Task.CompletedTask : Wait(sent.AsTask());
    }

    private async Task Wait(Task sending)
    {
        Interlocked.Increment(ref underWay);
        try
        {
            await sending;
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    private readonly record struct Request<TContext>(IFeatureCollection? Asked, TContext? Inner);

    private sealed class AvailabilityFirst<TContext>(IHttpApplication<TContext> application, AvailabilityServer server) : IHttpApplication<Request<TContext>>
        where TContext : notnull
    {
        public Request<TContext> CreateContext(IFeatureCollection contextFeatures) =>
            server.IsAsked(contextFeatures.Get<IHttpRequestFeature>()!) ? new(contextFeatures, default) : new(null, application.CreateContext(contextFeatures));

        public Task ProcessRequestAsync(Request<TContext> context) => context.Asked is { } asked ? server.Answer(asked) : application.ProcessRequestAsync(context.Inner!);

        public void DisposeContext(Request<TContext> context, Exception? exception)
        {
            if (context.Asked is null)
            {
                application.DisposeContext(context.Inner!, exception);
            }
        }
    }
}
