namespace WaitingRoom.Architecture.Tests;

/// <summary>The arrows of the house, see the architecture. Answers every breach with a sentence.</summary>
internal static class HouseRules
{
    private static readonly string[] Hosts = ["Server", "Cluster"];

    /// <summary>Which projects each may reference; hosts may reference all.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Grains"] = [],
        ["Web"] = [],
        ["Gate"] = [],
        ["Storage"] = ["Grains"],
        ["Queue"] = ["Grains", "Web"],
        ["Booking"] = ["Grains", "Web"],
        ["Admin"] = ["Grains", "Web"],
    };

    /// <summary>Database and Orleans, by the beginnings of their package and assembly names.</summary>
    private static readonly string[] Engines = ["Npgsql", "Microsoft.Data.Sqlite", "SQLitePCLRaw", "Dapper", "Orleans", "Microsoft.Orleans"];

    private static readonly string[] BannedFolders = ["Utils", "Helpers", "Common", "Managers", "Services", "Misc"];

    public static IReadOnlyList<string> Breaches(IReadOnlyList<HouseProject> house) =>
    [
        .. house.SelectMany(Arrow),
        .. house.SelectMany(Engine),
        .. house.SelectMany(Core),
        .. house.SelectMany(Loops),
        .. house.SelectMany(p => p.Folders.Where(f => BannedFolders.Contains(f, StringComparer.OrdinalIgnoreCase)).Select(f => $"{p.Name} has a folder '{f}', which says nothing.")),
    ];

    private static IEnumerable<string> Arrow(HouseProject project)
    {
        if (Hosts.Contains(project.Name))
        {
            return [];
        }

        if (!Arrows.TryGetValue(project.Name, out var allowed))
        {
            return [$"{project.Name} has no place in the house."];
        }

        const string own = "WaitingRoom.";
        return project.Projects
            .Concat(project.Assemblies.Where(a => a.StartsWith(own, StringComparison.Ordinal)).Select(a => a[own.Length..]))
            .Distinct()
            .Except(allowed)
            .Select(other => $"{project.Name} references {other}.");
    }

    private static IEnumerable<string> Engine(HouseProject project)
    {
        var banned = Engines.Where(e => project.Name switch
        {
            "Cluster" => false,
            "Server" or "Storage" => e.Contains("Orleans", StringComparison.Ordinal),
            _ => true,
        }).ToArray();
        return project.Packages.Concat(project.Assemblies)
            .Where(p => Array.Exists(banned, b => p.StartsWith(b, StringComparison.Ordinal)))
            .Distinct()
            .Select(p => $"{project.Name} references {p}.");
    }

    private static IEnumerable<string> Core(HouseProject project) => project.Name != "Grains" ? [] :
    [
        .. project.Packages.Select(p => $"Grains references the package {p}."),
        .. project.Assemblies.Where(a => !a.StartsWith("System.", StringComparison.Ordinal)).Select(a => $"Grains references the assembly {a}."),
    ];

    /// <summary>An exception that leaves a background service ends the process; one class knows that for all.</summary>
    private static IEnumerable<string> Loops(HouseProject project) => project.BackgroundServices
        .Where(name => (project.Name, name) != ("Web", "PeriodicService"))
        .Select(name => $"{project.Name} has a background service of its own, {name}; PeriodicService is there for it.");

    /// <summary>Modules that must exist for the rules to mean anything.</summary>
    public static IReadOnlyList<string> Expected => ["Grains", "Storage", "Web", "Gate", "Queue", "Booking", "Admin", "Server"];
}
