using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using WaitingRoom.Booking.Representations;
using WaitingRoom.Booking.Wording;

namespace WaitingRoom.Booking.Availability;

/// <summary>GET /availability: the public overview, the same bytes for everybody.</summary>
internal static class AvailabilityEndpoint
{
    public const string Path = "/availability";

    private static readonly StringValues CacheControl = "public, max-age=1";

    private static readonly StringValues ContentType = "application/json; charset=utf-8";

    private static readonly StringValues Vary = "Accept, Accept-Encoding";

    private static readonly StringValues Gzip = "gzip";

    /// <summary>The one security header that means something for a document that no browser renders; the fast way comes before those of all pages.</summary>
    private static readonly StringValues NoSniff = "nosniff";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet(Path, Answer)
        .WithMetadata(Representation.Data)
        .WithTags("Availability")
        .WithName("GetAvailability")
        .WithSummary("Free, held and total seats per centre, day and vaccine")
        .WithDescription("Public, no session. Filters: vaccine, centre, from (yyyy-MM-dd), days. The n-th entry of each list belongs to the n-th date from 'from' on. The header Waiting-Room-As-Of says when storage was last read for it.")
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

        var body = Describe(context.Request.Headers, context.Response.Headers, shelf.AsOfHeader, shelf.Get(query));
        if (body is null)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
        }
        else
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    /// <summary>Sets the headers of the answer.</summary>
    /// <returns>The body; null for an asker who has this very document already.</returns>
    internal static byte[]? Describe(IHeaderDictionary asked, IHeaderDictionary answered, StringValues asOf, AvailabilityDocument document)
    {
        answered[AsOf.Header] = asOf;
        answered.ETag = document.TagHeader;
        answered.CacheControl = CacheControl;
        answered.Vary = Vary;
        answered.XContentTypeOptions = NoSniff;
        if (Matches(asked.IfNoneMatch, document.ETag))
        {
            return null;
        }

        answered.ContentType = ContentType;
        var gzip = TakesGzip(asked.AcceptEncoding);
        if (gzip)
        {
            answered.ContentEncoding = Gzip;
        }

        var body = gzip ? document.Gzip : document.Utf8;
        answered.ContentLength = body.Length;
        return body;
    }

    private static bool Matches(StringValues sent, string tag)
    {
        foreach (var value in sent)
        {
            if (value is not null && value.Split(',', StringSplitOptions.TrimEntries).Any(one => one == "*" || Bare(one) == tag))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TakesGzip(StringValues encodings) => encodings.Count > 0
        && StringWithQualityHeaderValue.TryParseList(encodings, out var accepted)
        && accepted.Any(e => e.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && e.Quality is not 0);

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
