using System.Diagnostics;

namespace WaitingRoom.Support;

/// <summary>PostgreSQL refuses to run as root, so root hands it to the user that the server's package creates.</summary>
internal static class UnprivilegedUser
{
    private const string Name = "postgres";

    public static ProcessStartInfo Command(string workingFolder, string program, params IEnumerable<string> arguments)
    {
        string[] prefix = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid", Name, "--regid", Name, "--init-groups", program]
            : [program];
        return new ProcessStartInfo(prefix[0], [.. prefix.Skip(1), .. arguments]) { WorkingDirectory = workingFolder };
    }

    /// <summary>Gives the folder to that user; nothing to do when we are not root.</summary>
    public static async Task OwnAsync(string folder, CancellationToken cancellation)
    {
        if (Environment.IsPrivilegedProcess)
        {
            await PostgresPrograms.RunAsync(new ProcessStartInfo("chown", ["-R", $"{Name}:", folder]), cancellation);
        }
    }
}
