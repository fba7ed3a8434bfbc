using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Representations;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;

namespace WaitingRoom.Booking.Confirming;

/// <summary>POST /booking/bookings.</summary>
internal static class ConfirmEndpoint
{
    public static void Map(IEndpointRouteBuilder routes, Door door) => door.Group(routes, "/bookings", "Bookings")
        .MapPost("", Create)
        .WithName(door.Named("CreateBooking"))
        .WithSummary("Books both appointments of a hold, or neither")
        .WithDescription("Needs Idempotency-Key. 201 means that both are booked for good. 409 appointments-gone means that neither is, and brings the next-best offers. 503 outcome-unknown: repeat with the same key.")
        .Produces<PairView>(StatusCodes.Status201Created)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> Create(
        HttpContext context, Confirmer confirmer, ConfirmRequest request, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey)
    {
        if (!IdempotencyKey.TryRead(idempotencyKey, out var key))
        {
            return Refusals.KeyMissing();
        }

        if (!PairIds.TryRead(request.Hold, out var id))
        {
            return Refusals.HoldUnknown();
        }

        if (Contact.Check(request.Contact?.Name, request.Contact?.Email, request.Contact?.Phone, out var contact, request.Contact?.Address) is { } wrong)
        {
            return wrong;
        }

        var answer = await confirmer.Confirm(BookingSession.Of(context), key, id, contact);
        if (!answer.IsGiven(out var pair, out var refusal))
        {
            return refusal;
        }

        context.Response.Headers.Location = $"{context.Request.Path}/{pair.Reference}";
        return Results.Json(pair, BookingJson.Default.PairView, statusCode: StatusCodes.Status201Created);
    }
}
