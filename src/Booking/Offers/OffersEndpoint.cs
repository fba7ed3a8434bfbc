using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Booking.Representations;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;

namespace WaitingRoom.Booking.Offers;

/// <summary>GET /booking/offers: the earliest pairs for a vaccine near a postcode.</summary>
internal static class OffersEndpoint
{
    public static void Map(IEndpointRouteBuilder routes, Door door) => door.Group(routes, "/offers", "Offers")
        .MapGet("", Answer)
        .WithName(door.Named("FindOffers"))
        .WithSummary("The earliest pairs of a vaccine near a postcode")
        .WithDescription("Reserves nothing. At most ten offers by the date of the first dose, nearer centres first among equals, and beside them the nearest. Nothing that this person may not book. Says openly what others hold at the moment.")
        .Produces<OfferList>()
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Answer(
        HttpContext context, OfferDesk desk, [FromQuery] string? vaccine, [FromQuery] string? postcode, [FromQuery] string? from)
    {
        context.Response.Headers.CacheControl = "no-store";
        var answer = await desk.Find(BookingSession.Of(context), vaccine, postcode, from);
        return answer.IsGiven(out var offers, out var refusal) ? Results.Json(offers, BookingJson.Default.OfferList) : refusal;
    }
}
