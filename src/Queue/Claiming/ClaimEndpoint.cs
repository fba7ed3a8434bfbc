using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Queue.Joining;
using WaitingRoom.Queue.Metrics;
using WaitingRoom.Queue.Returning;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Queue.Sessions;
using WaitingRoom.Queue.Status;
using WaitingRoom.Queue.Tokens;
using WaitingRoom.Web.Problems;
using WaitingRoom.Web.Security;

namespace WaitingRoom.Queue.Claiming;

/// <summary>POST /rooms/{room}/admissions: a ticket whose turn has come becomes an admission. Claiming again gives another token of the same <c>jti</c>.</summary>
internal sealed class ClaimEndpoint(OpenRooms rooms, Tickets tickets, KeptPlaces kept, Admissions admissions, WebCookies cookies, QueueMetrics metrics, TimeProvider time, IOptions<QueueOptions> options)
{
    public const string AdmissionCookie = "wr-admission";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/rooms/{room}/admissions", (string room, HttpContext context, ClaimEndpoint claim) => claim.Answer(room, context)).WithTags("rooms");

    private async Task<IResult> Answer(string name, HttpContext context)
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

        BrowserSecret.TryRead(request, cookies, out var browser);
        var text = await TicketRequest.Find(request, room, cookies);
        var reading = await tickets.Read(text, room.Id.Name, browser);
        context.Response.Headers.CacheControl = "no-store";
        if (reading is not TicketReading.Valid { Place: var place, Browser: var owner })
        {
            if (reading is TicketReading.Endless({ Number: var last }))
            {
                var now = room.Sight?.Serving ?? 0;
                return isForm ? SeeOther.To("/rooms/" + name)
                    : last > now ? RoomProblems.NotYourTurn(last, now, PollInterval.For(last - now, room.Sight?.CeilingPerMinute ?? 0))
                    : RoomProblems.OneMoment();
            }

            return isForm && reading is TicketReading.Missing ? SeeOther.To("/rooms/" + name) : TicketRequest.ProblemOf(reading);
        }

        var number = place.Number;
        if (await kept.IsSpent(room, place))
        {
            // A number lets its holder in for one visit. The page and the problems offer a new one.
            var used = room.Sight!.State.Claimed.Contains(room.PlaceOf(number));
            metrics.Claimed(room, used ? "session-over" : "turn-lost");
            return isForm ? SeeOther.To("/rooms/" + name) : used ? SessionProblems.Over() : RoomProblems.TurnLost(mayReturn: false);
        }

        var reply = await Claim(room, number);
        metrics.Claimed(room, NameOf(reply));
        return reply switch
        {
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.Admitted or RoomOutcome.AlreadyClaimed } => Admit(room, number, owner, context, isForm),
            // The page tells the place better than a problem could.
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.NotYet or RoomOutcome.TurnLost or RoomOutcome.NotAdmitting } when isForm => SeeOther.To("/rooms/" + name),
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.NotYet(var at, var serving) } => RoomProblems.NotYourTurn(at, serving, PollInterval.For(at - serving, room.Sight?.CeilingPerMinute ?? 0)),
            // The page asks again by itself.
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.OneMoment } when isForm => SeeOther.To($"/rooms/{name}?moment=1"),
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.OneMoment } => RoomProblems.OneMoment(),
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.TurnLost(var mayReturn) } => RoomProblems.TurnLost(mayReturn),
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.NotAdmitting(var phase) } => RoomProblems.NotAdmitting(phase),
            // A signed ticket with a number the room never gave out: its history was lost or belongs to another installation.
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.NeverIssued } => RoomProblems.TicketForged(),
            _ => RoomProblems.Unavailable(),
        };
    }

    private async ValueTask<Reply<RoomOutcome>> Claim(OpenRoom room, long number)
    {
        // Most claims before their turn end here: the room's grain looks every refusal up in storage, which a crowd of impatient programs must not cause.
        if (room.IsInSightAt(time.GetUtcNow()) && room.Sight is { Phase: RoomPhase.Open or RoomPhase.Paused } seen && room.PlaceOf(number) is var place && place > seen.Serving)
        {
            return new Reply<RoomOutcome>.Done(new RoomOutcome.NotYet(place, seen.Serving));
        }

        var operation = OperationId.Derive("claim", room.Id.Name, number.ToString(CultureInfo.InvariantCulture));
        return await room.Ask(new RoomCommand.Claim(operation, number));
    }

    private static string NameOf(Reply<RoomOutcome> reply) => reply switch
    {
        Reply<RoomOutcome>.Done { Outcome: var outcome } => outcome switch
        {
            RoomOutcome.Admitted => "admitted",
            RoomOutcome.AlreadyClaimed => "repeated",
            RoomOutcome.NotYet => "not-yet",
            RoomOutcome.OneMoment => "one-moment",
            RoomOutcome.TurnLost => "turn-lost",
            RoomOutcome.NotAdmitting => "not-admitting",
            _ => "refused",
        },
        _ => "unanswered",
    };

    private IResult Admit(OpenRoom room, long number, BrowserSecret owner, HttpContext context, bool isForm)
    {
        // The app's own browser secret, where the person goes on to an app: its gate cannot see ours.
        if (isForm && ReturnTarget.Find(context.Request, room, number, cookies) is { } target)
        {
            target.Release(context.Response, room, number, cookies);
            return new ReturnPage(target, admissions.Make(room.Id.Name, number, target.BrowserHash));
        }

        var admission = admissions.Make(room.Id.Name, number, owner.Hash);
        if (!isForm)
        {
            return Results.Json(
                new AdmissionGranted(admission.Token, admission.ExpiresAt, options.Value.EnterPath),
                ClaimJson.Default.AdmissionGranted,
                statusCode: StatusCodes.Status201Created);
        }

        var cookie = cookies.NewOptions();
        cookie.MaxAge = Admissions.Life;
        context.Response.Cookies.Append(cookies.NameOf(AdmissionCookie), admission.Token, cookie);
        return SeeOther.To(options.Value.EnterPath);
    }
}

/// <summary>What a program gets.</summary>
/// <param name="Admission">JWT; send it to the guarded service as <c>Authorization: Bearer</c>, together with the same browser secret.</param>
/// <param name="EnterUrl">Where to go on.</param>
internal sealed record AdmissionGranted(string Admission, DateTimeOffset ExpiresAt, string EnterUrl);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AdmissionGranted))]
internal sealed partial class ClaimJson : JsonSerializerContext;
