namespace WaitingRoom.Admin.Staff;

/// <summary>What somebody of the staff may do; also the names of the authorization policies. A closed set.</summary>
public static class StaffRole
{
    /// <summary>Tunes the waiting rooms.</summary>
    public const string Operator = "operator";

    /// <summary>Books for people on the phone.</summary>
    public const string Agent = "agent";

    /// <summary>Publishes a centre's slots.</summary>
    public const string Centre = "centre";

    public static readonly IReadOnlyList<string> All = [Operator, Agent, Centre];
}
