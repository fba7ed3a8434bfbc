using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Booking.Representations;
using WaitingRoom.Booking.Wording;

namespace WaitingRoom.Booking.Availability;

/// <summary>GET /availability: the public overview, the same bytes for everybody.</summary>
internal static class AvailabilityEndpoint
{
    public const string Path = "/availability";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet(Path, Answer)
        .WithMetadata(Representation.Data)
        .WithTags("Availability")
        .WithName("GetAvailability")
        .WithSummary("Free, held and total seats per centre, day and vaccine")
        .WithDescription("Public, no session. Filters: vaccine, centre, from (yyyy-MM-dd), days. The n-th entry of each list belongs to the n-th date from 'from' on.")
        .Produces<AvailabilityOverview>()
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task Answer(HttpContext context, AvailabilityShelf shelf)
    {
        if (!AvailabilityQuery.TryParse(context.Request.Query, out var query))
        {
            await Refusals.QueryNotUnderstood().ExecuteAsync(context);
            return;
        }

        var document = shelf.Get(query);
        var (request, response) = (context.Request, context.Response);
        response.Headers.ETag = document.ETag;
        response.Headers.CacheControl = "public, max-age=1";
        response.Headers.Vary = "Accept, Accept-Encoding";
        if (request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Any(tag => tag == "*" || Bare(tag) == document.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var body = document.Utf8;
        if (request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && e.Quality is not 0))
        {
            body = document.Gzip;
            response.Headers.ContentEncoding = "gzip";
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    /// <summary>If-None-Match compares weakly (RFC 9110, 13.1.2); a cache that recompressed the answer marks the tag as weak.</summary>
    private static string Bare(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
}

/// <summary>The shape of the overview, for its description; the bytes are written by hand.</summary>
internal sealed record AvailabilityOverview(DateOnly From, IReadOnlyList<CentreOverview> Centres);

internal sealed record CentreOverview(string Centre, IReadOnlyList<VaccineOverview> Vaccines);

/// <param name="Free">Seats a citizen may hold now, by date.</param>
/// <param name="Held">Seats that come back unless they are booked.</param>
/// <param name="Capacity">All seats, the call centre's share included.</param>
internal sealed record VaccineOverview(string Vaccine, IReadOnlyList<int> Free, IReadOnlyList<int> Held, IReadOnlyList<int> Capacity);
