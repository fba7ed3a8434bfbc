using System.Text.Json.Nodes;
using WaitingRoom.Server.Hosting;

namespace WaitingRoom.Server.Tests.Infra;

/// <summary>What every workload of <c>infra/kubernetes</c> has to have.</summary>
public sealed class KubernetesTests
{
    [Fact]
    public async Task Every_document_is_an_object_of_Kubernetes_in_the_namespace()
    {
        var documents = await InfraFiles.Kubernetes();
        Assert.All(documents, found =>
        {
            Assert.NotNull((string?)found.Document["apiVersion"]);
            Assert.NotNull((string?)found.Document["metadata"]!["name"]);
            Assert.Equal("waitingroom", (string?)found.Document["metadata"]![(string)found.Document["kind"]! == "Namespace" ? "name" : "namespace"]);
        });
        var twice = documents.GroupBy(found => ((string)found.Document["kind"]!, (string)found.Document["metadata"]!["name"]!)).Where(same => same.Count() > 1);
        Assert.Empty(twice);
    }

    [Fact]
    public async Task Every_node_is_probed_limited_unprivileged_spread_and_replaced_before_it_goes() => Assert.All(await Workloads(), workload => Assert.Empty(Faults(workload)));

    [Theory]
    [InlineData("startupProbe")]
    [InlineData("readinessProbe")]
    [InlineData("livenessProbe")]
    [InlineData("resources")]
    [InlineData("securityContext")]
    [InlineData("lifecycle")]
    public async Task A_workload_without_one_of_them_is_noticed(string removed)
    {
        var workload = (await Workloads())[0].DeepClone();
        Container(workload).AsObject().Remove(removed);
        Assert.NotEmpty(Faults(workload));
    }

    [Fact]
    public async Task Every_workload_has_a_disruption_budget_and_a_service_that_find_its_pods()
    {
        var documents = (await InfraFiles.Kubernetes()).Select(found => found.Document).ToList();
        foreach (var labels in (await Workloads()).Select(workload => workload["spec"]!["template"]!["metadata"]!["labels"]!))
        {
            Assert.Contains(documents, one => (string)one["kind"]! == "PodDisruptionBudget" && JsonNode.DeepEquals(one["spec"]!["selector"]!["matchLabels"], labels) && (int)one["spec"]!["maxUnavailable"]! == 1);
            Assert.Contains(documents, one => (string)one["kind"]! == "Service" && JsonNode.DeepEquals(one["spec"]!["selector"], labels) && (string?)one["spec"]!["ports"]![0]!["targetPort"] == "http");
        }
    }

    [Fact]
    public async Task Silo_ports_and_PostgreSQL_are_open_to_nodes_only_and_everything_else_is_closed()
    {
        var policies = (await InfraFiles.Kubernetes()).Where(found => (string)found.Document["kind"]! == "NetworkPolicy").ToDictionary(found => (string)found.Document["metadata"]!["name"]!, found => found.Document["spec"]!);
        Assert.Empty(policies["nobody"]["podSelector"]!.AsObject());
        Assert.Equal(["Ingress", "Egress"], NodePorts.Words(policies["nobody"]["policyTypes"]));
        Assert.Null(policies["nobody"]["ingress"]);
        var entrances = policies.Values.SelectMany(policy => policy["ingress"]?.AsArray() ?? []).ToList();
        foreach (var port in new[] { 11111, 30000, 5432 })
        {
            var open = entrances.Where(entrance => InfraFiles.Everywhere(entrance, "port").Any(one => (int)one == port)).ToList();
            Assert.All(Assert.Single(open)!["from"]!.AsArray(), from =>
                Assert.Equal("waitingroom", (string?)from!["podSelector"]!["matchLabels"]!["app.kubernetes.io/name"]));
        }
    }

    [Fact]
    public async Task Every_port_that_is_spoken_of_is_one_that_the_nodes_listen_on()
    {
        foreach (var container in (await Workloads()).Select(Container))
        {
            var listens = NodePorts.Of(NodePorts.Words(container["args"]));
            Assert.Equal([NodePorts.Pages, "11111", "30000"], listens);
            Assert.Equal(listens, container["ports"]!.AsArray().Select(port => port!["containerPort"]!.ToString()));
        }

        foreach (var (_, document) in await InfraFiles.Kubernetes())
        {
            var policy = (string)document["kind"]! == "NetworkPolicy" ? InfraFiles.Everywhere(document["spec"]!["ingress"], "port").Select(port => port.ToString()) : [];
            Assert.Empty(policy.Except([NodePorts.Pages, "11111", "30000", "5432"]));
            Assert.All(InfraFiles.Everywhere(document, "prometheus.io/port"), port => Assert.Equal(NodePorts.Pages, (string?)port));
        }
    }

