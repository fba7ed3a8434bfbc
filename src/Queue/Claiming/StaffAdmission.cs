using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Tokens;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Claiming;

/// <summary>
/// POST /rooms/{room}/admissions/staff: a call-centre agent comes in past the line, out of the staff's share, through the same door. In place of a ticket stands a staff
/// token; who accepts it says the host by the policy <c>agent</c>.
/// </summary>
internal sealed class StaffAdmission(OpenRooms rooms, Admissions admissions, IAuditLog audit, WebCookies cookies, TimeProvider time, IOptions<QueueOptions> options)
{
    /// <summary>The authorization policy, and the role in the audit.</summary>
    public const string Policy = "agent";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/rooms/{room}/admissions/staff", (string room, HttpContext context, StaffAdmission admission) => admission.Answer(room, context))
            .RequireAuthorization(Policy).WithTags("agents").WithSummary("Admits an agent past the line");

    private async Task<IResult> Answer(string name, HttpContext context)
    {
        if (!rooms.TryFind(name, out var room))
        {
            return RoomProblems.Unknown();
        }

        if (!RequestKind.HasIdempotencyKey(context.Request))
        {
            return RoomProblems.IdempotencyKeyMissing();
        }

        if (!BrowserSecret.TryRead(context.Request, cookies, out var browser))
        {
            return RoomProblems.BrowserMissing();
        }

        // The browser is part of the intention: the same key from another browser is another admission, never a second token of this one.
        var who = context.User.FindFirstValue("sub")!;
        var operation = OperationId.Derive("staff-admitted", name, who, context.Request.Headers["Idempotency-Key"].ToString(), browser.Value.Hash);
        context.Response.Headers.CacheControl = "no-store";
        return await room.Ask(new RoomCommand.AdmitStaff(operation)) switch
        {
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.StaffAdmitted(var number, _) } => await Admit(room, number, browser.Value, who, context.RequestAborted),
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.OneMoment } => RoomProblems.OneMoment(),
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.NotAdmitting(var phase) } => RoomProblems.NotAdmitting(phase),
            _ => RoomProblems.Unavailable(),
        };
    }

    private async Task<IResult> Admit(OpenRoom room, long number, BrowserSecret browser, string who, CancellationToken cancellation)
    {
        // A subject of its own: thousands of admissions must not bury what operators changed about the room.
        var after = new JsonObject { ["number"] = number }.ToJsonString();
        await audit.Append(new AuditRecord(time.GetUtcNow(), who, Policy, "room.admit-staff", room.Id.Stream.Value + "/staff", null, after), cancellation);
        var admission = admissions.Make(room.Id.Name, number, browser.Hash);
        return Results.Json(
            new AdmissionGranted(admission.Token, admission.ExpiresAt, options.Value.EnterPath),
            ClaimJson.Default.AdmissionGranted,
            statusCode: StatusCodes.Status201Created);
    }
}
