using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Tokens;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Sessions;

/// <summary>
/// /rooms/{room}/sessions, for the apps behind the room: POST an admission for a pass, PATCH a pass for a longer one, DELETE to give the place back. All three are
/// repeatable by nature: one number has one session, which began when the turn was claimed.
/// </summary>
internal sealed class SessionEndpoints(OpenRooms rooms, Passes passes, IGrains grains, WebCookies cookies, TimeProvider time)
{
    private const string Path = "/rooms/{room}/sessions";

    private const string Bearer = "Bearer ";

    /// <summary>An admission that ended on its way is still good; clocks differ by less.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path, (string room, HttpContext context, SessionEndpoints sessions) => sessions.Begin(room, context)).WithTags("sessions");
        routes.MapPatch(Path, (string room, HttpContext context, SessionEndpoints sessions) => sessions.Renew(room, context)).WithTags("sessions");
        routes.MapDelete(Path, (string room, HttpContext context, SessionEndpoints sessions) => sessions.End(room, context)).WithTags("sessions");
    }

    private async Task<IResult> Begin(string name, HttpContext context)
    {
        if (!rooms.TryFind(name, out var room))
        {
            return RoomProblems.Unknown();
        }

        context.Response.Headers.CacheControl = "no-store";
        var reading = await passes.Read(TokenOf(context.Request), Admissions.Type, name);
        if (reading is not EntryReading.Valid { Token: var admission })
        {
            return SessionProblems.Admission(((EntryReading.Refused)reading).Reason);
        }

        // The browser before the time: a thief learns nothing about how long the stolen token was good.
        if (!BrowserSecret.TryRead(context.Request, cookies, out var browser) || !browser.Value.Matches(admission.BrowserHash))
        {
            return SessionProblems.Admission(EntryRefusal.WrongBrowser);
        }

        var now = time.GetUtcNow();
        if (now > admission.Ends + Skew)
        {
            return SessionProblems.Admission(EntryRefusal.Expired);
        }

        if (await grains.Read(room.Id) is not { } state)
        {
            return RoomProblems.Unavailable();
        }

        return state.Sessions.TryGetValue(admission.Number, out var session) && session.Until > now
            ? Pass(name, admission, session.Until, StatusCodes.Status201Created)
            : SessionProblems.Over();
    }

    private Task<IResult> Renew(string name, HttpContext context) => WithPass(name, context, async (room, pass) =>
        await grains.Ask(room, new RoomCommand.RenewSession(OperationId.New(), pass.Number)) switch
        {
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.SessionRenewed(var ends) } => Pass(name, pass, ends, StatusCodes.Status200OK),
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.SessionOver } => SessionProblems.Over(),
            _ => RoomProblems.Unavailable(),
        });

    private Task<IResult> End(string name, HttpContext context) => WithPass(name, context, async (room, pass) =>
        await grains.Ask(room, new RoomCommand.EndSession(OperationId.New(), pass.Number)) is Reply<RoomOutcome>.Done
            ? Results.NoContent()
            : RoomProblems.Unavailable());

    /// <summary>Only for who holds a pass of this room. One that has ended may belong to a session that another process renewed; the room knows.</summary>
    private async Task<IResult> WithPass(string name, HttpContext context, Func<RoomId, EntryToken, Task<IResult>> answer)
    {
        if (!rooms.TryFind(name, out var room))
        {
            return RoomProblems.Unknown();
        }

        context.Response.Headers.CacheControl = "no-store";
        return await passes.Read(TokenOf(context.Request), Passes.Type, name) switch
        {
            EntryReading.Valid { Token: var pass } => await answer(room.Id, pass),
            EntryReading.Refused { Reason: var reason } => SessionProblems.Pass(reason),
            var other => throw new InvalidOperationException($"No answer for {other.GetType().Name}."),
        };
    }

    private IResult Pass(string room, EntryToken from, DateTimeOffset ends, int status) =>
        Results.Json(new PassGranted(passes.Make(room, from, ends), ends), SessionJson.Default.PassGranted, statusCode: status);

    private static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } authorization] && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : null;
}

/// <param name="Pass">JWT; the app's own proof that this browser is inside.</param>
/// <param name="ExpiresAt">When the session ends unless renewed.</param>
internal sealed record PassGranted(string Pass, DateTimeOffset ExpiresAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PassGranted))]
internal sealed partial class SessionJson : JsonSerializerContext;
