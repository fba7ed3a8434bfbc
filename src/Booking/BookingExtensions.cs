using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WaitingRoom.Booking.Agents;
using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Calendars;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.CheckIn;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Booking.Codes.Batches;
using WaitingRoom.Booking.Confirming;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Feed;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Households;
using WaitingRoom.Booking.Keys;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Messages;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Booking.Privacy;
using WaitingRoom.Booking.Representations;
using WaitingRoom.Booking.Requesting;
using WaitingRoom.Booking.Rules;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Staff;
using WaitingRoom.Booking.Waitlist;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Pairs;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Web.Front;

namespace WaitingRoom.Booking;

/// <summary>The doors: <c>builder.AddBooking()</c> and <c>app.MapBooking()</c>.</summary>
public static class BookingExtensions
{
    /// <summary>
    /// Registers the citizens' path. The host registers <c>IGrains</c>, <c>IReadModels</c>, <c>IDocuments</c>, <c>IOutbox</c>, <c>IContactKeys</c>, <c>IAuditLog</c>, <see cref="TimeProvider"/>, Web,
    /// and the policies <c>admission</c>, <c>agent</c> and <c>operator</c>; it hands every <see cref="IAvailabilityListener"/> to its grains.
    /// </summary>
    public static WebApplicationBuilder AddBooking(this WebApplicationBuilder builder, Action<BookingOptions>? configure = null)
    {
        builder.Services.AddOptions<BookingOptions>().BindConfiguration(BookingOptions.Section).Configure(options => configure?.Invoke(options));
        builder.Services.AddHostedService<BoardPolling>();
        builder.Services.AddFrontAnswer<AvailabilityFront>();
        builder.Services
            .AddBookingCodes()
            .AddBoard()
            .AddSessions()
            .AddUseCases()
            .AddMessages()
            .AddRules()
            .AddWaitlist()
            .AddPages();
        return builder;
    }

    /// <summary>
    /// Only what a host with waiting rooms and without booking needs: how much is left (<see cref="IStockSignal"/>), read as every other host reads it.
    /// </summary>
    public static WebApplicationBuilder AddBookingStock(this WebApplicationBuilder builder, Action<BookingOptions>? configure = null)
    {
        builder.Services.AddOptions<BookingOptions>().BindConfiguration(BookingOptions.Section).Configure(options => configure?.Invoke(options));
        builder.Services.AddHostedService<BoardPolling>();
        builder.Services.AddBoard().AddSingleton<CampaignBook>();
        return builder;
    }

