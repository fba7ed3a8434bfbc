using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Infra;

/// <summary>
/// nginx with the files of <c>infra/nginx</c> as they are, except for what belongs to the machine: the port, the folder of the cache, and which nodes there are.
/// </summary>
internal sealed partial class NginxProcess : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly Process process;

    private NginxProcess(TemporaryFolder folder, Process process, int port)
    {
        (this.folder, this.process) = (folder, process);
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public static string Program => NeedsFactAttribute.PathOf("nginx") ?? throw new InvalidOperationException("nginx is not installed (Debian: apt-get install nginx-light).");

    public HttpClient Http { get; }

    /// <param name="nodes">Ports on this machine; null for the nodes that the file names.</param>
    public static async Task<NginxProcess> Start(params int[] nodes)
    {
        var folder = new TemporaryFolder();
        var port = FreePort.Next();
        var configuration = await Lay(folder, port, nodes);
        var process = Process.Start(new ProcessStartInfo(Program, ["-p", folder.Path, "-c", configuration, "-e", folder.File("error.log"), "-g", "daemon off;"]))!;
        var started = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (!await Listens(port))
        {
            if (process.HasExited || TimeProvider.System.GetElapsedTime(started) > Patience.Limit)
            {
                throw new InvalidOperationException("nginx did not start: " + await File.ReadAllTextAsync(folder.File("error.log")));
            }

            await timer.WaitForNextTickAsync();
        }

        return new NginxProcess(folder, process, port);
    }

    /// <summary>Writes a configuration into the folder and returns its path.</summary>
    public static async Task<string> Lay(TemporaryFolder folder, int port, params int[] nodes)
    {
        var site = await File.ReadAllTextAsync(InfraFiles.PathOf("nginx", "waitingroom.conf"));
        var upstream = await File.ReadAllTextAsync(InfraFiles.PathOf("nginx", "nodes.conf"));
        Directory.CreateDirectory(folder.File("conf.d"));
        Directory.CreateDirectory(folder.File("snippets"));
        foreach (var snippet in Directory.GetFiles(InfraFiles.PathOf("nginx", "snippets")))
        {
            File.Copy(snippet, Path.Combine(folder.File("snippets"), Path.GetFileName(snippet)));
        }

        site = Once(site, "    listen 80;\n    listen [::]:80;\n", $"    listen 127.0.0.1:{port};\n");
        site = Once(site, "/var/cache/nginx/waitingroom", folder.File("cache"));
        await File.WriteAllTextAsync(folder.File("conf.d/waitingroom.conf"), site);
        var servers = string.Concat(nodes.Select(node => $"    server 127.0.0.1:{node} max_fails=2 fail_timeout=5s;\n"));
        await File.WriteAllTextAsync(folder.File("conf.d/nodes.conf"), nodes.Length == 0 ? upstream : Once(upstream, ServerLines().Match(upstream).Value, servers));

        // Root hands its workers to another user, who could not read this folder.
        await File.WriteAllTextAsync(folder.File("nginx.conf"), $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            worker_processes 2;
            pid {{folder.File("nginx.pid")}};
            events { worker_connections 1024; }
            http {
              client_body_temp_path {{folder.File("body")}};
              proxy_temp_path {{folder.File("proxy")}};
              fastcgi_temp_path {{folder.File("fastcgi")}};
              uwsgi_temp_path {{folder.File("uwsgi")}};
              scgi_temp_path {{folder.File("scgi")}};
              include conf.d/*.conf;
            }
            """);
        return folder.File("nginx.conf");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!process.HasExited)
        {
            // The master takes its workers with it; a killed one would leave them behind.
            using var stop = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await stop.WaitForExitAsync();
            await process.WaitForExitAsync().WaitAsync(Patience.Limit);
        }

        process.Dispose();
        folder.Dispose();
    }

    private static async Task<bool> Listens(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Once(string text, string old, string @new)
    {
        Assert.Equal(2, text.Split(old).Length);
        return text.Replace(old, @new, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(^    server .*\n)+", RegexOptions.Multiline)]
    private static partial Regex ServerLines();
}
