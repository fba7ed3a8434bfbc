namespace WaitingRoom.Grains.Ledger;

/// <summary>Who of the staff did what, when, and what changed. Only ever added to.</summary>
public interface IAuditLog
{
    /// <summary>Durable when it returns.</summary>
    ValueTask Append(AuditRecord record, CancellationToken cancellation = default);

    /// <summary>Records about <paramref name="subject"/>, the newest first, at most <paramref name="limit"/>; all subjects where it is null.</summary>
    ValueTask<IReadOnlyList<AuditRecord>> Read(string? subject, int limit, CancellationToken cancellation = default);
}

/// <param name="Who">The staff token's subject.</param>
/// <param name="Role">In which role they acted.</param>
/// <param name="Action">What they did, such as <c>room.configure</c>.</param>
/// <param name="Subject">To what, such as <c>room/impfung</c>. Never a person.</param>
/// <param name="Before">JSON before the change, where there is one.</param>
/// <param name="After">JSON after it.</param>
public sealed record AuditRecord(DateTimeOffset At, string Who, string Role, string Action, string Subject, string? Before, string? After);
