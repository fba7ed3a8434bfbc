using System.Globalization;
using WaitingRoom.Chaos.Nodes;
using WaitingRoom.Support;

namespace WaitingRoom.Chaos.World;

/// <summary>A private database, the nodes on it, a campaign of some 65,000 pairs, and an open room.</summary>
internal sealed class ChaosWorld : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    private ChaosWorld(PostgresCluster postgres, string database, ChaosOptions options)
    {
        (Postgres, Database) = (postgres, database);
        LogFolder = options.LogFolder ?? folder.Path;
        Directory.CreateDirectory(LogFolder);
        int[] ports = [.. Enumerable.Range(0, 3 * options.Nodes).Select(_ => FreePort.Next())];

        // One name for all nodes, as behind a proxy: tokens of one are good at every other.
        string[] settings =
        [
            string.Create(CultureInfo.InvariantCulture, $"Queue:Issuer=http://localhost:{ports[0]}"),
            "Proxies:0=127.0.0.1", "Proxies:1=::1",
            "Log:Level=Warning",
        ];
        Nodes = new NodeRing(
            [.. Enumerable.Range(0, options.Nodes).Select(i => new Node(i, options.Host, new NodePlace(database, ports[i], ports[options.Nodes + i], ports[(2 * options.Nodes) + i], settings), LogFolder))],
            TimeProvider.System);
        var commands = new ServerCommands(options.ServerProgram, database);
        (Codes, Commands) = (new CodeSupply(commands, CodesFor(options)), commands);
    }

    public PostgresCluster Postgres { get; }

    /// <summary>Connection string.</summary>
    public string Database { get; }

    public NodeRing Nodes { get; }

    public CodeSupply Codes { get; }

    public string LogFolder { get; }

    private ServerCommands Commands { get; }

    public static async Task<ChaosWorld> StartAsync(ChaosOptions options, CancellationToken cancellation)
    {
        var postgres = await PostgresCluster.StartAsync(new PostgresClusterOptions { MaxConnections = 300, Fsync = options.Fsync }, cancellation);
        var world = new ChaosWorld(postgres, await postgres.CreateDatabaseAsync("chaos", cancellation), options);
        try
        {
            await world.Nodes.StartFirstAsync(cancellation);
            if (options.WithoutFence)
            {
                await Walls.TearDownAsync(world.Database, cancellation);
            }

            await Task.WhenAll(
                world.Codes.BeginAsync(),
                world.Nodes.StartOthersAsync(cancellation),
                OpenedRoom.OpenAsync(world.Nodes.All[0], await world.Commands.StaffTokenAsync(), options.Ceiling, cancellation));
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Codes.EndAsync();
        await Nodes.DisposeAsync();
        await Postgres.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>For two minutes; the command that issues them takes some seconds.</summary>
    private static int CodesFor(ChaosOptions options) => (int)Math.Ceiling(options.JourneysPerSecond * 120);
}
