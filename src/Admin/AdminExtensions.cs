using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WaitingRoom.Admin.Audit;
using WaitingRoom.Admin.Outbox;
using WaitingRoom.Admin.Rooms;
using WaitingRoom.Admin.Staff;
using WaitingRoom.Grains.Documents;

namespace WaitingRoom.Admin;

/// <summary>The doors: <c>builder.AddAdmin()</c>, <c>app.MapAdmin()</c>.</summary>
public static class AdminExtensions
{
    /// <summary>
    /// Registers the scheme <c>Staff</c>, the policies <c>operator</c>, <c>agent</c> and <c>centre</c>, and the operators' API. Needs <c>IGrains</c>, <c>IDocuments</c>,
    /// <c>IAuditLog</c>, <c>IAdmissionLog</c>, <c>IOutbox</c>, <see cref="TimeProvider"/> and <c>AddWeb</c>.
    /// </summary>
    public static WebApplicationBuilder AddAdmin(this WebApplicationBuilder builder, Action<AdminOptions>? configure = null)
    {
        var services = builder.Services;
        services.AddOptions<AdminOptions>().BindConfiguration(AdminOptions.Section).Configure(options => configure?.Invoke(options))
            .Validate(options => options.Oidc.Authority is null || !string.IsNullOrEmpty(options.Oidc.Audience), "Admin:Oidc:Audience is needed with Admin:Oidc:Authority.")
            .ValidateOnStart();
        services.AddStaffTokens();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, StaffAuthentication>(StaffAuthentication.SchemeName, null);
        HouseIssuer.Add(services);
        var policies = services.AddAuthorizationBuilder();
        foreach (var role in StaffRole.All)
        {
            policies.AddPolicy(role, policy => policy.AddAuthenticationSchemes(StaffAuthentication.SchemeName).RequireClaim(StaffAuthentication.RoleClaim, role));
        }

        services.AddSingleton<RoomRegister>().AddSingleton<TickLog>().AddSingleton<RoomReading>().AddSingleton<RoomChanging>().AddSingleton<BeaconEntering>().AddSingleton<StaffActions>().AddSingleton<OutboxEndpoints>();
        return builder;
    }

    /// <summary>Only what making staff tokens needs, for a command line: <see cref="StaffTokens"/>. Needs <c>IDocuments</c> and <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddStaffTokens(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new StaffKeys(provider.GetRequiredService<IDocuments>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new StaffTokens(provider.GetRequiredService<StaffKeys>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>Maps the operators' API.</summary>
    public static IEndpointRouteBuilder MapAdmin(this IEndpointRouteBuilder routes)
    {
        RoomReading.Map(routes);
        RoomChanging.Map(routes);
        BeaconEntering.Map(routes);
        AuditEndpoint.Map(routes);
        OutboxEndpoints.Map(routes);
        return routes;
    }
}
