using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using WaitingRoom.Queue.Rooms;

namespace WaitingRoom.Queue.Status;

/// <summary>GET /rooms/{room}/status. What a million waiting browsers ask for: ready bytes, no work for each.</summary>
internal static class StatusEndpoint
{
    /// <summary>One second: caches take the crowd off us, and nobody's turn is noticed later than that.</summary>
    private static readonly StringValues CacheControl = "public, max-age=1";

    private static readonly StringValues ContentType = "application/json; charset=utf-8";

    private static readonly StringValues Vary = "Accept";

    /// <summary>
    /// The one security header that means something for a document that no browser renders; this answer comes before those of all pages. Left out of what they send: Content-Security-Policy,
    /// Permissions-Policy and Cross-Origin-Opener-Policy speak to documents that run script, are framed or open windows, and nosniff keeps this one from becoming such; Referrer-Policy speaks to
    /// links, of which it has none. A hundred thousand browsers would fetch three hundred bytes every few seconds for nothing.
    /// </summary>
    private static readonly StringValues NoSniff = "nosniff";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var rooms = routes.ServiceProvider.GetRequiredService<OpenRooms>();
        var stream = routes.ServiceProvider.GetRequiredService<StatusStream>();
        routes.MapGet("/rooms/{room}/status", (RequestDelegate)(context => Answer(context, rooms, stream))).WithTags("rooms");
    }

    private static Task Answer(HttpContext context, OpenRooms rooms, StatusStream stream)
    {
        if (!rooms.TryFind(context.Request.RouteValues["room"] as string, out var room))
        {
            return RoomProblems.Unknown().ExecuteAsync(context);
        }

        if (room.Status is not { } status)
        {
            return RoomProblems.Unavailable().ExecuteAsync(context);
        }

        return WantsStream(context.Request.Headers) ? stream.Answer(context, room) : Answer(context, status);
    }

    internal static bool WantsStream(IHeaderDictionary asked) =>
        asked.Accept is [{ } accept] && accept.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase);

    /// <summary>Sets the headers of the answer. True when the asker has this very document already and gets no body.</summary>
    internal static bool Describe(IHeaderDictionary asked, IHeaderDictionary answered, StatusDocument status)
    {
        answered.CacheControl = CacheControl;
        answered.Vary = Vary;
        answered.XContentTypeOptions = NoSniff;
        answered.ETag = status.TagHeader;
        if (Matches(asked.IfNoneMatch, status.Tag))
        {
            return true;
        }

        answered.ContentType = ContentType;
        answered.ContentLength = status.LengthHeader;
        return false;
    }

    private static Task Answer(HttpContext context, StatusDocument status)
    {
        if (Describe(context.Request.Headers, context.Response.Headers, status))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return context.Response.BodyWriter.WriteAsync(status.Body, context.RequestAborted).GetAsTask();
    }

    /// <summary>RFC 9110, 13.1.2: weak comparison; a cache may have weakened our tag while compressing.</summary>
    private static bool Matches(StringValues sent, string tag)
    {
        foreach (var value in sent)
        {
            if (value is not null && (value == "*" || value.Contains(tag, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    private static Task GetAsTask(this ValueTask<System.IO.Pipelines.FlushResult> flush) => flush.IsCompletedSuccessfully ? Task.CompletedTask : flush.AsTask();
}
