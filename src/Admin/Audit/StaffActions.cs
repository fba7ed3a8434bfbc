using System.Security.Claims;
using WaitingRoom.Admin.Staff;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Admin.Audit;

/// <summary>
/// Writes down who did what. What staff ask for is written before it is done, and what came of it after: a change that nobody would know of cannot come about, and a record
/// that says "asked" claims no more than that.
/// </summary>
internal sealed class StaffActions(IAuditLog audit, TimeProvider time)
{
    /// <summary>Ends the name of an action that is only asked for yet.</summary>
    public const string Asked = ".asked";

    /// <summary>A change has two records, so the last one's are the newest two.</summary>
    private const int RecordsOfOneChange = 2;

    /// <summary>Before the change, under the action's name and <see cref="Asked"/>. When it fails nothing must be changed. Durable when it returns.</summary>
    /// <param name="role">The policy under which it is allowed.</param>
    public Task Ask(ClaimsPrincipal who, string role, string action, string subject, string? before, string? after, CancellationToken cancellation) =>
        Write(RecordOf(who, role, action + Asked, subject, before, after), action, cancellation);

    /// <summary>After the change. Durable when it returns.</summary>
    /// <param name="role">The policy under which it was allowed.</param>
    public Task Record(ClaimsPrincipal who, string role, string action, string subject, string? before, string? after, CancellationToken cancellation) =>
        Write(RecordOf(who, role, action, subject, before, after), action, cancellation);

    /// <summary>A request repeated after a lost answer changes nothing; what it asked for, or led to, is among the newest records already.</summary>
    private async Task Write(AuditRecord record, string led, CancellationToken cancellation)
    {
        var newest = await audit.Read(record.Subject, RecordsOfOneChange, cancellation);
        if (!newest.Any(known => known.Who == record.Who && known.After == record.After && (known.Action == record.Action || known.Action == led)))
        {
            await audit.Append(record, cancellation);
        }
    }

    private AuditRecord RecordOf(ClaimsPrincipal who, string role, string action, string subject, string? before, string? after) =>
        new(time.GetUtcNow(), who.FindFirstValue(StaffAuthentication.SubjectClaim)!, role, action, subject, before, after);
}
