using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace WaitingRoom.Web.Languages;

/// <summary>The link to the same page in another language. A plain link, so it needs no script.</summary>
internal static class LanguageSwitch
{
    public static string AddressOf(HttpRequest request, Language language)
    {
        var query = new QueryBuilder(request.Query.Where(pair => pair.Key != LanguageOfRequest.Parameter))
        {
            { LanguageOfRequest.Parameter, language.Code },
        };
        return request.PathBase.Add(request.Path).ToUriComponent() + query;
    }
}
