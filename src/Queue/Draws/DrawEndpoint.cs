using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Grains.Draws;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Rooms;

namespace WaitingRoom.Queue.Draws;

/// <summary>GET /rooms/{room}/draw: the promise, then the closed roster's root, then everything that anyone needs to recompute the draw.</summary>
internal sealed class DrawEndpoint(OpenRooms rooms, DrawRooms draws)
{
    /// <summary>A drawn file never changes; a cache may keep it as long as it likes.</summary>
    public const string Forever = "public, max-age=31536000, immutable";

    /// <summary>Whole files on their way at once. Each costs a buffer and up to 67 MB of line; a cache should have it.</summary>
    private const int MostAtOnce = 200;

    private const string Briefly = "public, max-age=1";

    private int underWay;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/rooms/{room}/draw", (string room, HttpContext context, DrawEndpoint draw) => draw.Answer(room, context)).WithTags("draw");

    private async Task<IResult> Answer(string name, HttpContext context)
    {
        if (!rooms.TryFind(name, out var open))
        {
            return RoomProblems.Unknown();
        }

        var room = draws.Of(open.Id);
        if (await room.See() is not { } state)
        {
            return RoomProblems.Unavailable();
        }

        if (state is not { Settings: { Order: RoomOrder.Draw, OpensAt: { } opensAt }, Commitment: { } promised })
        {
            return DrawProblems.NoDraw();
        }

        if (state.Draw is { } draw)
        {
            return await WholeFile(room, opensAt, draw, context);
        }

        var closed = await room.IsClosed(state);
        state = closed ? await room.See() ?? state : state;
        if (state.Draw is { } drawn)
        {
            return await WholeFile(room, opensAt, drawn, context);
        }

        context.Response.Headers.CacheControl = Briefly;
        var file = new DrawFile(
            name, closed ? DrawFile.AwaitingDraw : DrawFile.Promised, opensAt, promised.Commitment, promised.Beacon, state.Roster.Count,
            closed ? Convert.ToHexStringLower(state.Roster.Root()) : null);
        return Results.Stream(stream => DrawFileWriting.Write(file, stream, context.RequestAborted), "application/json; charset=utf-8");
    }

    private async Task<IResult> WholeFile(DrawRoom room, DateTimeOffset opensAt, Draw draw, HttpContext context)
    {
        var headers = context.Response.Headers;
        var tag = $"\"{Convert.ToHexStringLower(draw.Seed())}\"";
        if (context.Request.Headers.IfNoneMatch.Any(sent => sent == "*" || sent?.Contains(tag, StringComparison.Ordinal) == true))
        {
            (headers.CacheControl, headers.ETag) = (Forever, tag);
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        RosterTree roster;
        try
        {
            roster = await room.Roster(draw.Count);
        }
        catch (LedgerUnavailableException)
        {
            return RoomProblems.Unavailable();
        }

        if (Interlocked.Increment(ref underWay) > MostAtOnce)
        {
            Interlocked.Decrement(ref underWay);
            return DrawProblems.Busy();
        }

        (headers.CacheControl, headers.ETag) = (Forever, tag);
        return Results.Stream(
            async stream =>
            {
                try
                {
                    await DrawFileWriting.Write(DrawFile.Of(room.Id.Name, opensAt, draw, roster.Leaves), stream, context.RequestAborted);
                }
                finally
                {
                    Interlocked.Decrement(ref underWay);
                }
            },
            "application/json; charset=utf-8");
    }
}
