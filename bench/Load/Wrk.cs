using System.Diagnostics;
using System.Globalization;

namespace WaitingRoom.Bench.Load;

/// <summary>The load tool wrk (Debian's package of that name): one thread, closed loop, keep-alive connections.</summary>
internal sealed record Wrk(int Connections, int Seconds)
{
    /// <param name="script">A Lua file that makes the requests; null for plain GET.</param>
    /// <exception cref="InvalidOperationException">An answer was not 2xx or 3xx, or a connection failed: such a run measures something else.</exception>
    public async Task<WrkOutput> RunAsync(Uri target, string? script, CancellationToken cancellation)
    {
        string[] arguments =
        [
            "-t1", string.Create(CultureInfo.InvariantCulture, $"-c{Connections}"), string.Create(CultureInfo.InvariantCulture, $"-d{Seconds}s"), "--latency",
            .. script is null ? Array.Empty<string>() : ["-s", script], target.AbsoluteUri,
        ];
        using var process = Process.Start(new ProcessStartInfo(Require("wrk"), arguments) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        var output = WrkOutput.Parse(text);
        return output is { Bad: 0, SocketErrors: 0 } ? output : throw new InvalidOperationException($"{output.Bad} bad answers and {output.SocketErrors} socket errors from {target}:\n{text}");
    }

    /// <summary>Where the program is.</summary>
    /// <exception cref="InvalidOperationException">It is not installed.</exception>
    public static string Require(string program)
    {
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), "/usr/sbin", "/usr/local/sbin"];
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"{program} is not installed: infra/install.sh --bench installs it (Debian: apt-get install wrk nginx-light).");
    }
}
