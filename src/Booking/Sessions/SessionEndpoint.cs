using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace WaitingRoom.Booking.Sessions;

/// <summary>POST /booking/sessions: an admission token for a session.</summary>
internal static class SessionEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/booking/sessions", Create)
        .RequireAuthorization(SessionStart.AdmissionPolicy)
        .WithTags("Sessions")
        .WithName("CreateSession")
        .WithSummary("Exchanges an admission token for a booking session")
        .WithDescription("The admission comes as cookie or as bearer token. A browser gets a cookie, anybody else the token in the answer. Repeating gives the same session.")
        .Produces<SessionView>(StatusCodes.Status201Created)
        .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<IResult> Create(HttpContext context, SessionStart start, SessionTokens tokens, TimeProvider time)
    {
        var (session, token) = await start.Begin(context, context.User);
        return Results.Json(new SessionView(token, tokens.EndOf(session, time.GetUtcNow())), BookingJson.Default.SessionView, statusCode: StatusCodes.Status201Created);
    }
}

/// <param name="Token">For the header Authorization: Bearer; null where a cookie was set instead.</param>
/// <param name="ExpiresAt">When it ends unless it is used before.</param>
internal sealed record SessionView(string? Token, DateTimeOffset ExpiresAt);
