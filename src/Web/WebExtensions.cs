using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Web;

/// <summary>The doors: <c>builder.AddWeb()</c>, <c>app.UseWeb()</c>, <c>app.MapWeb()</c>.</summary>
public static class WebExtensions
{
    /// <summary>Registers pages, layout, languages, problem answers, antiforgery and cookie rules.</summary>
    public static WebApplicationBuilder AddWeb(this WebApplicationBuilder builder, Action<WebOptions>? configure = null)
    {
        // Style and script are also found when a build output runs outside the Development environment.
        builder.WebHost.UseStaticWebAssets();
        var services = builder.Services;
        services.AddOptions<WebOptions>().BindConfiguration(WebOptions.Section).Configure(options => configure?.Invoke(options));
        services.AddRazorPages().ConfigureApplicationPartManager(AddOwnPages);
        services.AddSingleton<WebCookies>();
        services.AddWebLanguages();
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<IOptions<WebOptions>>((antiforgery, web) =>
        {
            antiforgery.Cookie.Name = WebCookies.NameOf("wr-form", web.Value.PlainHttp);
            antiforgery.Cookie.Path = "/";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = web.Value.PlainHttp ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            antiforgery.HeaderName = "X-Form-Token";
            // The stricter header of SecurityHeaders already forbids framing.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        return builder;
    }

    /// <summary>First in the pipeline: security headers, language, problem answers.</summary>
    public static IApplicationBuilder UseWeb(this IApplicationBuilder app) =>
        app.UseWebSecurityHeaders().UseWebLanguages().UseWebProblems();

    /// <summary>Serves the static files and the Razor pages of all referenced modules.</summary>
    public static void MapWeb(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
    }

    public static IApplicationBuilder UseWebSecurityHeaders(this IApplicationBuilder app)
    {
        SecurityHeaders.Use(app);
        return app;
    }

    /// <summary>Exceptions become 500 without internals, unknown addresses 404, bare statuses a described problem.</summary>
    public static IApplicationBuilder UseWebProblems(this IApplicationBuilder app)
    {
        ProblemPipeline.Use(app);
        return app;
    }

    /// <summary>Sets the culture of each request and remembers a choice made by <c>?lang=</c>.</summary>
    public static IApplicationBuilder UseWebLanguages(this IApplicationBuilder app)
    {
        var cookies = app.ApplicationServices.GetRequiredService<WebCookies>();
        app.Use((context, next) =>
        {
            if (Language.Find(context.Request.Query[LanguageOfRequest.Parameter]) is { } chosen
                && context.Request.Cookies[LanguageOfRequest.CookieName] != chosen.Code)
            {
                var options = cookies.NewOptions();
                options.MaxAge = LanguageIsRemembered;
                context.Response.Cookies.Append(LanguageOfRequest.CookieName, chosen.Code, options);
            }

            return next(context);
        });
        return app.UseRequestLocalization();
    }

    /// <summary>The framework finds libraries from the entry assembly; under a test runner that is not the host.</summary>
    private static void AddOwnPages(ApplicationPartManager parts)
    {
        var own = typeof(WebExtensions).Assembly;
        if (parts.ApplicationParts.OfType<AssemblyPart>().Any(part => part.Assembly == own))
        {
            return;
        }

        foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(own).GetApplicationParts(own))
        {
            parts.ApplicationParts.Add(part);
        }
    }

    /// <summary>One season of appointments, so that a second visit speaks the same language.</summary>
    private static readonly TimeSpan LanguageIsRemembered = TimeSpan.FromDays(180);

    private static void AddWebLanguages(this IServiceCollection services)
    {
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Language.German.Culture);
            options.SupportedCultures = [.. Language.WithEasy.Select(language => language.Culture)];
            options.SupportedUICultures = options.SupportedCultures;
            options.RequestCultureProviders = [new LanguageOfRequest()];
            options.ApplyCurrentCultureToResponseHeaders = true;
        });
        // Umlauts as themselves: the pages are UTF-8, and an entity for each makes them longer and unreadable.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
    }
}
