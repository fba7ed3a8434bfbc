using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Booking.Staff;

/// <summary>The policies of staff that the host provides; their names are the roles.</summary>
internal static class StaffPolicy
{
    public const string Operator = "operator";

    public const string Agent = "agent";

    /// <summary>The claim that names the member of staff.</summary>
    public const string SubjectClaim = "sub";
}

/// <summary>Writes down who changed what. Called after the change: a change that nobody is told about can be repeated, a record of what never was cannot be taken back.</summary>
internal sealed class StaffActions(IAuditLog audit, TimeProvider time)
{
    public async Task Record(HttpContext context, string action, string subject, string? before, string? after) => await audit.Append(
        new AuditRecord(time.GetUtcNow(), context.User.FindFirstValue(StaffPolicy.SubjectClaim) ?? "", StaffPolicy.Operator, action, subject, before, after));
}
