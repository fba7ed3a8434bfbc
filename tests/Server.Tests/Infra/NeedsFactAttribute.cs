namespace WaitingRoom.Server.Tests.Infra;

/// <summary>A rule that only a program can check that is not on every machine. Without it the test is skipped and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsFactAttribute : FactAttribute
{
    public NeedsFactAttribute(string program, string package)
    {
        (Program, Package) = (program, package);
        if (PathOf(program) is null)
        {
            Skip = $"{program} is not on this machine (Debian: apt-get install {package}).";
        }
    }

    /// <summary>By name, on PATH or in Debian's /usr/sbin.</summary>
    public string Program { get; }

    /// <summary>The Debian package that brings it.</summary>
    public string Package { get; }

    public static string? PathOf(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
