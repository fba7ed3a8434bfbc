using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Representations;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;

namespace WaitingRoom.Booking.Waitlist;

/// <summary>/booking/waitlist: for whoever found nothing.</summary>
internal static class WaitlistEndpoints
{
    public const string Path = "/booking/waitlist";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var entry = routes.MapGroup(Path).RequireAuthorization(BookingSession.CodePolicy).WithMetadata(Representation.Data).WithTags("Waiting list");
        entry.MapGet("", Read)
            .WithName("ReadWaitlistEntry")
            .WithSummary("The code's entry on the waiting list")
            .Produces<WaitlistView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        entry.MapPut("", Put)
            .WithName("JoinWaitlist")
            .WithSummary("Puts the code on the waiting list, or changes what it waits for; its turn stays")
            .WithDescription("Needs Idempotency-Key. Freed appointments are held for the first who can take them, by priority group and then by time, and told by e-mail or SMS.")
            .Produces<WaitlistView>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        entry.MapDelete("", Leave)
            .WithName("LeaveWaitlist")
            .WithSummary("Takes the code off the waiting list and forgets the address")
            .WithDescription("Needs Idempotency-Key. Also when it was not on it.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> Read(HttpContext context, WaitlistDesk desk)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Tell(await desk.Read(BookingSession.Of(context)));
    }

    private static async Task<IResult> Put(HttpContext context, WaitlistDesk desk, WaitlistRequest request, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey) =>
        IdempotencyKey.TryRead(idempotencyKey, out var key) ? Tell(await desk.Put(BookingSession.Of(context), key, request)) : Refusals.KeyMissing();

    private static async Task<IResult> Leave(HttpContext context, WaitlistDesk desk, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey)
    {
        if (!IdempotencyKey.TryRead(idempotencyKey, out _))
        {
            return Refusals.KeyMissing();
        }

        await desk.Leave(BookingSession.Of(context));
        return Results.NoContent();
    }

    private static IResult Tell(Answer<WaitlistView> answer) =>
        answer.IsGiven(out var entry, out var refusal) ? Results.Json(entry, BookingJson.Default.WaitlistView) : refusal;
}
