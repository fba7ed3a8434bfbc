using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using WaitingRoom.Web;

namespace WaitingRoom.Booking.Sessions;

/// <summary>POST /booking/sessions: an admission token for a session. DELETE: leaves.</summary>
internal static class SessionEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        MapCreate(routes);
        routes.MapDelete("/booking/sessions", End)
            .RequireAuthorization(BookingSession.Policy)
            .WithTags("Sessions")
            .WithName("EndSession")
            .WithSummary("Leaves: the place in the waiting room is free at once. Bookings stay.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        routes.MapPost(LeavePath, Leave).RequireAuthorization(BookingSession.Policy).ExcludeFromDescription();
    }

    /// <summary>The same as DELETE for a page's form.</summary>
    public const string LeavePath = "/booking/leave";

    private static void MapCreate(IEndpointRouteBuilder routes) => routes
        .MapPost("/booking/sessions", Create)
        .RequireAuthorization(SessionStart.AdmissionPolicy)
        .WithTags("Sessions")
        .WithName("CreateSession")
        .WithSummary("Exchanges an admission token for a booking session")
        .WithDescription("The admission comes as cookie or as bearer token. A browser gets a cookie, anybody else the token in the answer. Repeating gives the same session.")
        .Produces<SessionView>(StatusCodes.Status201Created)
        .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<IResult> End(HttpContext context, SessionCarrier carrier, RoomPresence presence)
    {
        await presence.Left(((SessionPrincipal)context.User).Session);
        carrier.TakeBack(context);
        return Results.NoContent();
    }

    private static async Task Leave(HttpContext context, SessionCarrier carrier, RoomPresence presence, IOptions<WebOptions> web)
    {
        await presence.Left(((SessionPrincipal)context.User).Session);
        carrier.TakeBack(context);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = web.Value.StartPath;
    }

    private static async Task<IResult> Create(HttpContext context, SessionStart start, SessionTokens tokens, TimeProvider time)
    {
        var (session, token) = await start.Begin(context, context.User);
        return Results.Json(new SessionView(token, tokens.EndOf(session, time.GetUtcNow())), BookingJson.Default.SessionView, statusCode: StatusCodes.Status201Created);
    }
}

/// <param name="Token">For the header Authorization: Bearer; null where a cookie was set instead.</param>
/// <param name="ExpiresAt">When it ends unless it is used before.</param>
internal sealed record SessionView(string? Token, DateTimeOffset ExpiresAt);
