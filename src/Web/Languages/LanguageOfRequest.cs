using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace WaitingRoom.Web.Languages;

/// <summary>Decides the language of a request: what was asked for now, else earlier, else by the browser, else German.</summary>
internal sealed class LanguageOfRequest : RequestCultureProvider
{
    /// <summary>Query parameter of the language switch.</summary>
    public const string Parameter = "lang";

    /// <summary>Remembers the choice. Holds the language, nothing about the person.</summary>
    public const string CookieName = "wr-lang";

    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var language = Of(httpContext.Request);
        return Task.FromResult<ProviderCultureResult?>(new(language.Culture.Name));
    }

    public static Language Of(HttpRequest request) =>
        Language.Find(request.Query[Parameter])
        ?? Language.Find(request.Cookies[CookieName])
        ?? Preferred(request)
        ?? Language.German;

    private static Language? Preferred(HttpRequest request)
    {
        Language? best = null;
        double bestQuality = 0;
        foreach (var offered in request.GetTypedHeaders().AcceptLanguage)
        {
            var quality = offered.Quality ?? 1;
            if (quality > bestQuality && Language.Find(offered.Value.Value) is { } language)
            {
                best = language;
                bestQuality = quality;
            }
        }

        return best;
    }
}
