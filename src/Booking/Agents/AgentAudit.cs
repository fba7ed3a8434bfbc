using System.Security.Claims;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using WaitingRoom.Booking.Staff;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Agents;

/// <summary>
/// Writes down under their name what agents do: before a change that they are about to make it, afterwards what came of it. What cannot be written down is not done, and what was
/// read is not shown. Nothing of the caller is written but their code's hash.
/// </summary>
internal sealed partial class AgentAudit(IAuditLog audit, TimeProvider time, ILogger<AgentAudit> log)
{
    public static string WhoOf(HttpContext context) =>
        context.User.FindFirstValue(StaffPolicy.SubjectClaim) ?? throw new InvalidOperationException("The policy 'agent' admits people with a subject.");

    /// <returns>What <paramref name="act"/> answered, or a refusal where it could not be written down.</returns>
    public async ValueTask<object?> Act(HttpContext context, CodeId code, Func<ValueTask<object?>> act)
    {
        var changes = !HttpMethods.IsGet(context.Request.Method);
        if (changes && !await Write(context, code, new JsonObject { ["step"] = "begun" }))
        {
            return Refusals.Busy();
        }

        object? result;
        try
        {
            result = await act();
        }
        catch
        {
            await Write(context, code, new JsonObject { ["step"] = "failed" });
            throw;
        }

        // A change that was begun is in the audit already; who made it must learn what came of it.
        return await Write(context, code, Outcome(result)) || changes ? result : Refusals.Busy();
    }

    private static JsonObject Outcome(object? result)
    {
        var outcome = new JsonObject { ["step"] = "done", ["status"] = (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK };
        if (result is ProblemResult refusal)
        {
            outcome["problem"] = refusal.Problem.Name;
        }

        return outcome;
    }

    private async ValueTask<bool> Write(HttpContext context, CodeId code, JsonObject what)
    {
        // Two records of one request are known by this, whatever happens in between.
        what.Insert(0, "request", context.TraceIdentifier);
        try
        {
            // Also when the agent has hung up meanwhile.
            await audit.Append(
                new AuditRecord(time.GetUtcNow(), WhoOf(context), StaffPolicy.Agent, ActionOf(context), code.Stream.Value, null, what.ToJsonString()), CancellationToken.None);
            return true;
        }
        catch (LedgerUnavailableException e)
        {
            NotWritten(log, e, ActionOf(context));
            return false;
        }
    }

    /// <summary>From the name of the operation, AgentCreateHold, to agent.create-hold.</summary>
    private static string ActionOf(HttpContext context)
    {
        var name = context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? throw new InvalidOperationException("An agent's endpoint has a name.");
        var action = new StringBuilder("agent.");
        foreach (var c in name.AsSpan(AgentDoor.Name.Length))
        {
            if (char.IsAsciiLetterUpper(c) && action[^1] != '.')
            {
                action.Append('-');
            }

            action.Append(char.ToLowerInvariant(c));
        }

        return action.ToString();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The audit did not take a record of {Action}.")]
    private static partial void NotWritten(ILogger log, Exception e, string action);
}
