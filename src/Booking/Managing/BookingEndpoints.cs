using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Confirming;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Booking.Representations;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;

namespace WaitingRoom.Booking.Managing;

/// <summary>/booking/bookings/{reference}: read, cancel, rebook, change the contact.</summary>
internal static class BookingEndpoints
{
    public const string Path = "/booking/bookings";

    public static void Map(IEndpointRouteBuilder routes, Door door)
    {
        var bookings = door.Group(routes, "/bookings/{reference}", "Bookings");
        bookings.MapGet("", Read)
            .WithName(door.Named("ReadBooking"))
            .WithSummary("A booking of the code")
            .WithDescription("A cancelled booking keeps its reference and says that it is cancelled.")
            .Produces<PairView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        bookings.MapDelete("", Cancel)
            .WithName(door.Named("CancelBooking"))
            .WithSummary("Cancels all appointments of the booking")
            .WithDescription("Needs Idempotency-Key. Cancelling again answers the same. 409 too-late-to-change from the campaign's limit before the start on.")
            .Produces<PairView>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        bookings.MapDelete("/appointments/{dose:int:min(1)}", CancelOne)
            .WithName(door.Named("CancelAppointment"))
            .WithSummary("Cancels one appointment and keeps the other")
            .WithDescription("Needs Idempotency-Key. The only one left: the same as cancelling the booking.")
            .Produces<PairView>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        bookings.MapGet("/offers", Offers)
            .WithName(door.Named("FindNewAppointments"))
            .WithSummary("What could be had in place of the appointments")
            .WithDescription("Without 'dose' both anew, with it that one alone, at dates that keep the interval to the other. Reserves nothing.")
            .Produces<OfferList>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        bookings.MapPost("/rebook", Rebook)
            .WithName(door.Named("Rebook"))
            .WithSummary("Books other appointments in place of these, in one step")
            .WithDescription("Needs Idempotency-Key. The old ones are lost only once the new ones are booked; after any refusal everything is as it was. The reference stays.")
            .Produces<PairView>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        bookings.MapPut("/contact", ChangeContact)
            .WithName(door.Named("ChangeContact"))
            .WithSummary("Replaces name, e-mail address, telephone number and postal address")
            .WithDescription("Needs Idempotency-Key. What was there before cannot be read by anybody afterwards.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Read(HttpContext context, BookingDesk desk, string reference)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Tell(await desk.Read(BookingSession.Of(context), reference));
    }

    private static async Task<IResult> Cancel(
        HttpContext context, BookingDesk desk, string reference, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey) =>
        IdempotencyKey.TryRead(idempotencyKey, out _) ? Tell(await desk.Cancel(BookingSession.Of(context), reference)) : Refusals.KeyMissing();

    private static async Task<IResult> CancelOne(
        HttpContext context, Rebooker rebooker, string reference, int dose, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey) =>
        IdempotencyKey.TryRead(idempotencyKey, out _) ? Tell(await rebooker.CancelOne(BookingSession.Of(context), reference, dose)) : Refusals.KeyMissing();

    private static async Task<IResult> Offers(HttpContext context, MoveOffers offers, string reference, int? dose, string? postcode, string? from)
    {
        context.Response.Headers.CacheControl = "no-store";
        var answer = await offers.Find(BookingSession.Of(context), reference, dose, postcode, from);
        return answer.IsGiven(out var found, out var refusal) ? Results.Json(found, BookingJson.Default.OfferList) : refusal;
    }

    private static async Task<IResult> Rebook(
        HttpContext context, Rebooker rebooker, string reference, RebookRequest request, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey)
    {
        if (!IdempotencyKey.TryRead(idempotencyKey, out var key))
        {
            return Refusals.KeyMissing();
        }

        return request.Legs is null || request.Legs.Any(leg => leg?.Centre is null || leg.Slot is null)
            ? Results.StatusCode(StatusCodes.Status400BadRequest)
            : Tell(await rebooker.Rebook(BookingSession.Of(context), reference, key, request));
    }

    private static async Task<IResult> ChangeContact(
        HttpContext context, ContactChanging changing, string reference, ContactRequest request, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey)
    {
        if (!IdempotencyKey.TryRead(idempotencyKey, out var key))
        {
            return Refusals.KeyMissing();
        }

        return Contact.Check(request.Name, request.Email, request.Phone, out var contact, request.Address) is { } wrong ? wrong
            : await changing.Change(BookingSession.Of(context), reference, key, contact) is { } refusal ? refusal
            : Results.NoContent();
    }

    private static IResult Tell(Answer<PairView> answer) =>
        answer.IsGiven(out var pair, out var refusal) ? Results.Json(pair, BookingJson.Default.PairView) : refusal;
}
