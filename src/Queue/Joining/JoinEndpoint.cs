using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Tokens;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Joining;

/// <summary>POST /rooms/{room}/tickets: a number, once per browser. A form gets cookies and the waiting page, a program the ticket as JSON.</summary>
internal sealed class JoinEndpoint(OpenRooms rooms, Tickets tickets, WebCookies cookies, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/rooms/{room}/tickets", (string room, HttpContext context, JoinEndpoint join) => join.Answer(room, context)).WithTags("rooms");

    private async Task<IResult> Answer(string name, HttpContext context)
    {
        if (!rooms.TryFind(name, out var room))
        {
            return RoomProblems.Unknown();
        }

        var request = context.Request;
        if (RequestKind.IsCrossSite(request))
        {
            return RoomProblems.CrossSite();
        }

        return RequestKind.IsForm(request) ? await AnswerForm(room, context) : await AnswerProgram(room, context);
    }

    private async Task<IResult> AnswerForm(OpenRoom room, HttpContext context)
    {
        var browser = BrowserSecret.TryRead(context.Request, cookies, out var known) ? known.Value : BrowserSecret.New();
        if (await Join(room, context.Request, browser) is not { } joined)
        {
            return RoomProblems.Busy();
        }

        browser.Remember(context.Response, cookies);
        TicketRequest.Remember(context.Response, room, joined.Ticket, cookies);
        context.Response.Headers.CacheControl = "no-store";
        return SeeOther.To("/rooms/" + room.Id.Name);
    }

    private async Task<IResult> AnswerProgram(OpenRoom room, HttpContext context)
    {
        if (!RequestKind.HasIdempotencyKey(context.Request))
        {
            return RoomProblems.IdempotencyKeyMissing();
        }

        if (!BrowserSecret.TryRead(context.Request, cookies, out var browser))
        {
            return RoomProblems.BrowserMissing();
        }

        if (await Join(room, context.Request, browser.Value) is not { } joined)
        {
            return RoomProblems.Busy();
        }

        var path = "/rooms/" + room.Id.Name;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = path;
        return Results.Json(
            new JoinedTicket(room.Id.Name, joined.Number, joined.Ticket, path + "/status", path + "/admissions"),
            JoinJson.Default.JoinedTicket,
            statusCode: joined.Brought ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    private async Task<Joined?> Join(OpenRoom room, HttpRequest request, BrowserSecret browser)
    {
        if (await tickets.Read(await TicketRequest.Find(request, room, cookies), room.Id.Name, browser) is TicketReading.Valid valid)
        {
            return new Joined(tickets.Make(room.Id.Name, valid.Place, browser), valid.Place.Number, Brought: true);
        }

        // Whatever else was sent as a ticket is worth nothing here; the person simply joins.
        var place = await room.RecentJoins.GetOrJoin(
            browser.Key, async () => await room.Numbers.TakeAsync() is { } number ? new Place(number, time.GetUtcNow()) : null);
        return place is null ? null : new Joined(tickets.Make(room.Id.Name, place, browser), place.Number, Brought: false);
    }

    /// <param name="Brought">The request had brought this very ticket.</param>
    private sealed record Joined(string Ticket, long Number, bool Brought);
}

/// <summary>What a program gets.</summary>
/// <param name="Ticket">JWT; send it with the claim, as <c>Authorization: Bearer</c> or as the JSON member <c>ticket</c>, together with the same browser secret.</param>
/// <param name="StatusUrl">Poll this and compare <c>nowServing</c> with <paramref name="Number"/>.</param>
/// <param name="AdmissionsUrl">POST here when it is your turn.</param>
internal sealed record JoinedTicket(string Room, long Number, string Ticket, string StatusUrl, string AdmissionsUrl);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JoinedTicket))]
internal sealed partial class JoinJson : JsonSerializerContext;
