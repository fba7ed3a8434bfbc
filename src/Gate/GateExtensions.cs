using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace WaitingRoom.Gate;

/// <summary>
/// The door of a service that takes admissions itself and keeps sessions of its own, as the booking does. Any other app wants <see cref="WaitingRoomExtensions"/>. In three lines:
/// <code>
/// builder.Services.AddGate(gate => { gate.Authority = "https://queue.example"; gate.WaitingRoomPath = "https://queue.example/rooms/impfung"; });
/// app.UseAuthentication().UseAuthorization();
/// app.MapPost("/booking/sessions", ...).RequireAuthorization("admission");
/// </code>
/// </summary>
public static class GateExtensions
{
    /// <summary>The authorization policy: a valid admission.</summary>
    public const string Policy = "admission";

    /// <summary>The authentication scheme.</summary>
    public const string Scheme = "Admission";

    /// <summary>
    /// Registers the scheme <c>Admission</c> and the policy <c>admission</c>. The principal carries the claims <c>room</c> and <c>jti</c>; the latter is the same for every
    /// token of one admission, so whoever needs single use remembers it.
    /// </summary>
    public static IServiceCollection AddGate(this IServiceCollection services, Action<GateOptions> configure)
    {
        services.AddTokenReading();
        services.AddAuthentication().AddScheme<GateOptions, AdmissionHandler>(Scheme, configure);
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser());
        return services;
    }
}
