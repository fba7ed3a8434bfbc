using Microsoft.AspNetCore.Http;

namespace WaitingRoom.Queue.Rooms;

/// <summary>Who asks: a page's form or a program.</summary>
internal static class RequestKind
{
    private const int LongestIdempotencyKey = 128;

    public static bool IsForm(HttpRequest request) => request.HasFormContentType;

    /// <summary>
    /// Another site's page sent this (Fetch Metadata, W3C). Without this check, any site could fill the line with the browsers of its readers; cookies with
    /// SameSite only keep it from seeing their tickets.
    /// </summary>
    public static bool IsCrossSite(HttpRequest request) => request.Headers["Sec-Fetch-Site"] == "cross-site";

    public static bool HasIdempotencyKey(HttpRequest request) =>
        request.Headers["Idempotency-Key"] is [{ Length: >= 1 and <= LongestIdempotencyKey } key] && key.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
}
