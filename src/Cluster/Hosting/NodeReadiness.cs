using Orleans.Runtime;
using WaitingRoom.Server.Hosting;

namespace WaitingRoom.Cluster.Hosting;

/// <summary>A node serves while it is an active member: not before it has joined, and not while it hands its grains over.</summary>
internal sealed class NodeReadiness(ISiloStatusOracle membership) : IReadiness
{
    public string? WhyNot => membership.CurrentStatus == SiloStatus.Active ? null : $"this node is not an active member of the cluster ({membership.CurrentStatus})";
}
