using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Queue.Bots;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Tokens;
using WaitingRoom.Queue.Waiting;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Notices;

/// <summary>
/// POST /rooms/{room}/notices: where nothing is left, an address to be told about freed appointments. A form gets the waiting page, which confirms it, a program 202. DELETE, and
/// POST /rooms/{room}/notices/withdrawal for a page: takes back what this browser left.
/// </summary>
internal sealed class NoticeEndpoints(OpenRooms rooms, NoticeDesk desk, WebCookies cookies)
{
    public const string Path = "/rooms/{room}/notices";

    /// <summary>What the page is told by its address; never an address of a person.</summary>
    public const string Parameter = "notice";

    public const string Done = "done";

    public const string Invalid = "invalid";

    public const string Withdrawn = "withdrawn";

    /// <summary>An address and nothing else.</summary>
    private const int LongestBody = 4 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, (string room, HttpContext context, NoticeEndpoints notices) => notices.Leave(room, context)).WithTags("rooms")
            .WithSummary("Leaves an address to be told about freed appointments");
        routes.MapDelete(Path, (string room, HttpContext context, NoticeEndpoints notices) => notices.Withdraw(room, context)).WithTags("rooms")
            .WithSummary("Takes back what this browser left");
        routes.MapPost(Path + "/withdrawal", (string room, HttpContext context, NoticeEndpoints notices) => notices.Withdraw(room, context)).ExcludeFromDescription();
    }

    private async Task<IResult> Leave(string name, HttpContext context)
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

        context.Response.Headers.CacheControl = "no-store";
        try
        {
            return RequestKind.IsForm(request) ? await LeaveByForm(room, context) : await LeaveByProgram(room, context);
        }
        catch (LedgerUnavailableException)
        {
            return RoomProblems.Unavailable();
        }
    }

    private async Task<IResult> LeaveByForm(OpenRoom room, HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form[BotDoor.TrapField] is [{ Length: > 0 }])
        {
            // No person sees that field; a program learns nothing here.
            return Page(room, Done);
        }

        if (!NoticeAddress.TryRead(form["address"], out var address))
        {
            return Page(room, Invalid);
        }

        var browser = BrowserSecret.TryRead(context.Request, cookies, out var known) ? known.Value : BrowserSecret.New();
        var refusal = await desk.Add(room, address, browser, null, PageLanguage.Current, context);
        if (refusal is { Problem.Name: "not-sold-out" })
        {
            // There is something to be had again, and the page says so.
            return SeeOther.To("/rooms/" + room.Id.Name);
        }

        if (refusal is not null)
        {
            return refusal;
        }

        browser.Remember(context.Response, cookies);
        return Page(room, Done);
    }

    private async Task<IResult> LeaveByProgram(OpenRoom room, HttpContext context)
    {
        if (!RequestKind.HasIdempotencyKey(context.Request))
        {
            return RoomProblems.IdempotencyKeyMissing();
        }

        if (!BrowserSecret.TryRead(context.Request, cookies, out var browser))
        {
            return RoomProblems.BrowserMissing();
        }

        if (!(await ReadBody(context.Request)).TryRead(out var address))
        {
            return NoticeProblems.Invalid();
        }

        return await desk.Add(room, address, browser.Value, context.Request.Headers["Idempotency-Key"], PageLanguage.Current, context) is { } refusal
            ? refusal
            : Results.Json(
                new NoticeTaken(room.Id.Name, NoticeTexts.Done.In(PageLanguage.Current)), NoticeJson.Default.NoticeTaken, statusCode: StatusCodes.Status202Accepted);
    }

    private async Task<IResult> Withdraw(string name, HttpContext context)
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

        context.Response.Headers.CacheControl = "no-store";
        try
        {
            if (BrowserSecret.TryRead(request, cookies, out var browser))
            {
                await desk.Withdraw(room, browser.Value, context.RequestAborted);
            }
        }
        catch (LedgerUnavailableException)
        {
            return RoomProblems.Unavailable();
        }

        return HttpMethods.IsPost(request.Method) ? Page(room, Withdrawn) : TypedResults.NoContent();
    }

    private static async ValueTask<NoticeBody> ReadBody(HttpRequest request)
    {
        if (request.ContentLength is > LongestBody)
        {
            throw new BadHttpRequestException("The body is too long.", StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            return (request.HasJsonContentType() ? await request.ReadFromJsonAsync(NoticeJson.Default.NoticeBody, request.HttpContext.RequestAborted) : null) ?? new NoticeBody(null, null);
        }
        catch (JsonException fault)
        {
            throw new BadHttpRequestException("The body is not the JSON object that was expected.", fault);
        }
    }

    private static SeeOther Page(OpenRoom room, string notice) => SeeOther.To($"/rooms/{room.Id.Name}?{Parameter}={notice}");
}
