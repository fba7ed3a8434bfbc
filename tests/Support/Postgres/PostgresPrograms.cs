using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace WaitingRoom.Support;

/// <summary>Where this machine keeps PostgreSQL's programs, and how to run one of them.</summary>
public sealed class PostgresPrograms
{
    private const string DebianFolder = "/usr/lib/postgresql";
    private static readonly string[] Needed = ["initdb", "postgres"];

    private PostgresPrograms(string folder) => Folder = folder;

    public string Folder { get; }

    public string PathOf(string program) => Path.Combine(Folder, program);

    /// <summary>Debian's newest version folder, otherwise the first folder of PATH that holds a server.</summary>
    /// <exception cref="InvalidOperationException">No server is installed; the text says what to install.</exception>
    public static PostgresPrograms Find()
    {
        var versions = Directory.Exists(DebianFolder)
            ? Directory.GetDirectories(DebianFolder).OrderByDescending(Version).Select(folder => Path.Combine(folder, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var found = versions.Concat(path).FirstOrDefault(folder => Needed.All(name => File.Exists(Path.Combine(folder, name))));
        return found is not null
            ? new PostgresPrograms(found)
            : throw new InvalidOperationException(
                $"PostgreSQL's server programs ({string.Join(", ", Needed)}) are neither below {DebianFolder}/<version>/bin nor on PATH. "
                + "Install PostgreSQL 15 or newer, e.g. `apt-get install postgresql` on Debian; no running service is needed.");

        static int Version(string folder) =>
            int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
    }

    /// <summary>Runs a program to its end and returns what it printed.</summary>
    /// <exception cref="InvalidOperationException">It could not be started or returned a code other than zero.</exception>
    public static async Task<string> RunAsync(ProcessStartInfo start, CancellationToken cancellation = default)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Start(start);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException($"{start.FileName} returned {process.ExitCode}: {await errors}{await output}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    internal static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException($"{start.FileName} could not be started: {error.Message}", error);
        }
    }
}
