using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Requesting;
using WaitingRoom.Booking.Sessions;

namespace WaitingRoom.Booking.Codes;

/// <summary>POST /booking/codes: redeem a code, or ask for one.</summary>
internal static class RedeemEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/booking/codes", Redeem)
        .RequireAuthorization(BookingSession.Policy)
        .WithTags("Codes")
        .WithName("RedeemCode")
        .WithSummary("Binds the session to a booking code, or begins to get one")
        .WithDescription("With request instead of code: a one-time code is sent to the contact (202), see /booking/codes/verification. With code: answers the code's group and what is held or booked with it. A code is XXXX-XXXX-XXXX; case, spaces and hyphens do not matter.")
        .Produces<CodeView>()
        .Produces<VerificationView>(StatusCodes.Status202Accepted)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> Redeem(
        HttpContext context, RedeemRequest request, Redeeming redeeming, CodeRequesting requesting, SessionCarrier carrier, BookingDesk desk)
    {
        if (request.Request is { } questions)
        {
            return await VerificationEndpoints.Ask(context, questions, requesting);
        }

        var answer = await redeeming.Redeem(context, ((SessionPrincipal)context.User).Session, request.Code);
        if (!answer.IsGiven(out var redeemed, out var refusal))
        {
            return refusal;
        }

        var current = await desk.Current(redeemed.Session);
        if (!current.IsGiven(out var code, out refusal))
        {
            return refusal;
        }

        var token = await carrier.HandOut(context, redeemed.Session);
        return Results.Json(code with { Token = token }, BookingJson.Default.CodeView);
    }
}

/// <param name="Code">A code to redeem.</param>
/// <param name="Request">Or the answers to the questions, to get one.</param>
internal sealed record RedeemRequest(string? Code, Questions? Request = null);
