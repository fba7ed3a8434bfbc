using System.Text;
using System.Text.Json.Nodes;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Infra;

/// <summary>The files of <c>infra/</c> as their programs would read them.</summary>
internal static class InfraFiles
{
    /// <summary>Reads by Debian's python3-yaml: every document of every file, with anchors and merges resolved.</summary>
    private const string Reader = """
        import json, sys, yaml
        print(json.dumps({path: list(yaml.safe_load_all(open(path, encoding='utf-8'))) for path in sys.argv[1:]}, default=str))
        """;

    private static readonly Lazy<Task<JsonObject>> Yaml = new(ReadYaml);

    public static string Root { get; } = Path.Combine(RepositoryRoot.Find()!, "infra");

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Every YAML file by its path below infra, with its documents.</summary>
    public static async Task<IReadOnlyDictionary<string, JsonArray>> AllYaml() =>
        (await Yaml.Value).ToDictionary(file => Path.GetRelativePath(Root, file.Key), file => file.Value!.AsArray());

    /// <summary>The one document of a file.</summary>
    public static async Task<JsonNode> OneYaml(string path) => Assert.Single((await AllYaml())[path])!;

    /// <summary>What stands below a folder, with the file it stands in.</summary>
    public static async Task<IReadOnlyList<(string File, JsonNode Document)>> Kubernetes() =>
        [.. (await AllYaml()).Where(file => file.Key.StartsWith("kubernetes", StringComparison.Ordinal)).SelectMany(file => file.Value.Select(document => (file.Key, document!)))];

    /// <summary>Every value of this name, at any depth.</summary>
    public static IEnumerable<JsonNode> Everywhere(JsonNode? node, string name) => node switch
    {
        JsonObject some => some.SelectMany(pair => (pair.Key == name && pair.Value is not null ? [pair.Value] : Array.Empty<JsonNode>()).Concat(Everywhere(pair.Value, name))),
        JsonArray many => many.SelectMany(item => Everywhere(item, name)),
        _ => [],
    };

    private static async Task<JsonObject> ReadYaml()
    {
        var files = Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".yaml" or ".yml").Order(StringComparer.Ordinal);
        return JsonNode.Parse(Encoding.UTF8.GetString(await ForeignProgram.Run("/usr/bin/python3", ["-c", Reader, .. files])))!.AsObject();
    }
}
