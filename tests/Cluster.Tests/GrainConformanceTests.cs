using WaitingRoom.Conformance;

namespace WaitingRoom.Cluster.Tests;

[Collection(SharedCluster.Name)]
public sealed class DaysOnTheCluster(TwoNodes two) : DaySuite
{
    protected override GrainHosts Hosts => two.Hosts;
}

[Collection(SharedCluster.Name)]
public sealed class PairsOnTheCluster(TwoNodes two) : PairSuite
{
    protected override GrainHosts Hosts => two.Hosts;
}

[Collection(SharedCluster.Name)]
public sealed class RoomsOnTheCluster(TwoNodes two) : RoomSuite
{
    protected override GrainHosts Hosts => two.Hosts;
}
