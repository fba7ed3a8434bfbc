using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Admin.Staff;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Admin.Rooms;

/// <summary>GET /operators/rooms, /operators/rooms/{room}, /operators/rooms/{room}/ticks.</summary>
internal sealed class RoomReading(RoomRegister register, IGrains grains, TickLog log, TimeProvider time)
{
    /// <summary>Without a beginning, where memory has nothing: what an operator who wonders looks at.</summary>
    private static readonly TimeSpan UsualSpan = TimeSpan.FromMinutes(5);

    private const int UsualTicks = 300;

    /// <summary>Five minutes at five ticks a second.</summary>
    private const int MostTicks = 1500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var rooms = routes.MapGroup("/operators/rooms").RequireAuthorization(StaffRole.Operator).WithTags("operators");
        rooms.MapGet("", (HttpContext context, RoomReading reading) => reading.List(context)).WithSummary("All rooms");
        rooms.MapGet("{room}", (string room, HttpContext context, RoomReading reading) => reading.One(room, context)).WithSummary("One room: settings, phase, counters, draw");
        rooms.MapGet("{room}/ticks", (string room, string? from, int? limit, HttpContext context, RoomReading reading) => reading.Ticks(room, from, limit, context))
            .WithSummary("Why as many were admitted as were");
    }

    private async Task<IResult> List(HttpContext context)
    {
        var now = time.GetUtcNow();
        var list = await register.Read(context.RequestAborted);
        var summaries = await Task.WhenAll(list.Rooms.Select(async entry => await grains.Read(new RoomId(entry.Name)) is { } state
            ? new RoomSummary(entry.Name, entry.Title, state.PhaseAt(now), state.Settings.CeilingPerMinute, state.Settings.Override, CountersOf(state))
            : new RoomSummary(entry.Name, entry.Title, null, null, null, null)));
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new RoomSummaries(summaries, now), RoomsJson.Default.RoomSummaries);
    }

    private async Task<IResult> One(string name, HttpContext context)
    {
        if ((await register.Read(context.RequestAborted)).Find(name) is not { } entry)
        {
            return RoomAdminProblems.Unknown();
        }

        return await grains.Read(new RoomId(name)) is { } state ? Answer(entry, state, state.Settings, context) : RoomAdminProblems.Unavailable();
    }

    /// <summary>The room as it is, with its tag.</summary>
    public IResult Answer(RoomEntry entry, RoomState state, RoomSettings settings, HttpContext context, int status = StatusCodes.Status200OK)
    {
        var now = time.GetUtcNow();
        context.Response.Headers.ETag = RoomTag.Of(settings, entry).ToString();
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(
            new RoomDetails(entry.Name, entry.Title, entry.ReturnOrigins, settings, state.PhaseAt(now), CountersOf(state), state.Commitment, state.Draw, now),
            RoomsJson.Default.RoomDetails,
            statusCode: status);
    }

    private async Task<IResult> Ticks(string name, string? from, int? limit, HttpContext context)
    {
        if ((await register.Read(context.RequestAborted)).Find(name) is null)
        {
            return RoomAdminProblems.Unknown();
        }

        if (limit is < 1 or > MostTicks)
        {
            return RoomAdminProblems.ParameterWrong("limit", $"limit is 1 to {MostTicks}.");
        }

        var begin = time.GetUtcNow() - UsualSpan;
        if (from is not null && !DateTimeOffset.TryParse(from, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out begin))
        {
            return RoomAdminProblems.ParameterWrong("from", "from is an instant such as 2026-01-05T08:00:00Z.");
        }

        var ticks = from is null
            ? await log.ReadNewest(new RoomId(name), begin, limit ?? UsualTicks, context.RequestAborted)
            : await log.ReadFrom(new RoomId(name), begin, limit ?? UsualTicks, context.RequestAborted);
        var bounds = ticks.GroupBy(tick => tick.Bound).ToDictionary(group => BoundNames.Of(group.Key), group => group.Count());
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new RoomTicks(name, ticks, bounds), RoomsJson.Default.RoomTicks);
    }

    private static RoomCounters CountersOf(RoomState state) => new(
        state.Issued, state.Serving, Math.Max(0, state.Issued - state.Serving), state.Pending, state.Sessions.Count, state.Claimed.Count, state.StaffAdmitted, state.NoShowRate);
}

/// <summary>Bounds by the names that the reports themselves use.</summary>
internal static class BoundNames
{
    public static string Of(AdmissionBound bound) => bound switch
    {
        AdmissionBound.NobodyWaiting => "nobody-waiting",
        _ => bound.ToString().ToLowerInvariant(),
    };
}
