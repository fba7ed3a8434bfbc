using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WaitingRoom.Server.Tests.Running;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Infra;

/// <summary>The services of <c>infra/compose</c> fit together.</summary>
public sealed partial class ComposeTests
{
    private static readonly string[] Nodes = ["node1", "node2", "node3"];

    [Fact]
    public async Task Every_service_is_watched_limited_pinned_and_started_again()
    {
        foreach (var (name, service) in await Services())
        {
            Assert.NotNull(service!["healthcheck"]?["test"]);
            Assert.Equal("unless-stopped", (string?)service["restart"]);
            Assert.NotNull(service["deploy"]!["resources"]!["limits"]!["memory"]);
            Assert.NotNull(service["deploy"]!["resources"]!["limits"]!["cpus"]);
            Assert.True(Nodes.Contains(name) ? (string?)service["image"] == "waitingroom" : KubernetesTests.Pinned((string)service["image"]!), name);
            Assert.All(service["depends_on"]?.AsObject() ?? [], need => Assert.Equal("service_healthy", (string?)need.Value!["condition"]));
        }
    }

    [Fact]
    public async Task Every_named_volume_file_and_neighbour_exists()
    {
        var compose = await InfraFiles.OneYaml("compose/compose.yaml");
        var services = await Services();
        var folder = InfraFiles.PathOf("compose");
        foreach (var source in services.SelectMany(service => service.Value!["volumes"]?.AsArray() ?? []).Select(volume => ((string)volume!).Split(':')[0]))
        {
            Assert.True(source.StartsWith('.') ? Path.Exists(Path.Combine(folder, source)) : compose["volumes"]!.AsObject().ContainsKey(source), source);
        }

        Assert.True(File.Exists(Path.Combine(folder, (string)services["node1"]!["build"]!["context"]!, (string)services["node1"]!["build"]!["dockerfile"]!)));
        Assert.All(services.SelectMany(service => service.Value!["depends_on"]?.AsObject() ?? []), need => Assert.True(services.ContainsKey(need.Key)));
    }

    [Fact]
    public async Task Nginx_and_Prometheus_ask_every_node_where_it_listens_and_the_nodes_trust_nginx_alone()
    {
        var services = await Services();
        var listening = Nodes.Select(node =>
        {
            var ports = NodePorts.Of(NodePorts.Words(services[node]!["command"]));
            Assert.Equal([NodePorts.Pages, "11111", "30000"], ports);
            return $"{AddressOf(services[node]!)}:{ports[0]}";
        }).ToList();
        var nginx = ServerLine().Matches(await File.ReadAllTextAsync(InfraFiles.PathOf("compose", "nodes.conf"))).Select(line => line.Groups[1].Value);
        var prometheus = InfraFiles.Everywhere(await InfraFiles.OneYaml("prometheus/prometheus.yml"), "targets").Single();
        Assert.Equal(listening, nginx);
        Assert.Equal(listening, NodePorts.Words(prometheus));
        Assert.All(Nodes, node => Assert.Equal(AddressOf(services["nginx"]!), (string?)services[node]!["environment"]!["Proxies__0"]));
        Assert.All(Nodes, node => Assert.Contains($"/{NodePorts.Pages} ", services[node]!["healthcheck"]!["test"]![3]!.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_secret_stands_in_a_file_and_only_this_machine_is_listened_on()
    {
        foreach (var (name, service) in await Services())
        {
            Assert.All((service!["environment"]?.AsObject() ?? []).Where(setting => setting.Key.Contains("PASSWORD", StringComparison.OrdinalIgnoreCase)),
                setting => Assert.StartsWith("${", (string)setting.Value!, StringComparison.Ordinal));
            Assert.All(service["ports"]?.AsArray() ?? [], port => Assert.StartsWith("127.0.0.1:", (string)port!, StringComparison.Ordinal));
            Assert.DoesNotContain("Password=", service["command"]?.ToJsonString() ?? "", StringComparison.OrdinalIgnoreCase);
            Assert.NotEmpty(name);
        }

        var example = await File.ReadAllLinesAsync(InfraFiles.PathOf("compose", "example.env"));
        var asked = Asked().Matches(await File.ReadAllTextAsync(InfraFiles.PathOf("compose", "compose.yaml"))).Select(variable => variable.Groups[1].Value).Distinct();
        Assert.All(asked, variable => Assert.Contains(example, line => line.StartsWith(variable + "=", StringComparison.Ordinal)));
        Assert.All(example.Where(line => line.Contains("PASSWORD", StringComparison.Ordinal) && line[0] != '#'), line => Assert.EndsWith("=", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_health_check_of_a_node_tells_a_ready_server_from_one_that_is_not_and_from_none()
    {
        using var folder = new TemporaryFolder();
        var port = FreePort.Next();
        await using (await ServerProcess.Serve(folder.Path, port, "--no-demo"))
        {
            Assert.Equal(0, await Check(port));
        }

        Assert.NotEqual(0, await Check(port));
        Assert.Equal(0, await CheckOf("HTTP/1.1 200 OK\r\n\r\nready"));
        Assert.NotEqual(0, await CheckOf("HTTP/1.1 503 Service Unavailable\r\n\r\nstorage does not answer"));
    }

    /// <summary>What the check makes of an answer.</summary>
    private static async Task<int> CheckOf(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var check = Check(((IPEndPoint)listener.LocalEndpoint).Port);
        using (var client = await listener.AcceptTcpClientAsync())
        {
            Assert.NotEqual(0, await client.GetStream().ReadAsync(new byte[1024]));
            await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer));
        }

        return await check;
    }

    private static async Task<int> Check(int port)
    {
        var test = NodePorts.Words((await Services())["node1"]!["healthcheck"]!["test"]);
        Assert.Equal(["CMD", "bash", "-c"], test.Take(3));
        using var check = Process.Start(new ProcessStartInfo("bash", ["-c", test[3].Replace($"/{NodePorts.Pages} ", $"/{port} ", StringComparison.Ordinal)]) { RedirectStandardError = true })!;
        await check.StandardError.ReadToEndAsync();
        await check.WaitForExitAsync();
        return check.ExitCode;
    }

    private static string AddressOf(JsonNode service) => (string)service["networks"]!["inside"]!["ipv4_address"]!;

    private static async Task<JsonObject> Services() => (await InfraFiles.OneYaml("compose/compose.yaml"))["services"]!.AsObject();

    [GeneratedRegex(@"^\s*server ([\d.:]+)", RegexOptions.Multiline)]
    private static partial Regex ServerLine();

    [GeneratedRegex(@"\$\{(\w+)")]
    private static partial Regex Asked();
}
