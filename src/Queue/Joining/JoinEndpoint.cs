using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Queue.Bots;
using WaitingRoom.Queue.Draws;
using WaitingRoom.Queue.Returning;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Tokens;
using WaitingRoom.Web.Problems;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Joining;

/// <summary>
/// POST /rooms/{room}/tickets: a number, once per browser as long as the number is worth something. A form gets cookies and the waiting page, a program the ticket as JSON.
/// </summary>
internal sealed class JoinEndpoint(OpenRooms rooms, Tickets tickets, KeptPlaces kept, Entrance entrance, BotDoor bots, WebCookies cookies, TimeProvider time)
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

        if (await bots.Check(room, context) is { } refused)
        {
            return refused;
        }

        return RequestKind.IsForm(request) ? await AnswerForm(room, context) : await AnswerProgram(room, context);
    }

    private async Task<IResult> AnswerForm(OpenRoom room, HttpContext context)
    {
        var browser = BrowserSecret.TryRead(context.Request, cookies, out var known) ? known.Value : BrowserSecret.New();
        var (joined, refusal) = await Join(room, context.Request, browser);
        if (joined is null)
        {
            return refusal!;
        }

        browser.Remember(context.Response, cookies);
        TicketRequest.Remember(context.Response, room, joined.Ticket, cookies);
        ReturnTarget.Of(await context.Request.ReadFormAsync(context.RequestAborted), room)?.Remember(context.Response, room, joined.Number, cookies);
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

        var (joined, refusal) = await Join(room, context.Request, browser.Value);
        if (joined is null)
        {
            return refusal!;
        }

        var path = "/rooms/" + room.Id.Name;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = path;
        return Results.Json(
            new JoinedTicket(room.Id.Name, joined.Number, joined.Ticket, path + "/status", path + "/admissions", await entrance.ReceiptOf(room, joined.Number, time.GetUtcNow())),
            JoinJson.Default.JoinedTicket,
            statusCode: joined.Brought ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    private async Task<(Joined? Joined, ProblemResult? Refusal)> Join(OpenRoom room, HttpRequest request, BrowserSecret browser)
    {
        if (await kept.Find(room, await TicketRequest.Find(request, room, cookies), browser) is { Place: var has, Brought: var brought })
        {
            return (new Joined(tickets.Make(room.Id.Name, has, browser), has.Number, brought), null);
        }

        // Whatever else was sent as a ticket is worth nothing here, or no more; the person simply joins.
        var entry = (EntryResult)new EntryResult.Busy();
        var place = await room.RecentJoins.GetOrJoin(
            browser.Key,
            async () => (entry = await entrance.EnterAsync(room, browser)) is EntryResult.Entered(var number) ? new Place(number, time.GetUtcNow()) : null);
        return place is not null
            ? (new Joined(tickets.Make(room.Id.Name, place, browser), place.Number, Brought: false), null)
            : (null, entry is EntryResult.TooEarly(var preQueueAt) ? DrawProblems.TooEarly(preQueueAt, preQueueAt - time.GetUtcNow()) : RoomProblems.Busy());
    }

    /// <param name="Brought">The request had brought this very ticket.</param>
    private sealed record Joined(string Ticket, long Number, bool Brought);
}

/// <summary>What a program gets.</summary>
/// <param name="Ticket">JWT; send it with the claim, as <c>Authorization: Bearer</c> or as the JSON member <c>ticket</c>, together with the same browser secret.</param>
/// <param name="StatusUrl">Poll this and compare <c>nowServing</c> with <paramref name="Number"/>.</param>
/// <param name="AdmissionsUrl">POST here when it is your turn.</param>
/// <param name="ReceiptUrl">After the opening: the proof that this ticket took part in the draw. Absent where it takes part in none.</param>
internal sealed record JoinedTicket(string Room, long Number, string Ticket, string StatusUrl, string AdmissionsUrl, string? ReceiptUrl);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JoinedTicket))]
internal sealed partial class JoinJson : JsonSerializerContext;
