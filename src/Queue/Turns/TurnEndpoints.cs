using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Status;
using WaitingRoom.Queue.Tokens;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Turns;

/// <summary>
/// GET /rooms/{room}/turn: how the bearer of a ticket stands. POST /rooms/{room}/turn/extension: more time to come. POST /rooms/{room}/turn/return: back to the front
/// after a missed turn, once. A form gets the waiting page, a program the standing.
/// </summary>
internal sealed class TurnEndpoints(OpenRooms rooms, Tickets tickets, IGrains grains, WebCookies cookies, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rooms/{room}/turn", (string room, HttpContext context, TurnEndpoints turns) => turns.Show(room, context)).WithTags("rooms");
        routes.MapPost("/rooms/{room}/turn/extension", (string room, HttpContext context, TurnEndpoints turns) =>
            turns.Change(room, context, "extend-turn", (operation, number) => new RoomCommand.ExtendTurn(operation, number))).WithTags("rooms");
        routes.MapPost("/rooms/{room}/turn/return", (string room, HttpContext context, TurnEndpoints turns) =>
            turns.Change(room, context, "return-turn", (operation, number) => new RoomCommand.Reenter(operation, number))).WithTags("rooms");
    }

    private async Task<IResult> Show(string name, HttpContext context)
    {
        if (!rooms.TryFind(name, out var room))
        {
            return RoomProblems.Unknown();
        }

        context.Response.Headers.CacheControl = "no-store";
        BrowserSecret.TryRead(context.Request, cookies, out var browser);
        var reading = await tickets.Read(TicketRequest.FromHeaderOrCookie(context.Request, room, cookies), name, browser);
        return reading.Standing is { Number: var number } ? await Standing(room, number) : TicketRequest.ProblemOf(reading);
    }

    private async Task<IResult> Change(string name, HttpContext context, string kind, Func<OperationId, long, RoomCommand> command)
    {
        if (!rooms.TryFind(name, out var room))
        {
            return RoomProblems.Unknown();
        }

        var request = context.Request;
        var isForm = RequestKind.IsForm(request);
        if (RequestKind.IsCrossSite(request))
        {
            return RoomProblems.CrossSite();
        }

        if (!isForm && !RequestKind.HasIdempotencyKey(request))
        {
            return RoomProblems.IdempotencyKeyMissing();
        }

        context.Response.Headers.CacheControl = "no-store";
        BrowserSecret.TryRead(request, cookies, out var browser);
        var reading = await tickets.Read(await TicketRequest.Find(request, room, cookies), name, browser);
        if (reading is not TicketReading.Valid { Place.Number: var number })
        {
            return isForm ? SeeOther.To("/rooms/" + name) : TicketRequest.ProblemOf(reading);
        }

        // Each of them can be had once only, so one id for each number is enough and every repeat is harmless.
        var operation = OperationId.Derive(kind, name, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var reply = await room.Ask(command(operation, number));
        return reply switch
        {
            Reply<RoomOutcome>.Done when isForm => SeeOther.To("/rooms/" + name),
            // The same as was answered to the first return, and that turn has run out as well.
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.Reentered(var until) } when until <= time.GetUtcNow() => RoomProblems.TurnLost(mayReturn: false),
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.TurnExtended or RoomOutcome.Reentered } => await Standing(room, number),
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.NotYet(var place, var serving) } => RoomProblems.NotYourTurn(place, serving, PollInterval.For(place - serving, room.Sight?.CeilingPerMinute ?? 0)),
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.TurnLost(var mayReturn) } => RoomProblems.TurnLost(mayReturn),
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.AlreadyClaimed } => RoomProblems.AlreadyAdmitted(),
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.NotAdmitting(var phase) } => RoomProblems.NotAdmitting(phase),
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.NeverIssued } => RoomProblems.TicketForged(),
            _ => RoomProblems.Unavailable(),
        };
    }

    private async Task<IResult> Standing(OpenRoom room, long number) => await grains.Read(room.Id) is { } state
        ? Results.Json(TurnView.Of(state, number, room.PlaceOf(number), time.GetUtcNow()), TurnJson.Default.TurnView)
        : RoomProblems.Unavailable();
}
