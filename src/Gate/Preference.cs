using Microsoft.AspNetCore.Http;

namespace WaitingRoom.Gate;

/// <summary>Whether a person reads the answer or a program. Who does not say is a program.</summary>
internal static class Preference
{
    public static bool PrefersPage(HttpRequest request)
    {
        double page = 0, data = 0;
        foreach (var range in request.GetTypedHeaders().Accept)
        {
            var quality = range.Quality ?? 1;
            if (range.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase))
            {
                page = Math.Max(page, quality);
            }
            else if (range.MediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase))
            {
                data = Math.Max(data, quality);
            }
        }

        return page > data;
    }
}
