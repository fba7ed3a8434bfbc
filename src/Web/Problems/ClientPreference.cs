using Microsoft.AspNetCore.Http;

namespace WaitingRoom.Web.Problems;

/// <summary>Whether a client wants a page or data. Programs that send no preference get data.</summary>
public static class ClientPreference
{
    /// <summary>True when the <c>Accept</c> header prefers HTML over JSON.</summary>
    public static bool WantsPage(HttpRequest request)
    {
        double page = 0, data = 0;
        foreach (var range in request.GetTypedHeaders().Accept)
        {
            var quality = range.Quality ?? 1;
            switch (range.MediaType.Value?.ToUpperInvariant())
            {
                case "TEXT/HTML" or "APPLICATION/XHTML+XML":
                    page = Math.Max(page, quality);
                    break;
                case "APPLICATION/JSON" or "APPLICATION/PROBLEM+JSON":
                    data = Math.Max(data, quality);
                    break;
                default:
                    break;
            }
        }

        return page > data;
    }
}
