using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using WaitingRoom.Gate.Entering;
using WaitingRoom.Gate.Guarding;
using WaitingRoom.Gate.Leaving;
using WaitingRoom.Gate.Sessions;

namespace WaitingRoom.Gate;

/// <summary>
/// A waiting room before any ASP.NET Core app:
/// <code>
/// using WaitingRoom.Gate;
/// builder.Services.AddWaitingRoom(room => { room.Authority = "https://queue.example"; room.Room = "impfung"; });
/// app.UseWaitingRoom();
/// </code>
/// </summary>
public static class WaitingRoomExtensions
{
    /// <summary>Registers the gate.</summary>
    /// <exception cref="OptionsValidationException">When the host starts: the options are not usable, with the reason.</exception>
    public static IServiceCollection AddWaitingRoom(this IServiceCollection services, Action<WaitingRoomOptions> configure)
    {
        services.AddOptions<WaitingRoomOptions>().Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WaitingRoomOptions>, Validation>();
        // One place checks tokens for both ways of using the gate.
        services.AddOptions<GateOptions>(GateExtensions.Scheme).Configure<IOptions<WaitingRoomOptions>>((gate, room) => Apply(room.Value, gate));
        services.AddTokenReading();
        services.AddDataProtection();
        services.AddSingleton<SpentAdmissions>();
        services.AddSingleton<EndedSessions>();
        services.AddSingleton<VisitorCookies>();
        services.AddSingleton<Passes>();
        services.AddSingleton<RoomSessions>();
        services.AddSingleton<Renewals>();
        services.AddSingleton<Guard>();
        services.AddSingleton<Entrance>();
        services.AddSingleton<Exit>();
        return services;
    }

    /// <summary>
    /// Guards everything that follows, but for endpoints with <see cref="AllowWithoutAdmission{TBuilder}"/>; with <see cref="WaitingRoomOptions.OnlyMarkedEndpoints"/> those with
    /// <see cref="RequireAdmission{TBuilder}"/> only. Serves <c>/.waiting-room/enter</c> and <c>/.waiting-room/leave</c>. After <c>UseForwardedHeaders</c>.
    /// </summary>
    public static IApplicationBuilder UseWaitingRoom(this IApplicationBuilder app)
    {
        var services = app.ApplicationServices;
        var guard = services.GetRequiredService<Guard>();
        var entrance = services.GetRequiredService<Entrance>();
        var exit = services.GetRequiredService<Exit>();
        var onlyMarked = services.GetRequiredService<IOptions<WaitingRoomOptions>>().Value.OnlyMarkedEndpoints;
        return app.Use(async (context, next) =>
        {
            var path = context.Request.Path;
            if (path.Equals(Entrance.Path, StringComparison.Ordinal))
            {
                await entrance.Answer(context);
            }
            else if (path.Equals(Exit.Path, StringComparison.Ordinal))
            {
                await exit.Answer(context);
            }
            else if (!IsGuarded(context.GetEndpoint(), onlyMarked) || await guard.LetsIn(context))
            {
                await next(context);
            }
        });
    }

    /// <summary>
    /// Only admitted visitors reach this endpoint, whatever middleware there is. Where it is the only guard, <see cref="UseWaitingRoom"/> with
    /// <see cref="WaitingRoomOptions.OnlyMarkedEndpoints"/> serves the entrance.
    /// </summary>
    public static TBuilder RequireAdmission<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(builder =>
        {
            builder.Metadata.Add(new AdmissionMetadata(Required: true));
            if (builder.RequestDelegate is { } inner)
            {
                // The guard belongs to the endpoint, so that a forgotten middleware leaves no door open.
                builder.RequestDelegate = async context =>
                {
                    if (await context.RequestServices.GetRequiredService<Guard>().LetsIn(context))
                    {
                        await inner(context);
                    }
                };
            }
        });
        return endpoint;
    }

    /// <summary>Anyone may come here: health checks, an imprint, what the waiting page itself shows.</summary>
    public static TBuilder AllowWithoutAdmission<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AdmissionMetadata(Required: false));

    /// <summary>Keys and the reading of tokens, once, whoever asks for them.</summary>
    internal static IServiceCollection AddTokenReading(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AdmissionKeys>();
        services.TryAddSingleton<AdmissionReader>();
        return services;
    }

    /// <summary>The endpoint's own word counts, the last one said; else the setting.</summary>
    private static bool IsGuarded(Endpoint? endpoint, bool onlyMarked) => endpoint?.Metadata.GetMetadata<AdmissionMetadata>()?.Required ?? !onlyMarked;

    private static void Apply(WaitingRoomOptions room, GateOptions gate)
    {
        gate.Authority = room.Authority;
        gate.KeysAddress = room.BackchannelAddress is { } inner ? new Uri(inner.AbsoluteUri.TrimEnd('/') + "/.well-known/jwks.json") : null;
        gate.Rooms.Clear();
        gate.Rooms.Add(room.Room);
        gate.WaitingRoomPath = room.RoomAddress;
        gate.PlainHttp = room.PlainHttp;
        gate.Backchannel = room.Backchannel;
        gate.ClockSkew = room.ClockSkew;
    }

    private sealed record AdmissionMetadata(bool Required);

    private sealed class Validation : IValidateOptions<WaitingRoomOptions>
    {
        public ValidateOptionsResult Validate(string? name, WaitingRoomOptions options) =>
            options.Fault() is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;
    }
}
