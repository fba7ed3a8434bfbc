using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using WaitingRoom.Bench.Cluster;
using WaitingRoom.Bench.Hosts;
using WaitingRoom.Bench.Load;
using WaitingRoom.Bench.Report;
using WaitingRoom.Bench.Search;
using WaitingRoom.Support;

namespace WaitingRoom.Bench.Commands;

/// <summary>What placing grains by the engine costs: one node of a cluster beside the host for one machine.</summary>
internal sealed partial class ClusterCommand
{
    /// <summary>The demonstration's first appointments lie on 28 days; from the last week some offers would run out.</summary>
    private const int Days = 20;

    private const string Node = "node";
    private const string OneMachine = "one machine";

    private readonly Option<string> node = new("--node") { Description = "The built node's dll, src/Cluster/bin/Release/net10.0/WaitingRoom.Cluster.dll.", Required = true };
    private readonly Option<int> rounds = new("--rounds") { Description = "Rounds of each host.", DefaultValueFactory = _ => 7 };
    private readonly Option<int> bookings = new("--bookings") { Description = "Whole bookings in a round.", DefaultValueFactory = _ => 1_200 };
    private readonly Option<int> clients = new("--clients") { Description = "Citizens who book at the same time, one booking after the other.", DefaultValueFactory = _ => 32 };
    private readonly Option<int> seed = new("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        var options = new ClusterCommand();
        var command = new Command("cluster", "Whole bookings per second over HTTP of one cluster node and of the host for one machine, on the same PostgreSQL.")
        {
            options.node, options.rounds, options.bookings, options.clients, options.seed,
        };
        command.SetAction((parsed, cancellation) => options.RunAsync(parsed, cancellation));
        return command;
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (machine, each, total) = (Machine.Describe().ToString(), parsed.GetValue(bookings), parsed.GetValue(bookings) * (parsed.GetValue(rounds) + 1));
        await Console.Out.WriteLineAsync($"{machine}, seed {parsed.GetValue(seed)}");
        await using var postgres = await PostgresCluster.StartAsync(new PostgresClusterOptions { MaxConnections = 300 }, cancellation);
        string[] program =
        [
            Path.GetFullPath(parsed.GetValue(node)!), "serve", "--silo-port", FreePort.Next().ToString(CultureInfo.InvariantCulture), "--gateway-port", FreePort.Next().ToString(CultureInfo.InvariantCulture),
        ];
        // Everybody comes in at once before the measurement and stays inside.
        string[] settings = ["Queue:Rooms:0:CeilingPerMinute=70000"];
        await using var ours = await RealServer.StartOnPostgresAsync(null, await postgres.CreateDatabaseAsync("one", cancellation), settings, cancellation);
        await using var theirs = await RealServer.StartOnPostgresAsync(program, await postgres.CreateDatabaseAsync("many", cancellation), settings, cancellation);
        using var onOne = new Bookers(ours, parsed.GetValue(seed), Days);
        using var onNode = new Bookers(theirs, parsed.GetValue(seed), Days);
        foreach (var (server, bookers) in ((RealServer, Bookers)[])[(ours, onOne), (theirs, onNode)])
        {
            await RoomForAll.MakeAsync(server, total, cancellation);
            await bookers.PrepareAsync(await server.RunAsync(["codes", "issue", "--count", total.ToString(CultureInfo.InvariantCulture), "--group", "1"], cancellation), cancellation);
        }

        var runs = new List<NodeRun>();
        for (var round = 0; round <= parsed.GetValue(rounds); round++)
        {
            foreach (var (name, server, bookers) in ((string, RealServer, Bookers)[])[(OneMachine, ours, onOne), (Node, theirs, onNode)])
            {
                var run = await RoundAsync(name, server, bookers, round, each, parsed.GetValue(clients), cancellation);
                if (round > 0)
                {
                    runs.Add(run);
                    await Console.Out.WriteLineAsync(run.Line());
                }
            }
        }

        var result = new ClusterResult(machine, parsed.GetValue(clients), each, parsed.GetValue(seed), runs);
        await Told.Async(result.Lines(), "cluster", result, cancellation);
    }

    private static async Task<NodeRun> RoundAsync(string name, RealServer server, Bookers bookers, int round, int each, int clients, CancellationToken cancellation)
    {
        var before = await GrainCallsAsync(server, cancellation);
        var load = await new ClosedLoopDriver(TimeProvider.System).RunAsync(clients, TimeSpan.FromMinutes(5), each, bookers.BookAsync, (long)round * each, cancellation);
        if (load.Failed > 0)
        {
            throw new InvalidOperationException($"{load.Failed} bookings failed.", load.FirstFailure);
        }

        var calls = (await GrainCallsAsync(server, cancellation) - before) / Math.Max(1, load.Done);
        return new NodeRun(name, Math.Round(load.DonePerSecond, 1), load.Done, load.Refused, load.Failed, LatencySummary.Of(load.Latency), name == Node ? Math.Round(calls, 1) : null);
    }

    /// <summary>Of days and codes, as the node counts them.</summary>
    private static async Task<double> GrainCallsAsync(RealServer server, CancellationToken cancellation)
    {
        using var answer = await server.GetAsync(new Uri(server.Address, "/metrics"), cancellation);
        return CallLine().Matches(await answer.Content.ReadAsStringAsync(cancellation))
            .Where(line => !line.Value.Contains("\"room\"", StringComparison.Ordinal)).Sum(line => double.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^waitingroom_cluster_grain_calls_total\{[^}]*\} ([0-9.eE+]+)", RegexOptions.Multiline)]
    private static partial Regex CallLine();
}
