using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Sessions;

namespace WaitingRoom.Booking.Privacy;

/// <summary>GET /booking/bookings/{reference}/data.</summary>
internal static class OwnDataEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet(BookingEndpoints.Path + "/{reference}/data", Read)
        .RequireAuthorization(BookingSession.CodePolicy)
        .WithTags("Bookings")
        .WithName("ReadOwnData")
        .WithSummary("All that is stored about the person of a booking, as a file")
        .Produces<OwnDataView>()
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> Read(HttpContext context, OwnData data, string reference)
    {
        context.Response.Headers.CacheControl = "no-store";
        var answer = await data.Read(((SessionPrincipal)context.User).Session, reference, context.RequestAborted);
        if (!answer.IsGiven(out var view, out var refusal))
        {
            return refusal;
        }

        context.Response.Headers.ContentDisposition = "attachment; filename=\"impftermin-daten.json\"";
        return Results.Json(view, BookingJson.Default.OwnDataView);
    }
}
