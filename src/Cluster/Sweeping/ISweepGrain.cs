namespace WaitingRoom.Cluster.Sweeping;

/// <summary>
/// A sweep that one node does for the whole cluster; the key is the name of the <see cref="WaitingRoom.Server.Grains.ISweep"/>. A reminder in the database brings it back even when every node that knew of it is gone.
/// </summary>
[Alias("wr.sweep")]
internal interface ISweepGrain : IGrainWithStringKey
{
    /// <summary>Begins, or goes on; cheap to repeat.</summary>
    [Alias("begin"), ResponseTimeout("00:00:05")]
    Task Begin();
}
