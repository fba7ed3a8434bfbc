namespace WaitingRoom.Chaos.Plans;

/// <summary>The plans by their names on the command line.</summary>
internal static class PlanList
{
    public const string Kill = "kill";
    public const string Freeze = "freeze";
    public const string Database = "database";
    public const string Rolling = "rolling";

    public static readonly string[] Names = [Kill, Freeze, Database, Rolling];

    public static IPlan Find(ChaosOptions options) => options.Plan switch
    {
        Kill => new KillPlan(options.MostAway),
        Freeze => new FreezePlan(options.Freeze),
        Database => new DatabasePlan(),
        Rolling => new RollingPlan(),
        _ => throw new ArgumentException($"There is no plan '{options.Plan}'.", nameof(options)),
    };
}
