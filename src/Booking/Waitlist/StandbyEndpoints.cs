using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Booking.Staff;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Waitlist;

/// <summary>/centres/{centre}/standby: for the staff of a centre. Every call and its outcome are audited, never the number.</summary>
internal static class StandbyEndpoints
{
    private const string Role = "centre";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var standby = routes.MapGroup("/centres/{centre}/standby/calls").RequireAuthorization(Role).WithTags("Standby");
        standby.MapPost("", Call)
            .WithName("CallStandby")
            .WithSummary("The next person for a dose that is left over")
            .WithDescription("In the order of the waiting list, of those who said that they would come at once and have no nearer centre. Nobody else gets the same person for half an hour.")
            .Produces<StandbyCall>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound);
        standby.MapPut("/{call}", Settle)
            .WithName("SettleStandbyCall")
            .WithSummary("What came of a call: coming, declined or not-reached")
            .WithDescription("coming and declined take the person off the list and forget the number; not-reached puts them back.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> Call(HttpContext context, StandbyDesk desk, IAuditLog audit, TimeProvider time, string centre, StandbyRequest request, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        // Written down before a number is shown.
        await Record(context, audit, time, "standby.call.asked", centre, request.Vaccine);
        var answer = await desk.Call(centre, request.Vaccine, cancellation);
        if (!answer.IsGiven(out var call, out var refusal))
        {
            return refusal;
        }

        await Record(context, audit, time, "standby.call", centre, call.Call);
        return Results.Json(call, BookingJson.Default.StandbyCall, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> Settle(
        HttpContext context, StandbyDesk desk, IAuditLog audit, TimeProvider time, string centre, string call, StandbyOutcome outcome, CancellationToken cancellation)
    {
        if (outcome.Outcome is not ("coming" or "declined" or "not-reached"))
        {
            return Refusals.QueryNotUnderstood();
        }

        if (await desk.Settle(call, stays: outcome.Outcome == "not-reached", cancellation) is { } refusal)
        {
            return refusal;
        }

        await Record(context, audit, time, "standby." + outcome.Outcome, centre, call);
        return Results.NoContent();
    }

    private static async Task Record(HttpContext context, IAuditLog audit, TimeProvider time, string action, string centre, string? about) => await audit.Append(new AuditRecord(
        time.GetUtcNow(), context.User.FindFirstValue(StaffPolicy.SubjectClaim) ?? "", Role, action, "centre/" + centre, Before: null, about is null ? null : $"\"{System.Text.Json.JsonEncodedText.Encode(about)}\""));
}
