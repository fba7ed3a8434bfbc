using System.Diagnostics;

namespace WaitingRoom.Support;

/// <summary>
/// A running postmaster under a small shell that reads our end of a pipe. The kernel closes the pipe when this process
/// ends in whatever way, even by SIGKILL, and the shell then stops the server and removes its folder: an aborted test
/// run leaves nothing behind, and no exit handler has to run for that.
/// </summary>
internal sealed class PostmasterProcess : IDisposable
{
    // $1 the cluster's folder, the rest the server's command line. INT is "fast", QUIT is "immediate" (no checkpoint).
    private const string Guard = """
        trap '' INT TERM HUP
        folder=$1; shift
        exec 3<&0
        "$@" 3<&- </dev/null >>"$folder/server.log" 2>&1 & server=$!
        (
          if read -r how <&3; then :; else how=immediate; : >"$folder/abandoned"; fi
          if [ "$how" = fast ]; then kill -INT $server; else kill -QUIT $server; fi
        ) >/dev/null 2>&1 & guard=$!
        wait $server; code=$?
        kill -KILL $guard 2>/dev/null
        [ ! -e "$folder/abandoned" ] || rm -rf "$folder"
        exit $code
        """;

    private readonly Process shell;

    private PostmasterProcess(Process shell) => this.shell = shell;

    public bool HasExited => shell.HasExited;

    public static PostmasterProcess Start(string folder, IEnumerable<string> serverCommand)
    {
        var start = UnprivilegedUser.Command(folder, "/bin/sh", ["-c", Guard, "guard", folder, .. serverCommand]);
        start.RedirectStandardInput = true;
        return new PostmasterProcess(PostgresPrograms.Start(start));
    }

    public Task StopAsync(bool immediate) => EndAsync(async () =>
    {
        await shell.StandardInput.WriteLineAsync(immediate ? "immediate" : "fast");
        await shell.StandardInput.FlushAsync();
    });

    /// <summary>Stops at once and removes the folder, exactly as if this process had ended. A server that takes too long over it is killed: cleaning up fails no test.</summary>
    public async Task AbandonAsync()
    {
        try
        {
            await EndAsync(() =>
            {
                shell.StandardInput.Close();
                return Task.CompletedTask;
            });
        }
        catch (TimeoutException)
        {
            shell.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => shell.Dispose();

    private async Task EndAsync(Func<Task> signal)
    {
        try
        {
            await signal();
        }
        catch (IOException)
        {
            // The shell ended by itself just now and nobody reads the pipe: waiting below returns at once.
        }

        await shell.WaitForExitAsync().WaitAsync(Patience.Limit, TimeProvider.System);
    }
}
