namespace WaitingRoom.Architecture.Tests;

/// <summary>One project of <c>src</c> as the rules see it.</summary>
/// <param name="Projects">Projects it references, by name.</param>
/// <param name="Packages">Packages and frameworks that it references itself; analyzers, which leave nothing behind, are not among them.</param>
/// <param name="Assemblies">What its compiled assembly references; empty when it was not built.</param>
/// <param name="Folders">Names of its folders at any depth.</param>
internal sealed record HouseProject(
    string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages, IReadOnlyList<string> Assemblies, IReadOnlyList<string> Folders)
{
    /// <summary>Classes of its compiled assembly that derive from the framework's BackgroundService themselves.</summary>
    public IReadOnlyList<string> BackgroundServices { get; init; } = [];
}
