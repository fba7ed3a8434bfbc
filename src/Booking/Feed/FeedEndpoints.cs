using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Wording;

namespace WaitingRoom.Booking.Feed;

/// <summary>/feed: the public slot feed, the same bytes for everybody, from memory.</summary>
internal static class FeedEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var feed = routes.MapGroup("/feed").WithTags("Feed");
        Add(feed, "/$bulk-publish", "GetFeedManifest", "SMART Scheduling Links: where the files are", "application/json", (files, _) => files.Manifest);
        Add(feed, "/locations.ndjson", "GetFeedLocations", "The centres", FeedFile.Lines, (files, _) => files.Locations);
        Add(feed, "/schedules.ndjson", "GetFeedSchedules", "Which vaccine is given where", FeedFile.Lines, (files, _) => files.Schedules);
        Add(feed, "/slots/{region}.ndjson", "GetFeedSlots", "What is free and taken in a region (ISO 3166-2), by centre, vaccine and day", FeedFile.Lines, (files, region) => files.Slots.GetValueOrDefault(region));
    }

    private static void Add(RouteGroupBuilder feed, string path, string name, string summary, string contentType, Func<FeedFiles, string, FeedFile?> choose) => feed
        .MapGet(path, (HttpContext context, FeedShelf shelf) => Answer(context, shelf, choose))
        .WithName(name)
        .WithSummary(summary)
        .Produces<string>(contentType: contentType)
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> Answer(HttpContext context, FeedShelf shelf, Func<FeedFiles, string, FeedFile?> choose)
    {
        var (request, response) = (context.Request, context.Response);
        if (await shelf.Get(context.RequestAborted) is not { } files)
        {
            return Refusals.NotOpenYet();
        }

        if (choose(files, request.RouteValues["region"] as string ?? "") is not { } file)
        {
            return Results.NotFound();
        }

        response.Headers.CacheControl = $"public, max-age={(int)FeedShelf.Fresh.TotalSeconds}";
        response.Headers.Vary = "Accept-Encoding";
        response.Headers[AsOf.Header] = AsOf.Write(files.AsOf);
        response.Headers.AccessControlAllowOrigin = "*";
        var gzip = request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && e.Quality is not 0);
        if (gzip)
        {
            response.Headers.ContentEncoding = "gzip";
        }

        // The framework answers 304 by the tag.
        return Results.Bytes(gzip ? file.Gzip : file.Utf8, file.ContentType, entityTag: new EntityTagHeaderValue(gzip ? file.GzipETag : file.ETag));
    }
}
