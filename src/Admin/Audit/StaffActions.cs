using System.Security.Claims;
using WaitingRoom.Admin.Staff;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Admin.Audit;

/// <summary>Writes down who did what. Called after the change: a change that nobody is told about can be repeated, a record of what never was cannot be taken back.</summary>
internal sealed class StaffActions(IAuditLog audit, TimeProvider time)
{
    /// <summary>Durable when it returns.</summary>
    /// <param name="role">The policy under which it was allowed.</param>
    public async Task Record(ClaimsPrincipal who, string role, string action, string subject, string? before, string? after, CancellationToken cancellation)
    {
        var record = new AuditRecord(time.GetUtcNow(), who.FindFirstValue(StaffAuthentication.SubjectClaim)!, role, action, subject, before, after);
        // A request repeated after a lost answer changes nothing; what it led to is the newest record already.
        if ((await audit.Read(subject, 1, cancellation)) is [{ } last] && (last.Who, last.Action, last.After) == (record.Who, action, after))
        {
            return;
        }

        await audit.Append(record, cancellation);
    }
}
