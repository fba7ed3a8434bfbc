using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Representations;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Booking.Holding;

/// <summary>/booking/holds: take, lengthen, give back.</summary>
internal static class HoldEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, Door door)
    {
        var holds = door.Group(routes, "/holds", "Holds");
        holds.MapPost("", Create)
            .WithName(door.Named("CreateHold"))
            .WithSummary("Holds both appointments of a pair for some minutes")
            .WithDescription("Needs Idempotency-Key. 409 slot-just-taken brings the next-best offers; 409 code-already-holds and code-already-booked tell what the code has.")
            .Produces<PairView>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        holds.MapPatch("/{id}", Extend)
            .WithName(door.Named("ExtendHold"))
            .WithSummary("Lengthens a hold once")
            .WithDescription("Needs Idempotency-Key. Asked again it answers the same end.")
            .Produces<PairView>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        holds.MapDelete("/{id}", Release)
            .WithName(door.Named("ReleaseHold"))
            .WithSummary("Gives a hold back")
            .WithDescription("Needs Idempotency-Key. Giving back what is no longer held is no error.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Create(
        HttpContext context, Holder holder, HoldRequest request, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey)
    {
        if (!IdempotencyKey.TryRead(idempotencyKey, out var key))
        {
            return Refusals.KeyMissing();
        }

        if (request.Legs is null || request.Vaccine is null || request.Legs.Any(leg => leg?.Centre is null || leg.Slot is null))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        var answer = await holder.Hold(BookingSession.Of(context), key, request);
        return answer.IsGiven(out var pair, out var refusal)
            ? Results.Json(pair, BookingJson.Default.PairView, statusCode: StatusCodes.Status201Created)
            : refusal;
    }

    private static async Task<IResult> Extend(
        HttpContext context, Holder holder, string id, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey)
    {
        if (!IdempotencyKey.TryRead(idempotencyKey, out _))
        {
            return Refusals.KeyMissing();
        }

        if (!PairIds.TryRead(id, out var pairId))
        {
            return Refusals.HoldUnknown();
        }

        var answer = await holder.Extend(BookingSession.Of(context), pairId);
        return answer.IsGiven(out var pair, out var refusal) ? Results.Json(pair, BookingJson.Default.PairView) : refusal;
    }

    private static async Task<IResult> Release(
        HttpContext context, Holder holder, string id, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey)
    {
        if (!IdempotencyKey.TryRead(idempotencyKey, out _))
        {
            return Refusals.KeyMissing();
        }

        return !PairIds.TryRead(id, out var pairId) ? Refusals.HoldUnknown() : await holder.Release(BookingSession.Of(context), pairId) is { } refusal ? refusal : Results.NoContent();
    }
}

/// <summary>Pair ids in addresses: 22 characters of base64url.</summary>
internal static class PairIds
{
    public static bool TryRead(string? text, out PairId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (text is { Length: 22 } && System.Buffers.Text.Base64Url.IsValid(text) && System.Buffers.Text.Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == 16)
        {
            id = PairId.From(new Guid(bytes));
            return true;
        }

        id = default;
        return false;
    }
}