    /// <summary>
    /// Only what issuing codes needs, for a command line: <see cref="CodeIssuer"/> and <see cref="BatchDesk"/>. Needs <c>IGrains</c>, <c>IDocuments</c>, <c>IReadModels</c>
    /// and <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddBookingCodes(this IServiceCollection services)
    {
        services.TryAddSingleton<DocumentKeys>();
        services.TryAddSingleton<CodeHashing>();
        services.TryAddSingleton(provider => new CodeIssuer(
            provider.GetRequiredService<IGrains>(), provider.GetRequiredService<CodeHashing>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<BatchBook>();
        services.TryAddSingleton(provider => new BatchDesk(
            provider.GetRequiredService<CodeIssuer>(),
            provider.GetRequiredService<BatchBook>(),
            provider.GetRequiredService<IGrains>(),
            provider.GetRequiredService<IReadModels>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>Maps the data endpoints; the pages come with the host's <c>MapWeb()</c>.</summary>
    public static void MapBooking(this IEndpointRouteBuilder routes)
    {
        AvailabilityEndpoint.Map(routes);
        SessionEndpoint.Map(routes);
        RedeemEndpoint.Map(routes);
        OffersEndpoint.Map(routes, Door.Citizens);
        HoldEndpoints.Map(routes, Door.Citizens);
        ConfirmEndpoint.Map(routes, Door.Citizens);
        BookingEndpoints.Map(routes, Door.Citizens);
        AgentDoor.Map(routes);
        FeedEndpoints.Map(routes);
        HouseholdEndpoints.Map(routes);
        RulesEndpoints.Map(routes);
        BatchEndpoints.Map(routes);
        VerificationEndpoints.Map(routes);
        SlipEndpoints.Map(routes);
        OwnDataEndpoint.Map(routes);
        WaitlistEndpoints.Map(routes);
        StandbyEndpoints.Map(routes);
    }

    private static IServiceCollection AddBoard(this IServiceCollection services)
    {
        services.AddSingleton<AvailabilityBoard>();
        services.AddSingleton<IAvailabilityListener>(provider => provider.GetRequiredService<AvailabilityBoard>());
        services.AddSingleton<AvailabilityShelf>();
        services.AddSingleton<FeedShelf>();
        services.AddSingleton<IStockSignal, WebStock>();
        return services;
    }

    private static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<SessionTokens>();
        services.AddSingleton<SessionCarrier>();
        services.AddSingleton<SessionStart>();
        services.AddSingleton<RoomPresence>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(BookingSession.Scheme, _ => { });
        services.AddAuthorizationBuilder()
            .AddPolicy(BookingSession.Policy, policy => policy.AddAuthenticationSchemes(BookingSession.Scheme).RequireAuthenticatedUser())
            .AddPolicy(BookingSession.CodePolicy, policy => policy.AddAuthenticationSchemes(BookingSession.Scheme).RequireAuthenticatedUser().RequireClaim(BookingSession.CodeClaim));
        return services;
    }

    private static IServiceCollection AddUseCases(this IServiceCollection services)
    {
        services.AddSingleton<CampaignBook>();
        services.AddSingleton<PairSaga>();
        services.AddSingleton<GuessLimits>();
        services.AddSingleton<Redeeming>();
        services.AddSingleton<VerificationBook>();
        services.AddSingleton<OneTimeSending>();
        services.AddSingleton<CodeRequesting>();
        services.AddSingleton<OfferSearch>();
        services.AddSingleton<OfferDesk>();
        services.AddSingleton<Alternatives>();
        services.AddSingleton<Holder>();
        services.AddSingleton<ContactSeal>();
        services.AddSingleton<ContactMarking>();
        services.AddSingleton<Confirmer>();
        services.AddSingleton<SeatsBack>();
        services.AddSingleton<BookingDesk>();
        services.AddSingleton<Rebooker>();
        services.AddSingleton<MoveOffers>();
        services.AddSingleton<ContactChanging>();
        services.AddAgents();
        services.AddSingleton<BookingCalendar>();
        services.AddSingleton<CheckInTokens>();
        services.AddSingleton<OwnData>();
        services.AddSingleton<ContactSweep>();
        services.AddSingleton<IRetention>(provider => provider.GetRequiredService<ContactSweep>());
        services.AddSingleton<HouseholdDesk>();
        services.AddSingleton<HouseholdSearch>();
        services.AddSingleton<HouseholdBooking>();
        services.Configure<JsonOptions>(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, BookingJson.Default));
        return services;
    }

    /// <summary>For staff: the host provides the policy <c>operator</c>.</summary>
    private static IServiceCollection AddRules(this IServiceCollection services)
    {
        services.AddSingleton<StaffActions>();
        services.AddSingleton<VialDays>();
        services.AddHostedService<VialFollower>();
        services.AddSingleton<RulesForesight>();
        services.AddSingleton<RulesEndpoints>();
        return services;
    }

    private static IServiceCollection AddWaitlist(this IServiceCollection services)
    {
        services.AddSingleton<CoolingSeats>();
        services.AddSingleton<IAvailabilityListener>(provider => provider.GetRequiredService<CoolingSeats>());
        services.AddSingleton<WaitlistDesk>();
        services.AddSingleton<StandbyDesk>();
        services.AddSingleton<IMessageAuthor, WaitlistAuthor>();
        services.AddSingleton<WaitlistOffering>();
        services.AddHostedService(provider => provider.GetRequiredService<WaitlistOffering>());
        return services;
    }

    private static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, RepresentationPolicy>());
        services.Configure<RazorPagesOptions>(options => options.Conventions.AddFolderApplicationModelConvention(
            "/Booking", page => page.EndpointMetadata.Add(Representation.Page)));
        services.AddRazorPages().ConfigureApplicationPartManager(AddOwnPages);
        return services;
    }

    /// <summary>The framework finds libraries from the entry assembly; under a test runner that is not the host.</summary>
    private static void AddOwnPages(ApplicationPartManager parts)
    {
        var own = typeof(BookingExtensions).Assembly;
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
