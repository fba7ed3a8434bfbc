using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using WaitingRoom.Server.Hosting;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Infra;

/// <summary>Every option and every environment variable that infra gives to a program is one that the program knows.</summary>
public sealed partial class SettingsTests
{
    /// <summary>Read by the runtime, by the driver of PostgreSQL and by OpenTelemetry, not by us.</summary>
    private static readonly string[] OfOthers = ["PGPASSWORD", "DOTNET_EnableDiagnostics", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL"];

    [Fact]
    public async Task Every_option_of_a_command_line_exists()
    {
        var known = KnownOptions();
        var lines = await CommandLines();
        Assert.Equal(7, lines.Count);
        Assert.All(lines, line => Assert.Empty(line.Where(word => word.StartsWith("--", StringComparison.Ordinal)).Except(known)));
    }

    [Fact]
    public async Task Every_variable_is_a_setting_or_a_part_of_the_command_line()
    {
        var inCommandLines = (await CommandLines()).SelectMany(line => line).SelectMany(word => Reference().Matches(word).Select(reference => reference.Groups[1].Value)).ToHashSet();
        var variables = await Variables();
        Assert.Contains("Queue__Issuer", variables);
        Assert.DoesNotContain(variables, variable => !inCommandLines.Contains(variable) && !OfOthers.Contains(variable) && !IsSetting(variable));
    }

    [Theory]
    [InlineData("Queue__Issuer", true)]
    [InlineData("Queue__Rooms__0__CeilingPerMinute", true)]
    [InlineData("Booking__Messages__Smtp__Host", true)]
    [InlineData("Booking__Messages__Sends", true)]
    [InlineData("Proxies__0", true)]
    [InlineData("Queue__Isuer", false)]
    [InlineData("Booking__Messages__Smtp__Hosts", false)]
    [InlineData("Proxies", false)]
    [InlineData("Anything__Else", false)]
    public void A_setting_is_told_from_what_is_none(string variable, bool isSetting) => Assert.Equal(isSetting, IsSetting(variable));

    /// <summary>As the configuration binds it: the longest section that somebody binds, and a path of properties and places of lists below it.</summary>
    private static bool IsSetting(string variable)
    {
        var parts = variable.Split("__");
        if (parts is [TrustedProxies.Key, var place])
        {
            return int.TryParse(place, out _);
        }

        for (var length = parts.Length - 1; length > 0; length--)
        {
            if (Sections.Value.TryGetValue(string.Join(':', parts.Take(length)), out var type))
            {
                return Leads(type, parts.AsSpan(length));
            }
        }

        return string.Join(':', parts) == ServerLog.LevelKey;
    }

    private static bool Leads(Type type, ReadOnlySpan<string> parts)
    {
        if (parts.IsEmpty)
        {
            return true;
        }

        if (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)))
        {
            return int.TryParse(parts[0], out _) && Leads(type.GetGenericArguments()[0], parts[1..]);
        }

        return type.GetProperty(parts[0]) is { } property && Leads(property.PropertyType, parts[1..]);
    }

    /// <summary>Options types name the section that they are bound from.</summary>
    private static readonly Lazy<Dictionary<string, Type>> Sections = new(() =>
        Directory.GetFiles(AppContext.BaseDirectory, "WaitingRoom.*.dll")
            .Where(file => !Path.GetFileName(file).Contains("Tests", StringComparison.Ordinal))
            .SelectMany(file => Assembly.LoadFrom(file).GetTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section") is { IsLiteral: true })
            .ToDictionary(type => (string)type.GetField("Section")!.GetRawConstantValue()!));

    /// <summary>As the sources name them.</summary>
    private static HashSet<string> KnownOptions() =>
        [.. new[] { "Server", "Cluster" }.Select(host => Path.Combine(RepositoryRoot.Find()!, "src", host))
            .SelectMany(host => Directory.EnumerateFiles(host, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => OptionName().Matches(File.ReadAllText(file)))
            .Select(option => option.Groups[1].Value)];

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> CommandLines()
    {
        var compose = (await InfraFiles.OneYaml("compose/compose.yaml"))["services"]!.AsObject();
        var kubernetes = (await InfraFiles.Kubernetes()).SelectMany(found => InfraFiles.Everywhere(found.Document, "args"));
        return
        [
            .. compose.Where(service => service.Key.StartsWith("node", StringComparison.Ordinal)).Select(service => NodePorts.Words(service.Value!["command"])),
            .. kubernetes.Select(NodePorts.Words),
            .. Directory.GetFiles(InfraFiles.PathOf("systemd"), "*.service").Select(unit => (IReadOnlyList<string>)File.ReadLines(unit).Single(line => line.StartsWith("ExecStart=", StringComparison.Ordinal)).Split(' ')),
        ];
    }

    private static async Task<IReadOnlySet<string>> Variables()
    {
        var compose = (await InfraFiles.OneYaml("compose/compose.yaml"))["services"]!.AsObject();
        var kubernetes = (await InfraFiles.Kubernetes()).Select(found => found.Document);
        return compose.Where(service => service.Key.StartsWith("node", StringComparison.Ordinal)).SelectMany(service => service.Value!["environment"]!.AsObject())
            .Concat(kubernetes.Where(one => (string)one["kind"]! is "ConfigMap" or "Secret").SelectMany(one => (one["data"] ?? one["stringData"])!.AsObject()))
            .Select(pair => pair.Key)
            .Concat(Directory.GetFiles(InfraFiles.PathOf("systemd"), "*.example").SelectMany(File.ReadLines).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('=')[0]))
            .ToHashSet();
    }

    [GeneratedRegex("\"(--[a-z-]+)\"")]
    private static partial Regex OptionName();

    [GeneratedRegex(@"\$[({](\w+)[)}]")]
    private static partial Regex Reference();
}
