using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Server.Hosting;
using WaitingRoom.Server.Metrics;
using WaitingRoom.Storage;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Infra;

/// <summary>Dashboard and alerts speak of nothing that the product does not say.</summary>
public sealed partial class MetricNamesTests
{
    /// <summary>Prometheus' own word for whether it reached a target.</summary>
    private const string Up = "up";

    [Fact]
    public async Task Every_metric_of_the_dashboard_and_of_the_alerts_is_exported()
    {
        var exported = await Exported();
        var wanted = await Wanted();
        Assert.True(wanted.Count > 30, "The expressions were not found.");
        Assert.Empty(wanted.Except([.. exported, Up]));
    }

    [Fact]
    public async Task Every_metric_of_the_product_is_documented()
    {
        var root = RepositoryRoot.Find()!;
        var documents = string.Concat(await Task.WhenAll(new[] { "waiting-room.md", "booking.md", "cluster.md" }.Select(name => File.ReadAllTextAsync(Path.Combine(root, "docs", name)))));
        var missing = (await Exported(withPartsOfHistograms: false)).Where(name => name.StartsWith("waitingroom_", StringComparison.Ordinal))
            .Where(name => !Documented(documents, name));
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("sum by (room) (rate(waitingroom_queue_wating[1m]))", "waitingroom_queue_wating")]
    [InlineData("a_total / on (le, instance) b_bucket{kind=\"c_d\"} > 2", "a_total b_bucket")]
    [InlineData("histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m]))) unless on (room) y_z", "x_bucket y_z")]
    public void Names_are_found_in_expressions_and_functions_labels_and_values_are_none(string expression, string names) =>
        Assert.Equal(names.Split(' '), NamesIn(expression).Order());

    /// <summary>Written with dots, as the meter says it, or with underscores, as Prometheus does; after one of its group also by its last part, such as <c>.busy</c>.</summary>
    private static bool Documented(string documents, string name)
    {
        var bare = name.EndsWith("_total", StringComparison.Ordinal) ? name[..^"_total".Length] : name;
        var parts = bare.Split('_', 3);
        return Regex.IsMatch(documents, $@"\b{bare.Replace("_", "[._]", StringComparison.Ordinal)}(_total)?\b")
            || Regex.IsMatch(documents, $@"`{parts[0]}\.{parts[1]}\.[^\n]*`\.{parts[2]}`");
    }

    private static async Task<IReadOnlySet<string>> Exported(bool withPartsOfHistograms = true)
    {
        using var folder = new TemporaryFolder();
        await using var store = await Store.OpenAsync(new StorageOptions { DataFolder = folder.Path });
        await using var app = WaitingRoomServer.Build(new ServeRequest(FreePort.Next(), Demo: false, new Dictionary<string, string?>()), store);
        await app.StartAsync();
        var families = app.Services.GetRequiredService<MetricsListener>().Families;
        await app.StopAsync();
        return families.SelectMany(family => family.Kind == MetricKind.Histogram && withPartsOfHistograms
            ? [family.Name + "_bucket", family.Name + "_sum", family.Name + "_count"]
            : new[] { family.Name }).ToHashSet();
    }

    private static async Task<IReadOnlySet<string>> Wanted()
    {
        var dashboard = JsonNode.Parse(await File.ReadAllTextAsync(InfraFiles.PathOf("grafana", "dashboards", "waitingroom.json")));
        var alerts = await InfraFiles.OneYaml("prometheus/alerts.yml");
        return InfraFiles.Everywhere(dashboard, "expr").Concat(InfraFiles.Everywhere(alerts, "expr")).SelectMany(expression => NamesIn((string)expression!)).ToHashSet();
    }

    /// <summary>The metrics of a PromQL expression: words that are neither called, nor an operator, nor within braces, brackets or a list of labels.</summary>
    private static HashSet<string> NamesIn(string expression) =>
        [.. Word().Matches(Aside().Replace(expression, " ")).Select(word => word.Value).Except(["unless", "on", "and", "or", "by", "without", "ignoring"])];

    /// <summary>Selectors, ranges, strings, and lists of labels.</summary>
    [GeneratedRegex("""\{[^}]*\}|\[[^\]]*\]|"[^"]*"|\b(by|on|without|ignoring|group_left|group_right)\s*\([^)]*\)""")]
    private static partial Regex Aside();

    [GeneratedRegex(@"\b[a-zA-Z_][a-zA-Z0-9_]*\b(?!\s*\()")]
    private static partial Regex Word();
}
