using System.CommandLine;
using WaitingRoom.Chaos.Nodes;
using WaitingRoom.Chaos.Plans;
using WaitingRoom.Support;

namespace WaitingRoom.Chaos;

/// <summary>The command line.</summary>
internal sealed class ChaosCommand
{
    /// <summary>Where the program of the cluster's node lies, when it is not where its build puts it.</summary>
    public const string ClusterProgramVariable = "WAITINGROOM_CLUSTER";

    private static readonly ChaosOptions Defaults = new() { Host = HostTemplate.Server(""), ServerProgram = "", Plan = PlanList.Kill };

    private readonly Option<string> host = new("--host") { Description = "server: processes of the one-machine host on one database, each with writers of its own. cluster: nodes of one cluster.", DefaultValueFactory = _ => HostTemplate.ServerName };
    private readonly Option<string?> clusterProgram = new("--cluster-program") { Description = $"WaitingRoom.Cluster.dll; otherwise the variable {ClusterProgramVariable}, otherwise src/Cluster/bin." };
    private readonly Option<string?> command = new("--command") { Description = "Another command line for a node, with the places {database} {port} {silo} {gateway} {demo} {settings}. The host still says how nodes share grains." };
    private readonly Option<string> plan = new("--plan") { Description = $"One of {string.Join(", ", PlanList.Names)}.", DefaultValueFactory = _ => PlanList.Kill };
    private readonly Option<int> nodes = Number("--nodes", "Nodes, 1 to 16.", Defaults.Nodes, 1, 16);
    private readonly Option<int> rounds = Number("--rounds", "Disturbances.", Defaults.Rounds, 1, 1000);
    private readonly Option<int> seed = new("--seed") { Description = "Of everything random.", DefaultValueFactory = _ => Defaults.Seed };
    private readonly Option<double> rate = new("--journeys-per-second") { Description = "Citizens who come a second, open loop.", DefaultValueFactory = _ => Defaults.JourneysPerSecond };
    private readonly Option<int> underWay = Number("--most-under-way", "People under way at once, at most; a small number makes the load as slow as the machine.", Defaults.MostUnderWay, 1, 100_000);
    private readonly Option<int> ceiling = Number("--ceiling", "Most admissions a minute; 0 for twice the journeys.", 0, 0, 70_000);
    private readonly Option<double> freeze = new("--freeze-seconds") { Description = "How long a frozen node stands still.", DefaultValueFactory = _ => Defaults.Freeze.TotalSeconds };
    private readonly Option<double> away = new("--away-seconds") { Description = "How long a killed node stays away at most.", DefaultValueFactory = _ => Defaults.MostAway.TotalSeconds };
    private readonly Option<bool> withoutFence = new("--without-fence") { Description = "The control: drops the ledger's keys and the index over seats. Doubles must be found." };
    private readonly Option<string?> result = new("--result") { Description = "File for the result as JSON." };
    private readonly Option<string?> logs = new("--logs") { Description = "Folder for the nodes' logs; otherwise they go with the run." };

    public static RootCommand Create()
    {
        var chaos = new ChaosCommand();
        var root = new RootCommand("Kills, freezes and restarts nodes and their database under load, and looks whether anything acknowledged was lost or doubled.")
        {
            chaos.host, chaos.clusterProgram, chaos.command, chaos.plan, chaos.nodes, chaos.rounds, chaos.seed, chaos.rate, chaos.underWay, chaos.ceiling, chaos.freeze, chaos.away, chaos.withoutFence, chaos.result, chaos.logs,
        };
        chaos.host.AcceptOnlyFromAmong(HostTemplate.ServerName, HostTemplate.ClusterName);
        chaos.plan.AcceptOnlyFromAmong(PlanList.Names);
        root.SetAction((parsed, cancellation) => chaos.RunAsync(parsed, cancellation));
        return root;
    }

    /// <summary>The one-machine host as built with the same configuration as this program.</summary>
    public static string ServerProgram() => Built("Server");

    private static string Built(string project)
    {
        var root = RepositoryRoot.Find() ?? throw new InvalidOperationException("Run inside the repository.");
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return Path.Combine(root, "src", project, "bin", configuration, "net10.0", $"WaitingRoom.{project}.dll");
    }

    private static Option<int> Number(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(given =>
        {
            if (given.Tokens.Count == 1 && int.TryParse(given.Tokens[0].Value, out var number) && (number < least || number > most))
            {
                given.AddError($"{name} is {least} to {most}.");
            }
        });
        return option;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var options = OptionsFrom(parsed);
        if (options.Host.Words.FirstOrDefault(word => word.EndsWith(".dll", StringComparison.Ordinal) && !File.Exists(word)) is { } missing)
        {
            await Console.Error.WriteLineAsync($"{missing} is not there; build it first.");
            return 2;
        }

        var run = await ChaosRun.RunAsync(options, Console.Out.WriteLine, cancellation);
        foreach (var line in run.Lines())
        {
            await Console.Out.WriteLineAsync(line);
        }

        if (options.ResultFile is { } file)
        {
            await run.WriteAsync(file, cancellation);
        }

        return run.IsGood ? 0 : 1;
    }

    private ChaosOptions OptionsFrom(ParseResult parsed)
    {
        var template = parsed.GetValue(host) == HostTemplate.ClusterName
            ? HostTemplate.Cluster(parsed.GetValue(clusterProgram) ?? Environment.GetEnvironmentVariable(ClusterProgramVariable) ?? Built("Cluster"))
            : HostTemplate.Server(ServerProgram());
        var control = parsed.GetValue(withoutFence);
        return Defaults with
        {
            // What the control has broken does not heal, so there is nothing to wait for.
            HealthyWithin = control ? TimeSpan.FromSeconds(20) : Defaults.HealthyWithin,
            SettledWithin = control ? TimeSpan.FromSeconds(1) : Defaults.SettledWithin,
            Patience = control ? TimeSpan.FromSeconds(10) : Defaults.Patience,
            Host = parsed.GetValue(command) is { } words ? template.With(words) : template,
            ServerProgram = ServerProgram(),
            Plan = parsed.GetValue(plan)!,
            Nodes = parsed.GetValue(nodes),
            Rounds = parsed.GetValue(rounds),
            Seed = parsed.GetValue(seed),
            JourneysPerSecond = parsed.GetValue(rate),
            MostUnderWay = parsed.GetValue(underWay),
            CeilingPerMinute = parsed.GetValue(ceiling),
            Freeze = TimeSpan.FromSeconds(parsed.GetValue(freeze)),
            MostAway = TimeSpan.FromSeconds(Math.Max(0.5, parsed.GetValue(away))),
            WithoutFence = control,
            ResultFile = parsed.GetValue(result),
            LogFolder = parsed.GetValue(logs),
        };
    }
}
