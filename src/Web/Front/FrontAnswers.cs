using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;

namespace WaitingRoom.Web.Front;

/// <summary>The door: <c>services.AddFrontAnswer&lt;T&gt;()</c>.</summary>
public static class FrontAnswers
{
    /// <summary>
    /// Registers an answer that is given before the application. The server that is registered last is wrapped, once for all answers; none registered, none wrapped (a test's own server comes later and
    /// replaces it), and every request goes its usual way.
    /// </summary>
    public static IServiceCollection AddFrontAnswer<T>(this IServiceCollection services)
        where T : class, IFrontAnswer
    {
        services.AddSingleton<IFrontAnswer, T>();
        if (services.LastOrDefault(service => service.ServiceType == typeof(IServer)) is { } registered && registered.ImplementationFactory?.Target is not Wrapping)
        {
            services.Remove(registered);
            services.AddSingleton<IServer>(new Wrapping(registered).Make);
        }

        return services;
    }

    private sealed class Wrapping(ServiceDescriptor registered)
    {
        public FrontServer Make(IServiceProvider provider) => new(
            (IServer)(registered.ImplementationInstance ?? registered.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!)),
            [.. provider.GetServices<IFrontAnswer>()]);
    }
}
