using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace WaitingRoom.Architecture.Tests;

/// <summary>Reads the house from its project files and compiled assemblies.</summary>
internal static class HouseReader
{
    private static readonly string[] NotSource = ["bin", "obj", "node_modules"];

    public static IReadOnlyList<HouseProject> Read(string root, string configuration) =>
        [.. Directory.GetFiles(Path.Combine(root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(f => !NotSource.Any(n => f.Contains($"{Path.DirectorySeparatorChar}{n}{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .Select(f => ReadProject(f, configuration))];

    private static HouseProject ReadProject(string file, string configuration)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var folder = Path.GetDirectoryName(file)!;
        var xml = XDocument.Load(file);
        var assembly = Path.Combine(folder, "bin", configuration, "net10.0", $"WaitingRoom.{name}.dll");
        return new HouseProject(
            name,
            [.. Included(xml, "ProjectReference").Select(p => Path.GetFileNameWithoutExtension(p.Replace('\\', '/')))],
            [.. Included(xml, "PackageReference"), .. Included(xml, "FrameworkReference")],
            Metadata(assembly, AssembliesOf),
            [.. Folders(folder)])
        {
            BackgroundServices = Metadata(assembly, BackgroundServicesOf),
        };
    }

    private static IEnumerable<string> Included(XDocument xml, string element) => xml.Descendants(element)
        .Where(e => (string?)e.Attribute("PrivateAssets") != "all")
        .Select(e => (string?)e.Attribute("Include"))
        .OfType<string>();

    private static IReadOnlyList<string> Metadata(string file, Func<MetadataReader, IEnumerable<string>> read)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        using var image = new PEReader(File.OpenRead(file));
        return [.. read(image.GetMetadataReader())];
    }

    private static IEnumerable<string> AssembliesOf(MetadataReader metadata) =>
        metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name));

    private static IEnumerable<string> BackgroundServicesOf(MetadataReader metadata) => metadata.TypeDefinitions
        .Select(metadata.GetTypeDefinition)
        .Where(t => t.BaseType.Kind == HandleKind.TypeReference && metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)t.BaseType).Name, "BackgroundService"))
        .Select(t => metadata.GetString(t.Name));

    private static IEnumerable<string> Folders(string folder) => Directory.GetDirectories(folder)
        .Where(d => !NotSource.Contains(Path.GetFileName(d)))
        .SelectMany(d => Folders(d).Prepend(Path.GetFileName(d)));
}
