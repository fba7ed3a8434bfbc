using Microsoft.AspNetCore.Http;
using WaitingRoom.Booking.Sessions;

namespace WaitingRoom.Booking.Agents;

/// <summary>
/// Stands at the agents' door, behind the staff token: lets in who has a session for a caller, as that caller and out of the phone's share. The session's token comes in the header
/// <see cref="SessionCarrier.Header"/>, because the bearer token is the agent's own.
/// </summary>
internal sealed class AgentGuard(SessionTokens tokens, RoomPresence presence, AgentAudit audit) : IEndpointFilter
{
    /// <summary>The host's policy that only agents pass.</summary>
    public const string Policy = Staff.StaffPolicy.Agent;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        switch (await tokens.ReadOfAgent(http.Request.Headers[SessionCarrier.Header].ToString()))
        {
            case SessionReading.Valid { Session: var session } when session.Agent != AgentAudit.WhoOf(http):
                return AgentRefusals.SessionNotYours();
            case SessionReading.Valid { Session: var session } valid:
                if (valid.NeedsRenewal)
                {
                    http.Response.Headers[SessionCarrier.Header] = await tokens.Write(session);
                }

                presence.Seen(session);
                http.Features.Set(session);
                return await audit.Act(http, session.Code!.Value, () => next(context));
            case SessionReading.Expired:
                return AgentRefusals.SessionOver();
            default:
                return AgentRefusals.SessionMissing();
        }
    }
}
