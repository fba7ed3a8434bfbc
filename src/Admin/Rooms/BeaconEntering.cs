using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Admin.Audit;
using WaitingRoom.Admin.Staff;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Rooms;

namespace WaitingRoom.Admin.Rooms;

/// <summary>
/// POST /operators/rooms/{room}/beacon {"value":"…"}: the public value of the draw, by hand. It goes into the document <c>draw-beacon/{room}</c>, from where the draw takes it,
/// once and for all.
/// </summary>
internal sealed class BeaconEntering(RoomRegister register, IDocuments documents, StaffActions actions, IGrains grains, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/operators/rooms/{room}/beacon", (string room, HttpContext context, BeaconEntering entering) => entering.Enter(room, context))
        .RequireAuthorization(StaffRole.Operator).WithTags("operators").WithSummary("Enters the public value of a draw");

    private async Task<IResult> Enter(string name, HttpContext context)
    {
        if (!StaffRequest.TryIdempotencyKey(context.Request, out _))
        {
            return RoomAdminProblems.IdempotencyKeyMissing();
        }

        var body = await StaffRequest.Body(context.Request);
        if (body["value"] is not JsonValue sent || !sent.TryGetValue<string>(out var value) || value.Length is 0 or > RoomLimits.LongestBeacon)
        {
            return RoomAdminProblems.SettingsInvalid("value", $"value has 1 to {RoomLimits.LongestBeacon} characters.");
        }

        if ((await register.Read(context.RequestAborted)).Find(name) is null)
        {
            return RoomAdminProblems.Unknown();
        }

        if (await grains.Read(new RoomId(name)) is not { } state)
        {
            return RoomAdminProblems.Unavailable();
        }

        if (state.Settings is not { Order: RoomOrder.Draw, OpensAt: { } opensAt })
        {
            return RoomAdminProblems.SettingsInvalid("order", "This room does not draw.");
        }

        if (state.Draw is { } drawn && drawn.BeaconValue != value)
        {
            return RoomAdminProblems.DrawFixed("The draw has taken place with another value.");
        }

        // Whoever knew the value while people still join could choose who joins.
        return time.GetUtcNow() < opensAt ? RoomAdminProblems.BeaconTooEarly(opensAt) : await Keep(name, value, context);
    }

    private async Task<IResult> Keep(string name, string value, HttpContext context)
    {
        var document = "draw-beacon/" + name;
        var entered = new EnteredBeacon(value, context.User.FindFirstValue(StaffAuthentication.SubjectClaim)!, time.GetUtcNow());
        if (!await documents.Put(document, 0, JsonSerializer.SerializeToUtf8Bytes(entered, RoomsJson.Default.EnteredBeacon), context.RequestAborted))
        {
            var stored = (await documents.Get(document, context.RequestAborted))!;
            var first = JsonSerializer.Deserialize(stored.Body.Span, RoomsJson.Default.EnteredBeacon)!;
            if (first.Value != value)
            {
                return RoomAdminProblems.BeaconFixed();
            }

            entered = first;
        }

        var json = JsonSerializer.Serialize(entered, RoomsJson.Default.EnteredBeacon);
        await actions.Record(context.User, StaffRole.Operator, "room.beacon", "room/" + name, null, json, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(entered, RoomsJson.Default.EnteredBeacon);
    }
}
