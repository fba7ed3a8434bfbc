using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Codes;
using WaitingRoom.Booking.Codes.Batches;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Managing;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Booking.Agents;

/// <summary>
/// A caller's session: their code, and a place in the waiting room that the agent took past the line, out of the staff's share. Such a place counts like a citizen's against the
/// room's ceiling and its places inside, and the web borrows what of the share nobody uses.
/// </summary>
internal sealed class AgentSessions(
    IGrains grains,
    CodeHashing hashing,
    BatchBook batches,
    AgentGuesses guesses,
    AgentAudit audit,
    SessionTokens tokens,
    BookingDesk desk,
    IOptions<BookingOptions> options,
    TimeProvider time)
{
    public async Task<object?> Begin(HttpContext context, AgentSessionRequest request, IdempotencyKey key)
    {
        if (RoomOf(request.Room) is not { } room)
        {
            return AgentRefusals.RoomUnknown();
        }

        if (!BookingCode.TryRead(request.Code, out var code))
        {
            return Refusals.CodeMistyped();
        }

        var who = AgentAudit.WhoOf(context);
        if (guesses.BlockedFor(who) is { } wait)
        {
            return Refusals.TooManyCodes(wait);
        }

        var id = await hashing.Of(code);
        return await audit.Act(context, id, () => Begin(room, who, id, code, key));
    }

    private async ValueTask<object?> Begin(RoomId room, string who, CodeId id, BookingCode code, IdempotencyKey key)
    {
        if (await grains.Read(id) is not { } state)
        {
            return Refusals.Busy();
        }

        if (!state.Issued)
        {
            guesses.Count(who);
            return Refusals.CodeUnknown();
        }

        // Who has booked still gets through, to hear it or to cancel.
        if (state.Phase is PairPhase.None or PairPhase.Held && await batches.IsRevoked(state.Origin))
        {
            return Refusals.CodeRevoked();
        }

        // Agent and caller are part of the intention: the same key for another caller is another place.
        var operation = OperationId.Derive("agent-session", room.Name, who, key.Value, id.Hash);
        return await grains.Ask(room, new RoomCommand.AdmitStaff(operation)) switch
        {
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.StaffAdmitted(var number, _) } =>
                await Tell(new BookingSession(operation.ToString(), room.Name, time.GetUtcNow(), id, state.Group, number) { Agent = who, Channel = Channel.Phone }, code),
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.OneMoment } => AgentRefusals.OneMoment(),
            Reply<RoomOutcome>.Done { Outcome: RoomOutcome.NotAdmitting } => AgentRefusals.NotAdmitting(),
            Reply<RoomOutcome>.Busy => Refusals.Busy(),
            _ => Refusals.OutcomeUnknown(),
        };
    }

    private async Task<IResult> Tell(BookingSession session, BookingCode code)
    {
        var answer = await desk.Current(session);
        return answer.IsGiven(out var view, out var refusal)
            ? Results.Json(
                new AgentSessionView(await tokens.Write(session), tokens.EndOf(session, time.GetUtcNow()), view.Group, view.Pair, view.Vaccines, Spelling.Of(code.ToString())),
                BookingJson.Default.AgentSessionView,
                statusCode: StatusCodes.Status201Created)
            : refusal;
    }

    /// <summary>One of the rooms that lead here; the first where none is named.</summary>
    private RoomId? RoomOf(string? name)
    {
        var rooms = options.Value.Rooms;
        return name is null ? (rooms.Count > 0 ? new RoomId(rooms[0]) : null) : rooms.Contains(name) ? new RoomId(name) : null;
    }
}

/// <param name="Code">The caller's booking code.</param>
/// <param name="Room">The waiting room whose staff share the place is of; the first that leads here where absent.</param>
internal sealed record AgentSessionRequest(string? Code, string? Room = null);
