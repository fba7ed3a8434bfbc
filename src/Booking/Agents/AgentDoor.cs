using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Booking.Confirming;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Offers;
using WaitingRoom.Booking.Representations;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;

namespace WaitingRoom.Booking.Agents;

/// <summary>/agents: what citizens can do, done for a caller, and what only somebody on the phone needs.</summary>
internal static class AgentDoor
{
    public const string Name = "Agent";

    /// <summary>The longest thing that is read out is a reference with its hyphens.</summary>
    private const int LongestText = 64;

    private static readonly Door Door = new("/agents", Name, group => group.RequireAuthorization(AgentGuard.Policy).AddEndpointFilter<RouteGroupBuilder, AgentGuard>());

    public static IServiceCollection AddAgents(this IServiceCollection services) =>
        services.AddSingleton<AgentGuesses>().AddSingleton<AgentAudit>().AddSingleton<AgentSessions>().AddSingleton<LetterQueue>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        MapSessions(routes);
        OffersEndpoint.Map(routes, Door);
        HoldEndpoints.Map(routes, Door);
        ConfirmEndpoint.Map(routes, Door);
        BookingEndpoints.Map(routes, Door);
        Door.Group(routes, "/bookings/{reference}/letter", "Bookings").MapPost("", QueueLetter)
            .WithName(Door.Named("QueueLetter"))
            .WithSummary("Puts the confirmation into the print queue")
            .WithDescription("Needs Idempotency-Key: repeated with it, one letter is printed.")
            .Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        routes.MapPost("/agents/spelling", Spell)
            .RequireAuthorization(AgentGuard.Policy)
            .WithTags("agents")
            .WithName(Door.Named("Spell"))
            .WithSummary("How a code or a reference is read out")
            .WithDescription("By the German spelling alphabet (DIN 5009:2022) and the international one (ICAO). The text is not kept.")
            .Produces<Spelling>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static void MapSessions(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/agents/sessions", Begin)
            .RequireAuthorization(AgentGuard.Policy)
            .WithTags("agents")
            .WithName(Door.Named("BeginSession"))
            .WithSummary("Takes a caller past the line, out of the staff's share, with their booking code")
            .WithDescription("Needs Idempotency-Key; repeated with it, it is the same place in the room. The token goes into the header Waiting-Room-Session.")
            .Produces<AgentSessionView>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status410Gone)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        var current = Door.Group(routes, "/sessions", "Sessions");
        current.MapGet("", Read)
            .WithName(Door.Named("ReadSession"))
            .WithSummary("What the caller's code is good for and what it has")
            .Produces<CodeView>()
            .ProducesProblem(StatusCodes.Status403Forbidden);
        current.MapDelete("", End)
            .WithName(Door.Named("EndSession"))
            .WithSummary("The call is over: the place in the waiting room is free at once. Bookings stay.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status403Forbidden);
    }

    private static async Task<object?> Begin(
        HttpContext context, AgentSessions sessions, AgentSessionRequest request, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey)
    {
        context.Response.Headers.CacheControl = "no-store";
        return IdempotencyKey.TryRead(idempotencyKey, out var key) ? await sessions.Begin(context, request, key) : Refusals.KeyMissing();
    }

    private static async Task<IResult> Read(HttpContext context, BookingDesk desk)
    {
        var answer = await desk.Current(BookingSession.Of(context));
        return answer.IsGiven(out var view, out var refusal) ? Results.Json(view, BookingJson.Default.CodeView) : refusal;
    }

    private static async Task<IResult> End(HttpContext context, RoomPresence presence)
    {
        await presence.Left(BookingSession.Of(context));
        return Results.NoContent();
    }

    private static async Task<IResult> QueueLetter(
        HttpContext context, LetterQueue letters, string reference, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey) =>
        !IdempotencyKey.TryRead(idempotencyKey, out var key) ? Refusals.KeyMissing()
        : await letters.Add(BookingSession.Of(context), reference, key) is { } refusal ? refusal
        : Results.Accepted();

    private static IResult Spell(SpellRequest request) =>
        request.Text is { Length: > 0 and <= LongestText } text ? Results.Json(Spelling.Of(text), BookingJson.Default.Spelling) : Refusals.QueryNotUnderstood();
}

internal sealed record SpellRequest(string? Text);