    [Fact]
    public async Task The_ingress_leads_to_services_that_exist_and_not_to_what_is_nobodys_business()
    {
        var documents = (await InfraFiles.Kubernetes()).Select(found => found.Document).ToList();
        var services = documents.Where(one => (string)one["kind"]! == "Service").Select(one => (string)one["metadata"]!["name"]!).ToList();
        var paths = InfraFiles.Everywhere(documents.Single(one => (string)one["kind"]! == "Ingress"), "paths").Single().AsArray();
        Assert.All(paths, path => Assert.Contains((string)path!["backend"]!["service"]!["name"]!, services));
        Assert.DoesNotContain(paths, path => (string)path!["path"]! == "/" && (string)path["pathType"]! == "Prefix");
        Assert.DoesNotContain(paths, path => ((string)path!["path"]!).Split('/')[1] is "metrics" or "health" or "development");
    }

    private static async Task<IReadOnlyList<JsonNode>> Workloads()
    {
        var found = (await InfraFiles.Kubernetes()).Select(one => one.Document).Where(one => (string)one["kind"]! is "Deployment" or "StatefulSet" or "DaemonSet").ToList();
        Assert.Equal(2, found.Count);
        return found;
    }

    private static JsonNode Container(JsonNode workload) => Assert.Single(workload["spec"]!["template"]!["spec"]!["containers"]!.AsArray())!;

    /// <summary>The rules, each with the word for its breach.</summary>
    private static IEnumerable<string> Faults(JsonNode workload)
    {
        var pod = workload["spec"]!["template"]!["spec"]!;
        var container = Container(workload);
        var drain = (int)ServerLimits.Shutdown.TotalSeconds;
        (string Fault, Func<bool> Holds)[] rules =
        [
            ("fewer than two", () => (int)workload["spec"]!["replicas"]! >= 2),
            ("an update takes a node away", () => (int)workload["spec"]!["strategy"]!["rollingUpdate"]!["maxUnavailable"]! == 0),
            ("killed while it drains", () => (int)pod["terminationGracePeriodSeconds"]! > 2 * drain),
            ("not spread over hosts", () => pod["topologySpreadConstraints"]!.AsArray().Any(one => (string?)one!["topologyKey"] == "kubernetes.io/hostname")),
            ("root", () => (bool)pod["securityContext"]!["runAsNonRoot"]! && (int)pod["securityContext"]!["runAsUser"]! > 0),
            ("no seccomp", () => (string?)pod["securityContext"]!["seccompProfile"]!["type"] == "RuntimeDefault"),
            ("a token it does not need", () => !(bool)pod["automountServiceAccountToken"]!),
            ("startup", () => (string?)container["startupProbe"]!["httpGet"]!["path"] == "/health/ready"),
            ("readiness", () => (string?)container["readinessProbe"]!["httpGet"]!["path"] == "/health/ready"),
            ("liveness asks the database", () => (string?)container["livenessProbe"]!["httpGet"]!["path"] == "/health/live"),
            ("stops while requests still come", () => NodePorts.Words(container["lifecycle"]!["preStop"]!["exec"]!["command"])[0] == "sleep"),
            ("no request for processor or memory", () => container["resources"]!["requests"]!["cpu"] is not null && container["resources"]!["requests"]!["memory"] is not null),
            ("no limit of memory", () => container["resources"]!["limits"]!["memory"] is not null),
            ("writable programs", () => (bool)container["securityContext"]!["readOnlyRootFilesystem"]!),
            ("may become more", () => !(bool)container["securityContext"]!["allowPrivilegeEscalation"]!),
            ("capabilities", () => NodePorts.Words(container["securityContext"]!["capabilities"]!["drop"]).Contains("ALL")),
            ("an image that changes", () => Pinned((string)container["image"]!)),
        ];
        return rules.Where(rule => !Holds(rule.Holds)).Select(rule => rule.Fault);

        static bool Holds(Func<bool> rule)
        {
            try
            {
                return rule();
            }
            catch (Exception missing) when (missing is NullReferenceException or ArgumentException)
            {
                return false;
            }
        }
    }

    internal static bool Pinned(string image) => image.Split('/')[^1].Split(':') is [_, not "latest" and not ""];
}
