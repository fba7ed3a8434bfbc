using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Representations;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;

namespace WaitingRoom.Booking.Households;

/// <summary>/booking/household: up to four people, a code each, side by side. For citizens; an agent books for one caller at a time.</summary>
internal static class HouseholdEndpoints
{
    public const string Path = "/booking/household";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var household = Door.Citizens.Group(routes, "/household", "Households");
        household.MapGet("", Read)
            .WithName("ReadHousehold")
            .WithSummary("Who books side by side in this session, and what each has")
            .Produces<HouseholdView>();
        household.MapPost("/codes", Add)
            .WithName("AddHouseholdCode")
            .WithSummary("Takes another person's code into the session")
            .WithDescription("Up to four codes of one booking group. A code that is in it already is no error. Counts as a try like POST /booking/codes.")
            .Produces<HouseholdView>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        household.MapGet("/offers", Offers)
            .WithName("FindHouseholdOffers")
            .WithSummary("What can be had side by side by all who have nothing yet")
            .WithDescription("All at one centre, at one time or at one time and the next. Reserves nothing.")
            .Produces<HouseholdOfferList>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        household.MapPost("/holds", Hold)
            .WithName("CreateHouseholdHolds")
            .WithSummary("Holds for all members or for none")
            .WithDescription("Needs Idempotency-Key. A refusal names the member it is about; what was held for the others is given back.")
            .Produces<HouseholdView>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        household.MapDelete("/holds", Release)
            .WithName("ReleaseHouseholdHolds")
            .WithSummary("Gives back whatever the members hold")
            .WithDescription("Needs Idempotency-Key.")
            .Produces(StatusCodes.Status204NoContent);
        household.MapPost("/bookings", Confirm)
            .WithName("CreateHouseholdBookings")
            .WithSummary("Books the held pairs one after the other")
            .WithDescription("Needs Idempotency-Key. 201 means that everybody's appointments are booked. 409 household-not-complete says for each member whether theirs are; those that are stay booked.")
            .Produces<HouseholdView>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Read(HttpContext context, HouseholdDesk desk)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Tell(await desk.Read(BookingSession.Of(context)));
    }

    private static async Task<IResult> Add(HttpContext context, HouseholdDesk desk, SessionCarrier carrier, MemberRequest request)
    {
        if (!(await desk.Add(context, BookingSession.Of(context), request.Code)).IsGiven(out var session, out var refusal))
        {
            return refusal;
        }

        if (!(await desk.Read(session)).IsGiven(out var view, out refusal))
        {
            return refusal;
        }

        return Tell(view with { Token = await carrier.HandOut(context, session) });
    }

    private static async Task<IResult> Offers(HttpContext context, HouseholdSearch search, string? vaccine, string? postcode, string? from)
    {
        context.Response.Headers.CacheControl = "no-store";
        var answer = await search.Find(BookingSession.Of(context), vaccine, postcode, from);
        return answer.IsGiven(out var offers, out var refusal) ? Results.Json(offers, BookingJson.Default.HouseholdOfferList) : refusal;
    }

    private static async Task<IResult> Hold(
        HttpContext context, HouseholdBooking booking, HouseholdHoldRequest request, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey)
    {
        if (!IdempotencyKey.TryRead(idempotencyKey, out var key))
        {
            return Refusals.KeyMissing();
        }

        var session = BookingSession.Of(context);
        return request.Vaccine is null || !AreMembers(session, request.Members?.Select(member => member?.Member)) || request.Members!.Any(member => !AreLegs(member.Legs))
            ? Results.StatusCode(StatusCodes.Status400BadRequest)
            : Tell(await booking.Hold(session, key, request), StatusCodes.Status201Created);
    }

    private static async Task<IResult> Release(HttpContext context, HouseholdBooking booking, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey) =>
        !IdempotencyKey.TryRead(idempotencyKey, out _) ? Refusals.KeyMissing()
        : await booking.Release(BookingSession.Of(context)) is { } refusal ? refusal
        : Results.NoContent();

    private static async Task<IResult> Confirm(
        HttpContext context, HouseholdBooking booking, HouseholdDesk desk, HouseholdBookingRequest request, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey)
    {
        if (!IdempotencyKey.TryRead(idempotencyKey, out var key))
        {
            return Refusals.KeyMissing();
        }

        var session = BookingSession.Of(context);
        if (!AreMembers(session, request.Members?.Select(member => member?.Member)))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (!(await booking.Confirm(session, key, request)).IsGiven(out var outcome, out var refusal))
        {
            return refusal;
        }

        return outcome.IsComplete ? Tell(await desk.Read(session), StatusCodes.Status201Created) : HouseholdRefusals.NotComplete(outcome);
    }

    /// <summary>Somebody, nobody twice, and each of them in the session.</summary>
    internal static bool AreMembers(BookingSession session, IEnumerable<int?>? named)
    {
        int?[] members = [.. named ?? []];
        return members.Length > 0 && members.Distinct().Count() == members.Length && members.All(member => member >= 1 && member <= session.Members.Count);
    }

    private static bool AreLegs(IReadOnlyList<LegRequest>? legs) => legs is { Count: > 0 } && legs.All(leg => leg?.Centre is not null && leg.Slot is not null);

    private static IResult Tell(Answer<HouseholdView> answer, int status = StatusCodes.Status200OK) =>
        answer.IsGiven(out var view, out var refusal) ? Results.Json(view, BookingJson.Default.HouseholdView, statusCode: status) : refusal;
}
