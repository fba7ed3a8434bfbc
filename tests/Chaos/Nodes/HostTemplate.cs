using System.Globalization;

namespace WaitingRoom.Chaos.Nodes;

/// <summary>How a node is started: the words of its command line, with places for what differs from node to node.</summary>
/// <param name="SharesGrains">The nodes are one cluster with one writer for each grain. Otherwise every node has writers of its own for everything, and they fence each other all the time.</param>
internal sealed record HostTemplate(string Name, IReadOnlyList<string> Words, bool SharesGrains)
{
    public const string ServerName = "server";

    public const string ClusterName = "cluster";

    public static HostTemplate Server(string program) => new(
        ServerName, ["dotnet", program, "serve", "--database", "{database}", "--port", "{port}", "{demo}", "{settings}"], SharesGrains: false);

    public static HostTemplate Cluster(string program) => new(
        ClusterName,
        ["dotnet", program, "serve", "--database", "{database}", "--roles", "queue,booking,admin", "--port", "{port}", "--silo-port", "{silo}", "--gateway-port", "{gateway}", "{demo}", "{settings}"],
        SharesGrains: true);

    /// <param name="command">Words parted by blanks, with the places {database}, {port}, {silo}, {gateway}, {demo} and {settings}.</param>
    public HostTemplate With(string command) => this with { Words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries) };

    public IReadOnlyList<string> CommandFor(NodePlace place, bool demo) => [.. Words.SelectMany(word => word switch
    {
        "{demo}" => demo ? [] : ["--no-demo"],
        "{settings}" => place.Settings.SelectMany(setting => new[] { "--set", setting }),
        _ => (IEnumerable<string>)
        [
            word.Replace("{database}", place.Database, StringComparison.Ordinal)
                .Replace("{port}", Text(place.Port), StringComparison.Ordinal)
                .Replace("{silo}", Text(place.SiloPort), StringComparison.Ordinal)
                .Replace("{gateway}", Text(place.GatewayPort), StringComparison.Ordinal),
        ],
    })];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What one node is told; the same at each of its starts.</summary>
internal sealed record NodePlace(string Database, int Port, int SiloPort, int GatewayPort, IReadOnlyList<string> Settings);
