using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Admin.Audit;
using WaitingRoom.Admin.Staff;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Admin.Rooms;

/// <summary>PUT and PATCH /operators/rooms/{room}: the room's grain decides, the list of rooms follows, the audit tells.</summary>
internal sealed class RoomChanging(RoomRegister register, RoomReading reading, StaffActions actions, IGrains grains)
{
    private const string Action = "room.configure";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var rooms = routes.MapGroup("/operators/rooms").RequireAuthorization(StaffRole.Operator).WithTags("operators");
        rooms.MapPut("{room}", (string room, HttpContext context, RoomChanging changing) => changing.Change(room, replaces: true, context))
            .WithSummary("Makes a room or replaces its settings");
        rooms.MapPatch("{room}", (string room, HttpContext context, RoomChanging changing) => changing.Change(room, replaces: false, context))
            .WithSummary("Changes some settings (RFC 7396)");
    }

    private async Task<IResult> Change(string name, bool replaces, HttpContext context)
    {
        var request = context.Request;
        if (!StaffRequest.TryIdempotencyKey(request, out var key))
        {
            return RoomAdminProblems.IdempotencyKeyMissing();
        }

        var change = new RoomChange(await StaffRequest.Body(request), replaces);
        var known = (await register.Read(context.RequestAborted)).Find(name);
        if (known is null && !replaces)
        {
            return RoomAdminProblems.Unknown();
        }

        var naming = change.EntryAfter(name, known);
        if (naming is not Proposal<RoomEntry>.Good { Value: var entry })
        {
            return Wrong(naming);
        }

        var match = request.Headers.IfMatch is [{ } header] ? header : null;
        var tag = RoomTag.Parse(match);
        if (known is not null && replaces && match is null && request.Headers.IfNoneMatch != "*")
        {
            return RoomAdminProblems.PreconditionMissing();
        }

        // The list's half of the tag. What stands there as wanted already is an earlier try of this very request.
        if ((match is not null && match != "*" && tag is null)
            || (known is null && match is not null)
            || (known is not null && tag is not null && known != entry && tag.Entry != RoomTag.FingerprintOf(known))
            || (known is not null && request.Headers.IfNoneMatch == "*"))
        {
            return RoomAdminProblems.Changed();
        }

        if (await grains.Read(new RoomId(name)) is not { } state)
        {
            return RoomAdminProblems.Unavailable();
        }

        var proposal = change.SettingsAfter(state.Settings);
        if (proposal is not Proposal<RoomSettings>.Good { Value: var settings })
        {
            return Wrong(proposal);
        }

        var who = context.User.FindFirstValue(StaffAuthentication.SubjectClaim)!;
        var command = new RoomCommand.Configure(OperationId.Derive("room-configured", who, name, key), settings)
        {
            // A patch without a tag still must not undo what came between reading and writing.
            Expected = tag?.Settings ?? state.Settings.Fingerprint(),
        };
        try
        {
            await actions.Ask(
                context.User, StaffRole.Operator, Action, SubjectOf(entry), known is null ? null : Describe(known, state.Settings), Describe(entry, settings), context.RequestAborted);
        }
        catch (LedgerUnavailableException)
        {
            return RoomAdminProblems.Unavailable();
        }

        return await grains.Ask(new RoomId(name), command) switch
        {
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.Configured done } => await Finish(change, known, entry, done, context),
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.Overtaken } => RoomAdminProblems.Changed(),
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.DrawFixed(var reason) } => RoomAdminProblems.DrawFixed(reason),
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.Invalid(var reason) } => RoomAdminProblems.SettingsInvalid("", reason),
            _ => RoomAdminProblems.Unavailable(),
        };
    }

    private async Task<IResult> Finish(RoomChange change, RoomEntry? known, RoomEntry entry, RoomOutcome.Configured done, HttpContext context)
    {
        // The first answer to this key: the same change to what was there then must lead to what came of it.
        if (change.SettingsAfter(done.Before) is not Proposal<RoomSettings>.Good { Value: var again } || again.Fingerprint() != done.After.Fingerprint())
        {
            return RoomAdminProblems.IdempotencyKeyReused();
        }

        if (!await register.Include(entry, context.RequestAborted))
        {
            return RoomAdminProblems.Full();
        }

        await actions.Record(
            context.User, StaffRole.Operator, Action, SubjectOf(entry),
            known is null ? null : Describe(known, done.Before), Describe(entry, done.After), context.RequestAborted);
        return await grains.Read(new RoomId(entry.Name)) is { } state
            ? reading.Answer(entry, state, done.After, context, known is null ? StatusCodes.Status201Created : StatusCodes.Status200OK)
            : RoomAdminProblems.Unavailable();
    }

    private static ProblemResult Wrong<T>(Proposal<T> proposal) =>
        proposal is Proposal<T>.Bad(var field, var reason) ? RoomAdminProblems.SettingsInvalid(field, reason) : throw new InvalidOperationException("Only a bad proposal is wrong.");

    private static string SubjectOf(RoomEntry entry) => "room/" + entry.Name;

    private static string Describe(RoomEntry entry, RoomSettings settings)
    {
        var described = JsonSerializer.SerializeToNode(settings, RoomsJson.Default.RoomSettings)!.AsObject();
        described["title"] = JsonSerializer.SerializeToNode(entry.Title, RoomsJson.Default.RoomTitle);
        described["returnOrigins"] = JsonSerializer.SerializeToNode(entry.ReturnOrigins, RoomsJson.Default.ImmutableListString);
        return described.ToJsonString();
    }
}
