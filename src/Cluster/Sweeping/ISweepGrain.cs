namespace WaitingRoom.Cluster.Sweeping;

/// <summary>
/// Periodic work that one node does for the whole cluster. A reminder in the database brings it back even when every node that knew of it is gone.
/// </summary>
[Alias("wr.sweep")]
internal interface ISweepGrain : IGrainWithStringKey
{
    /// <summary>Begins, or goes on; cheap to repeat.</summary>
    [Alias("begin"), ResponseTimeout("00:00:05")]
    Task Begin();
}

/// <summary>The keys.</summary>
internal static class Sweeps
{
    /// <summary>Wakes what has become due: holds that ran out, phone shares that return, bookings whose driver was lost.</summary>
    public const string Due = "due";

    /// <summary>Forgets what must not be kept any longer.</summary>
    public const string Retention = "retention";
}
