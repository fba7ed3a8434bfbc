using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Representations;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;

namespace WaitingRoom.Booking.Managing;

/// <summary>/booking/bookings/{reference}: read and cancel.</summary>
internal static class BookingEndpoints
{
    public const string Path = "/booking/bookings";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var bookings = routes.MapGroup(Path + "/{reference}").RequireAuthorization(BookingSession.CodePolicy).WithTags("Bookings").WithMetadata(Representation.Data);
        bookings.MapGet("", Read)
            .WithName("ReadBooking")
            .WithSummary("A booking of the session's code")
            .WithDescription("A cancelled booking keeps its reference and says that it is cancelled.")
            .Produces<PairView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        bookings.MapDelete("", Cancel)
            .WithName("CancelBooking")
            .WithSummary("Cancels both appointments")
            .WithDescription("Needs Idempotency-Key. Cancelling again answers the same.")
            .Produces<PairView>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Read(HttpContext context, BookingDesk desk, string reference)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Tell(await desk.Read(SessionOf(context), reference));
    }

    private static async Task<IResult> Cancel(
        HttpContext context, BookingDesk desk, string reference, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey) =>
        IdempotencyKey.TryRead(idempotencyKey, out _) ? Tell(await desk.Cancel(SessionOf(context), reference)) : Refusals.KeyMissing();

    private static IResult Tell(Answer<PairView> answer) =>
        answer.IsGiven(out var pair, out var refusal) ? Results.Json(pair, BookingJson.Default.PairView) : refusal;

    private static BookingSession SessionOf(HttpContext context) => ((SessionPrincipal)context.User).Session;
}
