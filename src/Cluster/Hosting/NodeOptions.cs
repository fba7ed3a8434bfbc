using System.Net;

namespace WaitingRoom.Cluster.Hosting;

/// <summary>How nodes find each other and notice that one is gone. Configuration section <c>Cluster</c>.</summary>
internal sealed class NodeOptions
{
    public const string Section = "Cluster";

    /// <summary>Nodes with the same name on the same database are one cluster.</summary>
    public string Id { get; set; } = "waitingroom";

    /// <summary>
    /// How long a node may take to answer a probe. Shorter than the engine's five seconds: a dead node's centre-days refuse bookings until it is declared dead, and a false alarm costs little because the ledger
    /// fences whoever goes on writing.
    /// </summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Probes missed before a node is suspected.</summary>
    public int MissedProbes { get; set; } = 3;

    /// <summary>Nodes that must suspect another before it is declared dead; fewer where fewer are left.</summary>
    public int Votes { get; set; } = 2;

    /// <summary>How often a node looks into the membership table by itself; gossip is quicker as long as it arrives.</summary>
    public TimeSpan TableRefresh { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Calls that may wait for one grain; a writer's own queue is shorter than this, so it is what refuses first.</summary>
    public int MostWaitingCalls { get; set; } = 8_192;

    /// <summary>A grain that nobody asked for this long leaves memory, as on one machine.</summary>
    public TimeSpan IdleAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The address that other nodes reach this one by; null looks for one, and takes the loopback where the node listens on this machine only.</summary>
    public string? Advertised { get; set; }

    internal IPAddress? AdvertisedAddress => Advertised is { Length: > 0 } text ? IPAddress.Parse(text) : null;
}
