using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Sessions;

namespace WaitingRoom.Booking.Requesting;

/// <summary>/booking/codes/verification: where it stands, the one-time code, another one. It begins with POST /booking/codes and <c>request</c>.</summary>
internal static class VerificationEndpoints
{
    public const string Path = "/booking/codes/verification";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var verification = routes.MapGroup(Path).RequireAuthorization(BookingSession.Policy).WithTags("Codes");
        verification.MapGet("", Read).WithName("ReadVerification").WithSummary("Where the session's verification stands").Produces<VerificationView>().ProducesProblem(409);
        verification.MapPost("", Verify)
            .WithName("VerifyContact")
            .WithSummary("The one-time code for a booking code")
            .WithDescription("The same one-time code again is answered with the same booking code. Five attempts in half an hour, however often it is sent again.")
            .Produces<CodeView>(StatusCodes.Status201Created).ProducesProblem(409).ProducesProblem(422).ProducesProblem(429);
        verification.MapPost("sendings", Resend)
            .WithName("ResendOneTimeCode")
            .WithSummary("Sends another one-time code, to the same contact or another")
            .WithDescription("After 60 seconds, at most three times. One-time codes sent before stay good for their ten minutes.")
            .Produces<VerificationView>(StatusCodes.Status202Accepted).ProducesProblem(409).ProducesProblem(422).ProducesProblem(429).ProducesProblem(503);
    }

    /// <summary>POST /booking/codes with <c>request</c>.</summary>
    public static async Task<IResult> Ask(HttpContext context, Questions questions, CodeRequesting requesting)
    {
        var answer = await requesting.Ask(SessionOf(context), questions);
        return answer.IsGiven(out var view, out var refusal) ? Accepted(view) : refusal;
    }

    private static async Task<IResult> Read(HttpContext context, CodeRequesting requesting)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await requesting.Current(SessionOf(context)) is { } view ? Results.Json(view, VerificationJson.Default.VerificationView) : RequestRefusals.VerificationMissing();
    }

    private static async Task<IResult> Resend(HttpContext context, ResendRequest request, CodeRequesting requesting)
    {
        var answer = await requesting.Resend(SessionOf(context), request.Contact);
        return answer.IsGiven(out var view, out var refusal) ? Accepted(view) : refusal;
    }

    private static async Task<IResult> Verify(HttpContext context, OneTimeCodeRequest request, CodeRequesting requesting, SessionCarrier carrier, BookingDesk desk)
    {
        context.Response.Headers.CacheControl = "no-store";
        var answer = await requesting.Verify(SessionOf(context), request.OneTimeCode, request.Contact);
        if (!answer.IsGiven(out var issued, out var refusal))
        {
            return refusal;
        }

        var current = await desk.Current(issued.Session);
        if (!current.IsGiven(out var code, out refusal))
        {
            return refusal;
        }

        var token = await carrier.HandOut(context, issued.Session);
        return Results.Json(code with { Code = issued.Code, Token = token }, BookingJson.Default.CodeView, statusCode: StatusCodes.Status201Created);
    }

    private static IResult Accepted(VerificationView view) =>
        Results.Json(view, VerificationJson.Default.VerificationView, statusCode: StatusCodes.Status202Accepted);

    private static BookingSession SessionOf(HttpContext context) => ((SessionPrincipal)context.User).Session;
}
